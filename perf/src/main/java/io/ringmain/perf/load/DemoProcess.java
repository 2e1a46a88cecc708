package io.ringmain.perf.load;

import io.ringmain.perf.SuiteFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of the launcher, ended with its owner. Thread: one, and one that ends it when it takes too long. */
final class DemoProcess implements AutoCloseable {
    private static final String READY = "Ringmain ready";
    private static final long READY_TIMEOUT_S = 60;

    private final long beganNs = System.nanoTime();
    private final Process process;
    private volatile boolean isReady;

    DemoProcess(Path launcher, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.add(0, launcher.toString());
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread deadline = new Thread(this::endWhenLate, "demo deadline");
        deadline.setDaemon(true);
        deadline.start();
    }

    /** Waits for the line that says so. */
    double secondsToReady() throws IOException {
        String last = "it said nothing";
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.contains(READY)) {
                isReady = true;
                return (System.nanoTime() - beganNs) / 1e9;
            }
            last = line;
        }
        throw new SuiteFailedException(
                "startup: the demo ended or was not ready in " + READY_TIMEOUT_S + " s: " + last);
    }

    /** CPU time of the process over that time. */
    double percentOfCore(long forMs) throws InterruptedException {
        long begin = System.nanoTime();
        long cpuNs = cpuNs();
        TimeUnit.MILLISECONDS.sleep(forMs);
        return 100.0 * (cpuNs() - cpuNs) / (System.nanoTime() - begin);
    }

    /** Its anonymous memory in RAM; the launcher has become the JVM. */
    long anonymousBytes() {
        try (ResidentMemory memory = new ResidentMemory(process.pid())) {
            return memory.now();
        }
    }

    private long cpuNs() {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(
                        () -> new SuiteFailedException("startup: the demo has ended, or its CPU time is not shown"))
                .toNanos();
    }

    void awaitEnd() throws IOException, InterruptedException {
        isReady = true;
        process.getInputStream().readAllBytes();
        process.waitFor();
    }

    private void endWhenLate() {
        try {
            if (!process.waitFor(READY_TIMEOUT_S, TimeUnit.SECONDS) && !isReady) {
                close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        EndedProcess.end(process);
    }
}
