package io.ringmain.core.alarm;

import java.util.List;
import java.util.Objects;

/**
 * What an alarm shares with others.
 *
 * @param firstOut group in which the first alarm is marked as the first out, empty for none
 * @param suppressedBy expression over tags: while it is true the alarm is suppressed by design; empty for none
 * @param suppression names of suppression groups the alarm belongs to
 */
public record AlarmGroups(String firstOut, String suppressedBy, List<String> suppression) {
    public static final AlarmGroups NONE = new AlarmGroups("", "", List.of());

    public AlarmGroups {
        Objects.requireNonNull(firstOut, "firstOut");
        Objects.requireNonNull(suppressedBy, "suppressedBy");
        suppression = List.copyOf(suppression);
    }
}
