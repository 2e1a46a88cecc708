package io.ringmain.connectors.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What was there before: threads, and the process's sockets where Linux tells them. */
final class Leaks {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private final Set<Thread> threads;
    private final long sockets;

    private Leaks(Set<Thread> threads, long sockets) {
        this.threads = threads;
        this.sockets = sockets;
    }

    static Leaks now() {
        return new Leaks(Set.copyOf(Thread.getAllStackTraces().keySet()), countSockets());
    }

    /** Names of the threads that came since and are still there. */
    List<String> threadsSince(Predicate<Thread> isShared) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !threads.contains(thread) && thread.isAlive())
                .filter(thread -> !isOfTheVm(thread) && !isShared.test(thread))
                .map(Thread::getName)
                .toList();
    }

    /** How many sockets more are open than then; 0 where that is not known. */
    long socketsSince() {
        return Math.max(0, countSockets() - sockets);
    }

    private static boolean isOfTheVm(Thread thread) {
        String name = thread.getName();
        ThreadGroup group = thread.getThreadGroup();
        return group == null
                || group.getName().equals("system")
                || name.startsWith("process reaper")
                || name.startsWith("Cleaner-")
                // the one pool that all of a JVM share, whose threads stay for a minute
                || name.startsWith("ForkJoinPool.commonPool-")
                || name.startsWith("CompletableFutureDelayScheduler")
                || name.startsWith("junit-")
                || name.startsWith("awaitility");
    }

    private static long countSockets() {
        try (Stream<Path> all = Files.list(DESCRIPTORS)) {
            return all.filter(Leaks::isSocket).count();
        } catch (IOException e) {
            return 0;
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException e) {
            // closed meanwhile
            return false;
        }
    }
}
