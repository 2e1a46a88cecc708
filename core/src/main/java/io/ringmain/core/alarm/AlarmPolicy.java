package io.ringmain.core.alarm;

/**
 * How an alarm runs through its states.
 *
 * @param isAckRequired false for an alarm that needs no acknowledgement
 * @param isConfirmRequired whether an acknowledged alarm waits for a confirmation, too
 * @param isLatching whether the alarm stays until it is reset
 * @param isReannounced whether an alarm that leaves a shelf, a suppression or out of service while active is announced as
 *     unacknowledged again
 * @param reAlarmNs ring time after which an acknowledged, still active alarm is announced again; 0 never
 * @param maxShelveNs longest time for which it may be shelved; 0 for an alarm that may not be shelved
 * @param isBadQualityAlarmed whether a bad quality of the tag raises the alarm
 * @param isSignatureRequired whether commands to it have to be signed
 */
public record AlarmPolicy(
        boolean isAckRequired,
        boolean isConfirmRequired,
        boolean isLatching,
        boolean isReannounced,
        long reAlarmNs,
        long maxShelveNs,
        boolean isBadQualityAlarmed,
        boolean isSignatureRequired) {
    /** 8 hours: a shift. */
    public static final long DEFAULT_MAX_SHELVE_NS = 8L * 3600 * 1_000_000_000L;

    /** To be acknowledged, nothing else. */
    public static final AlarmPolicy DEFAULT =
            new AlarmPolicy(true, false, false, false, 0, DEFAULT_MAX_SHELVE_NS, false);

    /** One whose commands need no signature. */
    public AlarmPolicy(
            boolean isAckRequired,
            boolean isConfirmRequired,
            boolean isLatching,
            boolean isReannounced,
            long reAlarmNs,
            long maxShelveNs,
            boolean isBadQualityAlarmed) {
        this(
                isAckRequired,
                isConfirmRequired,
                isLatching,
                isReannounced,
                reAlarmNs,
                maxShelveNs,
                isBadQualityAlarmed,
                false);
    }

    public AlarmPolicy latching() {
        return new AlarmPolicy(
                isAckRequired,
                isConfirmRequired,
                true,
                isReannounced,
                reAlarmNs,
                maxShelveNs,
                isBadQualityAlarmed,
                isSignatureRequired);
    }

    public AlarmPolicy withoutAcknowledgement() {
        return new AlarmPolicy(
                false,
                isConfirmRequired,
                isLatching,
                isReannounced,
                reAlarmNs,
                maxShelveNs,
                isBadQualityAlarmed,
                isSignatureRequired);
    }

    public AlarmPolicy confirmed() {
        return new AlarmPolicy(
                isAckRequired,
                true,
                isLatching,
                isReannounced,
                reAlarmNs,
                maxShelveNs,
                isBadQualityAlarmed,
                isSignatureRequired);
    }

    public AlarmPolicy reAlarmedAfter(long ns) {
        return new AlarmPolicy(
                isAckRequired,
                isConfirmRequired,
                isLatching,
                isReannounced,
                ns,
                maxShelveNs,
                isBadQualityAlarmed,
                isSignatureRequired);
    }

    public AlarmPolicy shelvedAtMost(long ns) {
        return new AlarmPolicy(
                isAckRequired,
                isConfirmRequired,
                isLatching,
                isReannounced,
                reAlarmNs,
                ns,
                isBadQualityAlarmed,
                isSignatureRequired);
    }

    public AlarmPolicy reannounced() {
        return new AlarmPolicy(
                isAckRequired,
                isConfirmRequired,
                isLatching,
                true,
                reAlarmNs,
                maxShelveNs,
                isBadQualityAlarmed,
                isSignatureRequired);
    }

    public AlarmPolicy signed() {
        return new AlarmPolicy(
                isAckRequired,
                isConfirmRequired,
                isLatching,
                isReannounced,
                reAlarmNs,
                maxShelveNs,
                isBadQualityAlarmed,
                true);
    }
}
