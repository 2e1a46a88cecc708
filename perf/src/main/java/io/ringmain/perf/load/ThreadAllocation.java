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
                .filter(info -> info != null && Arrays.stream(names).anyMatch(info.getThreadName()::contains))
                .mapToLong(java.lang.management.ThreadInfo::getThreadId)
                .toArray();
        if (ids.length == 0) {
            throw new IllegalStateException("no thread of a stage runs");
        }
    }

    static ThreadAllocation ofStages() {
        return of("ringmain-logic", "ringmain-journal", "ringmain-outcomes");
    }

    /** Of the threads with one of these in their name. */
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
