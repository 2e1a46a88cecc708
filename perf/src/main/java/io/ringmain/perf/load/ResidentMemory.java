package io.ringmain.perf.load;

import io.ringmain.perf.SuiteFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Anonymous memory of a process that is in RAM: what it would have to be given if no file could be paged out. Mapped files, as
 * those of the journal, are not in it.
 *
 * <p>Thread: a daemon samples, any asks.
 */
final class ResidentMemory implements AutoCloseable {
    private static final String ANONYMOUS = "RssAnon:";
    private static final long BYTES_PER_KIB = 1024;
    private static final long SAMPLE_MS = 20;

    private final long pid;
    private volatile long peak;
    private volatile boolean isOver;

    /** Begins to sample. */
    ResidentMemory(long pid) {
        this.pid = pid;
        Thread sampler = new Thread(this::sample, "resident memory");
        sampler.setDaemon(true);
        sampler.start();
    }

    private void sample() {
        try {
            while (!isOver) {
                peak = Math.max(peak, read(pid));
                TimeUnit.MILLISECONDS.sleep(SAMPLE_MS);
            }
        } catch (IOException e) {
            return; // it has ended
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Bytes now. */
    long now() {
        try {
            return read(pid);
        } catch (IOException e) {
            throw new SuiteFailedException("memory: of process " + pid + " nothing can be read: " + e.getMessage(), e);
        }
    }

    /** Most bytes of all samples. */
    long peak() {
        return Math.max(peak, now());
    }

    private static long read(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"))) {
            if (line.startsWith(ANONYMOUS)) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) * BYTES_PER_KIB;
            }
        }
        throw new IOException("it shows no " + ANONYMOUS);
    }

    @Override
    public void close() {
        isOver = true;
    }
}
