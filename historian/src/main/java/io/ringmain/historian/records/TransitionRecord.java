package io.ringmain.historian.records;

import io.ringmain.historian.sql.Row;

/**
 * One thing that happened to an alarm.
 *
 * @param sequence event of the journal
 * @param ordinal result in it, from 1
 * @param timeNs ring time
 * @param occurrence the one that it happened to, 0 before the first
 * @param input what happened, {@link io.ringmain.core.alarm.AlarmInput}
 * @param stateBefore shown before
 * @param state shown after
 * @param base base state after, whatever is laid over it
 * @param level of an alarm with several, otherwise empty
 * @param user who asked for it, empty when nobody did
 * @param text comment or reason
 * @param command identity of the command, empty when nobody asked
 */
public record TransitionRecord(
        long sequence,
        int ordinal,
        long timeNs,
        int alarmId,
        long occurrence,
        String input,
        String stateBefore,
        String state,
        String base,
        int priority,
        String level,
        String user,
        String text,
        String command) {

    static TransitionRecord of(Row row) {
        return new TransitionRecord(
                row.int64("sequence"),
                row.int32("ordinal"),
                row.int64("at_ns"),
                row.int32("alarm_id"),
                row.int64("occurrence"),
                row.text("input"),
                row.text("state_before"),
                row.text("state"),
                row.text("base"),
                row.int32("priority"),
                row.text("alarm_level"),
                row.text("user_name"),
                row.text("text"),
                row.text("command"));
    }
}
