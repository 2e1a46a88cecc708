package io.ringmain.connectors.signal;

import io.ringmain.connectors.ValuePublisher;
import io.ringmain.core.spi.Acquisition;
import io.ringmain.core.spi.AcquisitionAction;
import io.ringmain.core.spi.AcquisitionPhase;
import io.ringmain.core.spi.UpdatePublisher;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagSource.Mode;
import io.ringmain.core.tag.TagType;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The signals of one interval. Samples stand on a grid from the connector's begin; those that were missed as a whole are left
 * out and counted.
 *
 * <p>Thread: the connector's. Allocates: per text.
 */
final class SignalGroup {
    private final Mode mode;
    private final int intervalMs;
    private final long intervalNs;
    private final List<SignalTag> tags;
    private final UpdatePublisher updates;
    private final ValuePublisher values;
    private final Acquisition acquisition;
    private final int[] scanTags;
    private final double[] scanValues;
    private final int[] scanStatuses;
    private boolean isStopped;
    private long next;

    SignalGroup(
            Mode mode,
            int intervalMs,
            List<SignalTag> tags,
            UpdatePublisher updates,
            ValuePublisher values,
            Acquisition acquisition) {
        this.mode = mode;
        this.intervalMs = intervalMs;
        this.intervalNs = TimeUnit.MILLISECONDS.toNanos(intervalMs);
        this.tags = tags;
        this.updates = updates;
        this.values = values;
        this.acquisition = acquisition;
        this.scanTags = new int[tags.size()];
        this.scanValues = new double[tags.size()];
        this.scanStatuses = new int[tags.size()];
    }

    Mode mode() {
        return mode;
    }

    int intervalMs() {
        return intervalMs;
    }

    void begin() {
        acquisition.phase(AcquisitionPhase.RUNNING);
    }

    void obey(AcquisitionAction action, long timeNs) {
        switch (action) {
            case START, RESTART -> {
                isStopped = false;
                acquisition.phase(AcquisitionPhase.RUNNING);
            }
            case STOP -> {
                isStopped = true;
                acquisition.phase(AcquisitionPhase.STOPPED);
                tags.forEach(tag -> values.status(tag.tagId(), Quality.UNCERTAIN_LAST_USABLE_VALUE, timeNs));
            }
            case RESET -> acquisition.reset();
        }
    }

    /**
     * Publishes the sample that is due. Gives how long until the next one is, in ns.
     *
     * @param ns since the connector's begin
     * @param originNs time 0 of the signals, in ns since the connector's begin
     * @param beginNs the connector's begin, ns since the epoch
     */
    long step(long ns, long originNs, long beginNs) {
        long dueNs = next * intervalNs;
        if (ns < dueNs) {
            return dueNs - ns;
        }
        long latest = ns / intervalNs;
        if (!isStopped) {
            acquisition.overruns(latest - next);
            sample(latest, latest * intervalNs - originNs, beginNs + latest * intervalNs);
            acquisition.cycle(tags.size(), ns - latest * intervalNs);
        }
        next = latest + 1;
        return next * intervalNs - ns;
    }

    private void sample(long index, long ns, long timeNs) {
        int count = 0;
        for (SignalTag tag : tags) {
            Signal signal = tag.signal();
            if (signal.faults().isDropped(signal.seed(), index)) {
                continue;
            }
            int status = signal.faults().status(signal.seed(), index);
            if (Quality.isBad(status)) {
                values.status(tag.tagId(), status, timeNs);
            } else if (tag.type() == TagType.FLOAT64 && signal.kind() != SignalKind.POINT) {
                scanTags[count] = tag.tagId();
                scanValues[count] = signal.number(ns, index);
                scanStatuses[count++] = status;
            } else {
                tag.publish(values, ns, index, status, timeNs);
            }
        }
        if (count > 0) {
            updates.scan(scanTags, scanValues, scanStatuses, count, timeNs);
        }
    }
}
