package io.ringmain.core.alarm;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * What an alarm is. Immutable; {@link io.ringmain.core.site.SiteRules} says what is wrong with it.
 *
 * @param name unique name, usually the tag's name and the kind, {@code Reactor.TIC101.PV.HI}
 * @param tag name of the tag it watches, or under which an expression's alarm is kept
 * @param condition what makes it active
 * @param onDelayNs how long the condition must hold before the alarm goes active, ring time in ns; 0 for an alarm with
 *     several levels, which have their own
 * @param offDelayNs how long it must be gone before the alarm returns to normal, ring time in ns; 0 with several levels
 * @param priority 1 (low) to 3 (high), 4 is critical; with several levels the highest of theirs
 * @param policy how it runs through its states
 * @param groups what it shares with others
 * @param rationale why it exists and what to do about it
 */
public record AlarmDefinition(
        String name,
        String tag,
        AlarmCondition condition,
        long onDelayNs,
        long offDelayNs,
        int priority,
        AlarmPolicy policy,
        AlarmGroups groups,
        AlarmRationale rationale) {
    private static final int MEDIUM = 2;

    public AlarmDefinition {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(condition, "condition");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(groups, "groups");
        Objects.requireNonNull(rationale, "rationale");
    }

    /** An alarm without delay, to be acknowledged, not latching; of medium priority unless its levels have their own. */
    public static AlarmDefinition of(String name, String tag, AlarmCondition condition) {
        int priority = condition instanceof AlarmCondition.MultiLimit multi ? highest(multi) : MEDIUM;
        return new AlarmDefinition(
                name, tag, condition, 0, 0, priority, AlarmPolicy.DEFAULT, AlarmGroups.NONE, AlarmRationale.NONE);
    }

    /** A limit alarm without delay or deadband, to be acknowledged, not latching, of medium priority. */
    public static AlarmDefinition limit(String tag, AlarmKind kind, double limit) {
        return of(tag + "." + kind, tag, new AlarmCondition.Limit(kind, BigDecimal.valueOf(limit), BigDecimal.ZERO));
    }

    /** An off-normal alarm with one normal value (bool as 0 or 1), of medium priority. */
    public static AlarmDefinition offNormal(String tag, long normal) {
        return of(tag + "." + AlarmKind.OFF_NORMAL, tag, new AlarmCondition.OffNormal(List.of(normal), List.of()));
    }

    /** The highest priority of several levels. */
    public static int highest(AlarmCondition.MultiLimit multi) {
        int highest = 0;
        for (AlarmLevel level : multi.levels()) {
            highest = Math.max(highest, level.priority());
        }
        return highest == 0 ? MEDIUM : highest;
    }

    /** The level of that kind of an alarm with several, null when there is none. */
    public AlarmLevel level(AlarmKind kind) {
        if (condition instanceof AlarmCondition.MultiLimit multi) {
            for (AlarmLevel level : multi.levels()) {
                if (level.kind() == kind) {
                    return level;
                }
            }
        }
        return null;
    }

    /** Priority while the alarm is at a level; that of the alarm when it has no such one. */
    public int priorityAt(AlarmKind kind) {
        AlarmLevel level = level(kind);
        return level == null ? priority : level.priority();
    }

    public AlarmKind kind() {
        return condition.kind();
    }

    public AlarmDefinition withCondition(AlarmCondition other) {
        return new AlarmDefinition(name, tag, other, onDelayNs, offDelayNs, priority, policy, groups, rationale);
    }

    /**
     * The same limit with a deadband.
     *
     * @throws IllegalStateException when the alarm is not of one limit
     */
    public AlarmDefinition withDeadband(double width) {
        if (!(condition instanceof AlarmCondition.Limit limit)) {
            throw new IllegalStateException(name + " is not of one limit");
        }
        return withCondition(new AlarmCondition.Limit(limit.kind(), limit.limit(), BigDecimal.valueOf(width)));
    }

    public AlarmDefinition withDelays(long onNs, long offNs) {
        return new AlarmDefinition(name, tag, condition, onNs, offNs, priority, policy, groups, rationale);
    }

    public AlarmDefinition withPriority(int other) {
        return new AlarmDefinition(name, tag, condition, onDelayNs, offDelayNs, other, policy, groups, rationale);
    }

    public AlarmDefinition withPolicy(AlarmPolicy other) {
        return new AlarmDefinition(name, tag, condition, onDelayNs, offDelayNs, priority, other, groups, rationale);
    }

    public AlarmDefinition withGroups(AlarmGroups other) {
        return new AlarmDefinition(name, tag, condition, onDelayNs, offDelayNs, priority, policy, other, rationale);
    }

    public AlarmDefinition withRationale(AlarmRationale other) {
        return new AlarmDefinition(name, tag, condition, onDelayNs, offDelayNs, priority, policy, groups, other);
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
