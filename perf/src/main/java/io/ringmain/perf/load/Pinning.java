package io.ringmain.perf.load;

import io.ringmain.perf.SuiteFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Gives threads of this process a core each, on Linux by {@code taskset}: the product leaves that to the site.
 *
 * <p>Thread: any.
 */
final class Pinning {
    /** The sender and a stage each. */
    static final int CORES = 4;

    /** The kernel keeps so much of a thread's name. */
    private static final int NAME_LENGTH = 15;

    private static final Path THREADS = Path.of("/proc/self/task");
    private static final Path CALLER = Path.of("/proc/thread-self");

    private Pinning() {}

    /** Whether every thread that spins can have a core. */
    static boolean isApplicable() {
        return Runtime.getRuntime().availableProcessors() >= CORES && Files.isDirectory(THREADS);
    }

    /** Cores by number, 0 and up. */
    static void pin(String thread, int core) {
        String wanted = thread.substring(0, Math.min(NAME_LENGTH, thread.length()));
        List<String> ids = idsOf(wanted);
        if (ids.isEmpty()) {
            throw new SuiteFailedException("latency: there is no thread " + thread + " to be pinned");
        }
        for (String id : ids) {
            taskset(id, core);
        }
    }

    static void pinCaller(int core) {
        try {
            taskset(Files.readSymbolicLink(CALLER).getFileName().toString(), core);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> idsOf(String name) {
        try (Stream<Path> threads = Files.list(THREADS)) {
            return threads.filter(thread -> name.equals(nameOf(thread)))
                    .map(thread -> thread.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String nameOf(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).trim();
        } catch (IOException e) {
            return ""; // it has ended meanwhile
        }
    }

    private static void taskset(String id, int core) {
        try {
            Process process = new ProcessBuilder("taskset", "-pc", Integer.toString(core), id)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (process.waitFor() != 0) {
                throw new SuiteFailedException("latency: taskset could not pin thread " + id + " to core " + core);
            }
        } catch (IOException e) {
            throw new SuiteFailedException("latency: pinning needs taskset (util-linux): " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteFailedException("latency: interrupted");
        }
    }
}
