package io.ringmain.core.alarm;

import java.util.Objects;

/**
 * What an alarm is. Immutable; validated by {@link io.ringmain.core.site.SiteDefinition}.
 *
 * @param name unique name, usually the tag's name and the kind, {@code Reactor.TIC101.PV.HI}
 * @param tag name of the tag it watches
 * @param kind limit kind or off-normal
 * @param limit the limit in the tag's unit; for off-normal the NORMAL value (bool as 0 or 1)
 * @param deadband how far the value must come back behind the limit, in the tag's unit; 0 or more
 * @param onDelayNs how long the condition must hold before the alarm goes active, ring time in ns
 * @param offDelayNs how long it must be gone before the alarm returns to normal, ring time in ns
 * @param priority 1 (low) to 3 (high), 4 is critical
 * @param isAckRequired false for alarms that need no acknowledgement
 * @param isLatching whether the alarm stays until it is reset
 * @param message what the operator reads
 */
public record AlarmDefinition(
        String name,
        String tag,
        AlarmKind kind,
        double limit,
        double deadband,
        long onDelayNs,
        long offDelayNs,
        int priority,
        boolean isAckRequired,
        boolean isLatching,
        String message) {

    public AlarmDefinition {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
    }

    /** A limit alarm without delay or deadband, to be acknowledged, not latching, of medium priority. */
    public static AlarmDefinition limit(String tag, AlarmKind kind, double limit) {
        return new AlarmDefinition(tag + "." + kind, tag, kind, limit, 0, 0, 0, 2, true, false, "");
    }

    public AlarmDefinition withDeadband(double width) {
        return new AlarmDefinition(
                name, tag, kind, limit, width, onDelayNs, offDelayNs, priority, isAckRequired, isLatching, message);
    }

    public AlarmDefinition withDelays(long onNs, long offNs) {
        return new AlarmDefinition(
                name, tag, kind, limit, deadband, onNs, offNs, priority, isAckRequired, isLatching, message);
    }

    public AlarmDefinition latching() {
        return new AlarmDefinition(
                name, tag, kind, limit, deadband, onDelayNs, offDelayNs, priority, isAckRequired, true, message);
    }

    public AlarmDefinition withoutAcknowledgement() {
        return new AlarmDefinition(
                name, tag, kind, limit, deadband, onDelayNs, offDelayNs, priority, false, isLatching, message);
    }
}
