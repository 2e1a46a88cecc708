package io.ringmain.gateway.testing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Looks at the stacks of I/O threads a thousand times a second and keeps those that wait for anything but their selector, or
 * do what may take long: files, blocking sockets, databases, passwords, names of hosts, other processes.
 */
public final class IoThreadWatch implements AutoCloseable {
    private static final int DEPTH = 80;
    private static final long PAUSE_NS = 1_000_000;

    /** What an I/O thread must not be in, whatever its state says: beginnings of class names. */
    private static final List<String> SLOW = List.of(
            "java.io.FileInputStream",
            "java.io.FileOutputStream",
            "java.io.RandomAccessFile",
            "java.io.UnixFileSystem",
            "java.nio.file.Files",
            "sun.nio.fs.",
            "sun.nio.ch.FileChannelImpl",
            "sun.nio.ch.FileDispatcherImpl",
            "sun.nio.ch.NioSocketImpl",
            "java.net.Socket$",
            "java.net.Inet4AddressImpl",
            "java.net.Inet6AddressImpl",
            "java.lang.ProcessImpl",
            "java.util.zip.Deflater",
            "java.sql.",
            "org.sqlite.",
            "com.zaxxer.",
            "org.jdbi.",
            "org.postgresql.",
            "com.password4j.");

    /** The JVM loads a class when it is needed first, once; that is not what is looked for. */
    private static final List<String> LOADING =
            List.of("java.lang.ClassLoader", "jdk.internal.loader.", "java.lang.invoke.", "java.util.ResourceBundle");

    /** A thread's own tasks and its selector's keys: held for as long as it takes to append one. */
    private static final String OWN_LOOP = "org.xnio.nio.WorkerThread";

    /** Sockets that do not block are written by the class that writes files. */
    private static final String SOCKET = "sun.nio.ch.SocketChannelImpl";

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Map<String, String> found = new ConcurrentSkipListMap<>();
    private final Set<Long> others = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final String prefix;
    private final Thread sampler = new Thread(this::sample, "io-thread-watch");
    private volatile boolean isOver;

    /** Begins to look at threads whose names begin so and that were not there yet. */
    public static IoThreadWatch begin(String prefix) {
        IoThreadWatch watch = new IoThreadWatch(prefix);
        for (long id : watch.threads.getAllThreadIds()) {
            watch.others.add(id);
        }
        watch.sampler.setDaemon(true);
        watch.sampler.start();
        return watch;
    }

    private IoThreadWatch(String prefix) {
        this.prefix = prefix;
    }

    private void sample() {
        long[] ids = {};
        for (int round = 0; !isOver; round++) {
            if (round % 100 == 0) {
                ids = watched();
            }
            for (ThreadInfo thread : threads.getThreadInfo(ids, DEPTH)) {
                if (thread != null) {
                    judge(thread);
                }
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    private long[] watched() {
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null
                        && thread.getThreadName().startsWith(prefix)
                        && !others.contains(thread.getThreadId()))
                .mapToLong(ThreadInfo::getThreadId)
                .toArray();
    }

    private void judge(ThreadInfo thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        seen.merge(thread.getThreadName(), 1L, Long::sum);
        String verdict = verdict(thread.getThreadState(), stack);
        if (verdict != null) {
            found.putIfAbsent(
                    verdict,
                    thread.getThreadName() + "\n"
                            + Arrays.stream(stack).map(e -> "    at " + e).collect(Collectors.joining("\n")));
        }
    }

    /** What is wrong with a stack, null when nothing is. */
    private static String verdict(Thread.State state, StackTraceElement[] stack) {
        if (stack.length == 0 || Arrays.stream(stack).anyMatch(e -> isOneOf(LOADING, e))) {
            return null;
        }
        if (state == Thread.State.BLOCKED) {
            boolean isOwnLoop = stack[0].getClassName().startsWith(OWN_LOOP)
                    || stack[0].getClassName().startsWith("sun.nio.ch.")
                            && place(stack).contains(OWN_LOOP + ".run");
            return isOwnLoop ? null : "waits for a monitor in " + place(stack);
        }
        if (state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING) {
            return "waits in " + place(stack);
        }
        boolean isSocket = Arrays.stream(stack).anyMatch(e -> e.getClassName().equals(SOCKET));
        return isSocket
                ? null
                : Arrays.stream(stack)
                        .filter(e -> isOneOf(SLOW, e))
                        .findFirst()
                        .map(e -> "is in " + e.getClassName() + "." + e.getMethodName() + ", " + place(stack))
                        .orElse(null);
    }

    private static boolean isOneOf(List<String> beginnings, StackTraceElement element) {
        return beginnings.stream().anyMatch(element.getClassName()::startsWith);
    }

    /** The first code of ours or of the server. */
    private static String place(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .filter(e -> e.getClassName().startsWith("io.ringmain")
                        || e.getClassName().startsWith("io.undertow")
                        || e.getClassName().startsWith("org.xnio"))
                .findFirst()
                .orElse(stack[0])
                .toString();
    }

    /** What was found, each once, with a stack. */
    public Map<String, String> found() {
        return new TreeMap<>(found);
    }

    /** How often each thread was looked at. */
    public Map<String, Long> seen() {
        return new TreeMap<>(seen);
    }

    @Override
    public void close() {
        isOver = true;
    }
}
