package io.ringmain.connectors.modbus;

import io.ringmain.core.spi.Acquisition;
import io.ringmain.core.spi.AcquisitionAction;
import io.ringmain.core.spi.AcquisitionPhase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The tags of one interval. Its cycles stand on a grid: each is due an interval after the one before was due, and what was
 * missed as a whole is left out and counted.
 *
 * <p>Thread: the link's.
 */
final class PollGroup {
    private final List<ModbusTag> tags;
    private final ModbusSettings settings;
    private final Acquisition acquisition;
    private final int intervalMs;
    private final long intervalNs;
    private final Deque<Block> remaining = new ArrayDeque<>();
    private List<Block> blocks = List.of();
    private boolean isStopped;
    private long dueNs;
    private long begunDueNs;
    private int underWay;
    private int values;
    private long lateNs;
    private boolean isInCycle;

    PollGroup(int intervalMs, List<ModbusTag> tags, ModbusSettings settings, Acquisition acquisition) {
        this.intervalMs = intervalMs;
        this.intervalNs = TimeUnit.MILLISECONDS.toNanos(intervalMs);
        this.tags = tags;
        this.settings = settings;
        this.acquisition = acquisition;
        acquisition.phase(AcquisitionPhase.STARTING);
    }

    int intervalMs() {
        return intervalMs;
    }

    List<ModbusTag> tags() {
        return tags;
    }

    boolean isStopped() {
        return isStopped;
    }

    /** A connection is there: the device may be another one now, so that nothing that was found out counts. */
    void begin(long nowNs) {
        blocks = Block.plan(tags, settings);
        remaining.clear();
        underWay = 0;
        isInCycle = false;
        dueNs = nowNs;
        if (!isStopped) {
            acquisition.phase(AcquisitionPhase.STARTING);
        }
    }

    void waiting() {
        if (!isStopped) {
            acquisition.phase(AcquisitionPhase.WAITING);
        }
    }

    void obey(AcquisitionAction action, long nowNs) {
        switch (action) {
            case START -> {
                if (isStopped) {
                    isStopped = false;
                    begin(nowNs);
                }
            }
            case STOP -> {
                isStopped = true;
                remaining.clear();
                acquisition.phase(AcquisitionPhase.STOPPED);
            }
            case RESTART -> {
                isStopped = false;
                begin(nowNs);
            }
            case RESET -> {
                acquisition.reset();
                if (!isStopped) {
                    begin(nowNs);
                }
            }
        }
    }

    /** Begins a cycle when it is due. Gives how long until the next one is, in ns. */
    long prepare(long nowNs) {
        if (isStopped) {
            return Long.MAX_VALUE;
        }
        long lateness = nowNs - dueNs;
        if (lateness >= 0) {
            long missed = lateness / intervalNs;
            if (isInCycle) {
                acquisition.overruns(missed + 1);
            } else {
                acquisition.overruns(missed);
                begunDueNs = dueNs;
                lateNs = lateness;
                values = 0;
                isInCycle = true;
                remaining.addAll(blocks);
            }
            dueNs += intervalNs * (missed + 1);
        }
        return dueNs - nowNs;
    }

    /** Whether it has something to be asked now. */
    boolean isReady() {
        return !remaining.isEmpty();
    }

    /** When its present cycle was due. */
    long begunDueNs() {
        return begunDueNs;
    }

    Block next() {
        underWay++;
        return remaining.poll();
    }

    void sent() {
        acquisition.requests(1);
    }

    /** One block is through. */
    void done(int taken) {
        underWay--;
        values += taken;
        if (isInCycle && underWay <= 0 && remaining.isEmpty()) {
            isInCycle = false;
            if (!isStopped) {
                acquisition.cycle(values, lateNs);
                acquisition.phase(AcquisitionPhase.RUNNING);
            }
        }
    }

    void failed() {
        acquisition.error();
    }

    /** Has two blocks in the place of one, from now on. */
    void divide(Block block) {
        List<Block> halves = block.halves();
        List<Block> next = new ArrayList<>(blocks);
        int index = next.indexOf(block);
        if (index >= 0) {
            next.remove(index);
            next.addAll(index, halves);
            blocks = next;
            if (!isStopped) {
                remaining.addFirst(halves.get(1));
                remaining.addFirst(halves.get(0));
            }
        }
    }
}
