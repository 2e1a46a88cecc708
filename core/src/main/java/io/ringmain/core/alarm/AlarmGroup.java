package io.ringmain.core.alarm;

import java.util.Objects;

/**
 * A group of alarms: for first-out, for suppression, or for both. {@link AlarmGroups} says who belongs to it.
 *
 * @param name unique name
 * @param suppressedBy expression over tags: while it is true all alarms of the group are suppressed by design; empty for
 *     none
 */
public record AlarmGroup(String name, String suppressedBy) {
    public AlarmGroup {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(suppressedBy, "suppressedBy");
    }

    /** A group that suppresses nothing. */
    public static AlarmGroup named(String name) {
        return new AlarmGroup(name, "");
    }
}
