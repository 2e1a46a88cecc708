package io.ringmain.core.alarm;

import java.util.Objects;

/**
 * What an alarm is. Immutable; {@link io.ringmain.core.site.SiteRules} says what is wrong with it.
 *
 * @param name unique name, usually the tag's name and the kind, {@code Reactor.TIC101.PV.HI}
 * @param tag name of the tag it watches
 * @param kind limit kind or off-normal
 * @param limit the limit in the tag's unit; for off-normal the NORMAL value (bool as 0 or 1)
 * @param deadband how far the value must come back behind the limit, in the tag's unit; 0 or more
 * @param onDelayNs how long the condition must hold before the alarm goes active, ring time in ns
 * @param offDelayNs how long it must be gone before the alarm returns to normal, ring time in ns
 * @param priority 1 (low) to 3 (high), 4 is critical
 * @param policy how it runs through its states
 * @param groups what it shares with others
 * @param rationale why it exists and what to do about it
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
        AlarmPolicy policy,
        AlarmGroups groups,
        AlarmRationale rationale) {

    public AlarmDefinition {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(groups, "groups");
        Objects.requireNonNull(rationale, "rationale");
    }

    /** A limit alarm without delay or deadband, to be acknowledged, not latching, of medium priority. */
    public static AlarmDefinition limit(String tag, AlarmKind kind, double limit) {
        return new AlarmDefinition(
                tag + "." + kind,
                tag,
                kind,
                limit,
                0,
                0,
                0,
                2,
                AlarmPolicy.DEFAULT,
                AlarmGroups.NONE,
                AlarmRationale.NONE);
    }

    public AlarmDefinition withDeadband(double width) {
        return new AlarmDefinition(
                name, tag, kind, limit, width, onDelayNs, offDelayNs, priority, policy, groups, rationale);
    }

    public AlarmDefinition withDelays(long onNs, long offNs) {
        return new AlarmDefinition(name, tag, kind, limit, deadband, onNs, offNs, priority, policy, groups, rationale);
    }

    public AlarmDefinition withPolicy(AlarmPolicy other) {
        return new AlarmDefinition(
                name, tag, kind, limit, deadband, onDelayNs, offDelayNs, priority, other, groups, rationale);
    }

    public AlarmDefinition withGroups(AlarmGroups other) {
        return new AlarmDefinition(
                name, tag, kind, limit, deadband, onDelayNs, offDelayNs, priority, policy, other, rationale);
    }

    public AlarmDefinition withRationale(AlarmRationale other) {
        return new AlarmDefinition(
                name, tag, kind, limit, deadband, onDelayNs, offDelayNs, priority, policy, groups, other);
    }

    public AlarmDefinition latching() {
        return withPolicy(policy.latching());
    }

    public AlarmDefinition withoutAcknowledgement() {
        return withPolicy(policy.withoutAcknowledgement());
    }

    public boolean isAckRequired() {
        return policy.isAckRequired();
    }

    public boolean isLatching() {
        return policy.isLatching();
    }

    /** What the operator reads, may be empty. */
    public String message() {
        return rationale.message();
    }
}
