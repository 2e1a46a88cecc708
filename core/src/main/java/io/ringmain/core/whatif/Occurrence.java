package io.ringmain.core.whatif;

/**
 * One time that an alarm was active.
 *
 * @param raisedNs ring time at which it went active, ns since the epoch
 * @param returnedNs ring time at which it returned to normal, 0 when it was active at the end
 * @param acknowledgedNs ring time of its last acknowledgement, 0 when there was none
 * @param priority highest priority that it reached, 1 to 4
 * @param isAnnounced whether an operator was told
 * @param isStanding whether it was active when the span began
 */
public record Occurrence(
        long raisedNs, long returnedNs, long acknowledgedNs, int priority, boolean isAnnounced, boolean isStanding) {

    /** How long it was active, ns; up to the span's end when it still was. */
    public long durationNs(long untilNs) {
        return (returnedNs == 0 ? untilNs : returnedNs) - raisedNs;
    }
}
