package io.ringmain.perf;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Processes that this one has started, with theirs: none of them outlives it. */
final class Children {
    private static final long PATIENCE_S = 10;

    private static volatile boolean areEnding;

    private Children() {}

    /** Ends them when this JVM is told to end, for example by Ctrl-C. */
    static void endWithThisJvm() {
        Runtime.getRuntime().addShutdownHook(new Thread(Children::endAll, "end children"));
    }

    private static void endAll() {
        areEnding = true;
        end(ProcessHandle.current().descendants().toList());
    }

    /** Whether this JVM was told to end: who waited for a process must not begin another. */
    static boolean areEnding() {
        return areEnding;
    }

    /** Ends that one and those below it. */
    static void end(ProcessHandle process) {
        end(Stream.concat(Stream.of(process), process.descendants()).toList());
    }

    private static void end(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroy);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        for (ProcessHandle process : processes) {
            try {
                process.onExit().get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException | ExecutionException e) {
                process.destroyForcibly();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            }
        }
    }
}
