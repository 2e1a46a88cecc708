package io.ringmain.perf.load;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** What the threads of the stages have allocated and how long they ran; found by their names. */
final class ThreadAllocation {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long[] ids;

    private ThreadAllocation(String... names) {
        ids = Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(info -> info != null && Arrays.stream(names).anyMatch(name -> runs(info.getThreadName(), name)))
                .mapToLong(java.lang.management.ThreadInfo::getThreadId)
                .toArray();
        if (ids.length == 0) {
            throw new IllegalStateException("no thread of a stage runs");
        }
    }

    /** Whether a thread is a stage's own, or one that runs several, whose names stand in brackets then. */
    private static boolean runs(String thread, String stage) {
        return thread.equals(stage) || thread.startsWith("[") && thread.contains(stage);
    }

    static ThreadAllocation ofStages() {
        return of("ringmain-logic", "ringmain-journal", "ringmain-outcomes");
    }

    /** Of the threads that run one of these stages. */
    static ThreadAllocation of(String... names) {
        return new ThreadAllocation(names);
    }

    long bytes() {
        return Arrays.stream(threads.getThreadAllocatedBytes(ids)).sum();
    }

    long cpuNs() {
        return Arrays.stream(threads.getThreadCpuTime(ids)).sum();
    }
}
