package io.ringmain.core.spi;

import io.ringmain.core.tag.TagSource;

/**
 * One acquisition of a connector as operators see it: what it subscribes to (DAS, one a connection), or what it polls at one
 * interval (DAQ, one an interval). The connector notes here what it does; the core shows that as tags and as a machine.
 *
 * <p>Thread: notes by one thread of the connector, reading any. Allocates: nothing per note.
 */
public final class Acquisition {
    private final TagSource.Mode mode;
    private final int intervalMs;
    private volatile AcquisitionPhase phase = AcquisitionPhase.STARTING;
    private volatile long cycles;
    private volatile long samples;
    private volatile long requests;
    private volatile long errors;
    private volatile long overruns;
    private volatile long latenessNs;
    private volatile long longestLatenessNs;

    /** @param intervalMs polling interval in milliseconds, 0 for subscriptions */
    public Acquisition(TagSource.Mode mode, int intervalMs) {
        this.mode = mode;
        this.intervalMs = intervalMs;
    }

    public TagSource.Mode mode() {
        return mode;
    }

    public int intervalMs() {
        return intervalMs;
    }

    public void phase(AcquisitionPhase now) {
        phase = now;
    }

    /**
     * A poll, or a publish of the server, has been taken in.
     *
     * @param values how many updates it brought
     * @param lateNs how much later it began (poll) or came (subscription) than it was due, ns; 0 for not at all
     */
    public void cycle(int values, long lateNs) {
        cycles = cycles + 1;
        samples = samples + values;
        latenessNs = lateNs;
        if (lateNs > longestLatenessNs) {
            longestLatenessNs = lateNs;
        }
    }

    /** Requests sent to the device for it. */
    public void requests(int count) {
        requests = requests + count;
    }

    /** A request that failed as a whole. */
    public void error() {
        errors = errors + 1;
    }

    /** Intervals that were left out because the one before took too long, or values that the device dropped. */
    public void overruns(long count) {
        overruns = overruns + count;
    }

    /** Counts begin at 0 again. */
    public void reset() {
        cycles = 0;
        samples = 0;
        requests = 0;
        errors = 0;
        overruns = 0;
        latenessNs = 0;
        longestLatenessNs = 0;
    }

    public AcquisitionPhase phase() {
        return phase;
    }

    public long cycles() {
        return cycles;
    }

    public long samples() {
        return samples;
    }

    public long requests() {
        return requests;
    }

    public long errors() {
        return errors;
    }

    public long overruns() {
        return overruns;
    }

    /** Of the last cycle, ns. */
    public long latenessNs() {
        return latenessNs;
    }

    public long longestLatenessNs() {
        return longestLatenessNs;
    }
}
