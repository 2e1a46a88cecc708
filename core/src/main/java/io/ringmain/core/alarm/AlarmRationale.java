package io.ringmain.core.alarm;

import java.util.Objects;

/**
 * Why an alarm exists and what an operator does about it: the result of rationalisation, ISA-18.2 clause 8. Texts may be
 * empty.
 *
 * @param message what the operator reads
 * @param alarmClass class of ISA-18.2, by which alarms are managed
 * @param area process area; empty for the tag's
 * @param cause probable cause
 * @param consequence what happens when nothing is done
 * @param action corrective action
 * @param timeToRespondNs how long the operator has, 0 when not declared
 */
public record AlarmRationale(
        String message,
        String alarmClass,
        String area,
        String cause,
        String consequence,
        String action,
        long timeToRespondNs) {
    public static final AlarmRationale NONE = new AlarmRationale("", "", "", "", "", "", 0);

    public AlarmRationale {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(alarmClass, "alarmClass");
        Objects.requireNonNull(area, "area");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(consequence, "consequence");
        Objects.requireNonNull(action, "action");
    }

    public static AlarmRationale ofMessage(String message) {
        return new AlarmRationale(message, "", "", "", "", "", 0);
    }
}
