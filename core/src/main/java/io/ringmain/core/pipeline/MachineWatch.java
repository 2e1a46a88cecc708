package io.ringmain.core.pipeline;

import io.ringmain.core.logic.StepWatch;
import io.ringmain.core.ring.IngressClock;
import java.util.Arrays;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Measures machines' steps, and shows the one that runs while it runs, so that a step that hangs has a name.
 *
 * <pre>
 *   0               8           16
 *   | machine id, + 1 | began at | steps begun |      0: no step runs
 * </pre>
 *
 * <p>Thread: written by LOGIC, read by any. Allocates: when a machine with a higher id is stepped for the first time.
 */
public final class MachineWatch implements StepWatch {
    private static final int MACHINE = 0;
    private static final int BEGAN = 8;
    private static final int STEPS = 16;
    private static final int NONE = 0;

    private final UnsafeBuffer cell = new UnsafeBuffer(BufferUtil.allocateDirectAligned(128, 128));
    private final IngressClock clock;
    private volatile UnsafeBuffer longest = new UnsafeBuffer(new byte[0]);
    private long begin;

    /**
     * A step that is under way.
     *
     * @param sinceNs when it began, ns since the epoch
     * @param elapsedNs how long it has been running
     */
    public record RunningStep(int machineId, long sinceNs, long elapsedNs) {}

    MachineWatch(IngressClock clock) {
        this.clock = clock;
    }

    @Override
    public void onBegin(int machineId) {
        begin = clock.nowNs();
        cell.putLongRelease(STEPS, cell.getLong(STEPS) + 1);
        cell.putLongRelease(BEGAN, begin);
        cell.putLongRelease(MACHINE, machineId + 1L);
    }

    @Override
    public void onEnd(int machineId) {
        cell.putLongRelease(MACHINE, NONE);
        long elapsed = clock.nowNs() - begin;
        int at = machineId * Long.BYTES;
        if (at >= longest.capacity()) {
            longest = new UnsafeBuffer(Arrays.copyOf(longest.byteArray(), 2 * at + Long.BYTES));
        }
        if (elapsed > longest.getLong(at)) {
            longest.putLongRelease(at, elapsed);
        }
    }

    /** The step that runs now, null when none does. */
    public RunningStep running() {
        while (true) {
            long steps = cell.getLongVolatile(STEPS);
            long machine = cell.getLongVolatile(MACHINE);
            long since = cell.getLongVolatile(BEGAN);
            if (machine == NONE) {
                return null;
            }
            if (cell.getLongVolatile(MACHINE) == machine && cell.getLongVolatile(STEPS) == steps) {
                return new RunningStep((int) machine - 1, since, Math.max(0, clock.nowNs() - since));
            }
            Thread.onSpinWait();
        }
    }

    /** Longest step of a machine since the start that has ended, ns. */
    public long longestNs(int machineId) {
        UnsafeBuffer present = longest;
        int at = machineId * Long.BYTES;
        return at < present.capacity() ? present.getLongVolatile(at) : 0;
    }
}
