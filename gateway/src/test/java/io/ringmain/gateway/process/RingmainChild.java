package io.ringmain.gateway.process;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The packaged program as a process of its own, with files for what it writes. */
final class RingmainChild implements AutoCloseable {
    private static final String READY = "Ringmain ready ";

    private final Process process;
    private final Path out;
    private final Path err;

    private RingmainChild(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts a command line; output goes to new files in the folder. */
    static RingmainChild start(Path folder, String... args) throws IOException {
        Path home = Path.of(System.getProperty("ringmain.home"));
        Path out = Files.createTempFile(folder, "child", ".out");
        Path err = Files.createTempFile(folder, "child", ".err");
        // whoever builds under nohup has it ignore SIGHUP, and all its children with it
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=HUP"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(arg -> arg.startsWith("--") || arg.startsWith("-XX") || arg.startsWith("-Dchronicle"))
                .forEach(command::add);
        command.add("-Dringmain.home=" + folder);
        command.add("-jar");
        command.add(home.resolve("gateway/target/ringmain.jar").toString());
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new RingmainChild(process, out, err);
    }

    /** Waits for the ready line and answers the URL in it. */
    URI awaitReady(Duration bound) {
        Awaitility.await("ready line").atMost(bound).until(() -> ready().isPresent() || !process.isAlive());
        return URI.create(
                ready().orElseThrow(() -> new AssertionError("ended with " + process.exitValue() + ": " + err()))
                        .substring(READY.length()));
    }

    private Optional<String> ready() {
        return out().stream().filter(line -> line.startsWith(READY)).findFirst();
    }

    List<String> out() {
        return lines(out);
    }

    List<String> err() {
        return lines(err);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** SIGTERM. */
    RingmainChild terminate() {
        process.destroy();
        return this;
    }

    /** SIGHUP. */
    RingmainChild hangUp() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor();
        return this;
    }

    /** SIGKILL. */
    RingmainChild kill() {
        process.destroyForcibly();
        return this;
    }

    int awaitExit(Duration bound) throws InterruptedException {
        if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still alive after " + bound);
        }
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }
}
