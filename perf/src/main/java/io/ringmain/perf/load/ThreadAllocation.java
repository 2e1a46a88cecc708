package io.ringmain.perf.load;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** What the threads of the stages have allocated and how long they ran; found by their names. */
final class ThreadAllocation {
    private static final String[] STAGES = {"ringmain-logic", "ringmain-journal", "ringmain-outcomes"};

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long[] ids;

    ThreadAllocation() {
        ids = Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(info -> info != null && Arrays.stream(STAGES).anyMatch(info.getThreadName()::contains))
                .mapToLong(java.lang.management.ThreadInfo::getThreadId)
                .toArray();
        if (ids.length == 0) {
            throw new IllegalStateException("no thread of a stage runs");
        }
    }

    long bytes() {
        return Arrays.stream(threads.getThreadAllocatedBytes(ids)).sum();
    }

    long cpuNs() {
        return Arrays.stream(threads.getThreadCpuTime(ids)).sum();
    }
}
