package io.ringmain.historian.records;

import io.ringmain.historian.sql.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One time that an alarm was raised, and what became of it.
 *
 * @param sequence event that raised it; with the alarm its identity
 * @param ordinal result in that event
 * @param limit that was crossed, NaN for none
 * @param raisedNs ring time
 * @param raisedType code of the type of the value with which it was raised, 0 for none
 * @param raisedBits that value as 64 bits
 * @param priority of the present or last level
 * @param state shown now, or at its end
 * @param base base state now, or at its end
 * @param marks what was done to it, each as of the last time
 * @param returnedNs when its condition had gone, 0 for not yet
 * @param endedNs when nothing was left to do about it, 0 for not yet
 * @param transitions all, oldest first
 * @param remarks what people wrote to its transitions in the log book, oldest first
 */
public record OccurrenceRecord(
        long sequence,
        int ordinal,
        int alarmId,
        String alarm,
        String tag,
        String area,
        String kind,
        String message,
        String unit,
        double limit,
        long raisedNs,
        int raisedType,
        long raisedBits,
        int priority,
        String level,
        String state,
        String base,
        long changedNs,
        long changedSequence,
        List<Mark> marks,
        long returnedNs,
        long endedNs,
        List<TransitionRecord> transitions,
        List<LogEntry> remarks) {

    /**
     * Something that was done.
     *
     * @param name acknowledged, confirmed, reset, shelved, suppressed, removed (from service) or commented
     * @param by empty when the site did it by itself
     */
    public record Mark(String name, long timeNs, String by, String text) {}

    /**
     * Which are asked for; empty and 0 stand for all.
     *
     * @param span in which they were raised
     * @param alarm name or glob
     * @param tag name or glob
     * @param priority at least that
     * @param state a state of ISA-18.2, {@code open} or {@code ended}
     */
    public record Filter(TimeSpan span, String alarm, String tag, String area, int priority, String state) {}

    static OccurrenceRecord of(Row row) {
        List<Mark> marks = new ArrayList<>();
        for (OccurrenceMark mark : OccurrenceMark.values()) {
            if (mark.isPersonal() && row.int64(mark.at()) != 0) {
                marks.add(new Mark(
                        mark.name().toLowerCase(Locale.ROOT),
                        row.int64(mark.at()),
                        row.text(mark.by()),
                        row.text(mark.text())));
            }
        }
        return new OccurrenceRecord(
                row.int64("sequence"),
                row.int32("ordinal"),
                row.int32("alarm_id"),
                row.text("alarm"),
                row.text("tag"),
                row.text("area"),
                row.text("kind"),
                row.text("message"),
                row.text("unit"),
                row.isNull("limit_value") ? Double.NaN : row.float64("limit_value"),
                row.int64("raised_at"),
                row.int32("raised_type"),
                row.int64("raised_bits"),
                row.int32("priority"),
                row.text("alarm_level"),
                row.text("state"),
                row.text("base"),
                row.int64("changed_at"),
                row.int64("changed_sequence"),
                List.copyOf(marks),
                row.int64(OccurrenceMark.RETURNED.at()),
                row.int64(OccurrenceMark.ENDED.at()),
                List.of(),
                List.of());
    }

    /** @param written entries by the event that they are about */
    OccurrenceRecord with(List<TransitionRecord> all, Map<String, List<LogEntry>> written) {
        List<LogEntry> entries = all.stream()
                .flatMap(transition ->
                        written.getOrDefault(transition.sequence() + "-" + transition.ordinal(), List.of()).stream())
                .sorted(Comparator.comparingLong(LogEntry::sequence))
                .toList();
        return new OccurrenceRecord(
                sequence,
                ordinal,
                alarmId,
                alarm,
                tag,
                area,
                kind,
                message,
                unit,
                limit,
                raisedNs,
                raisedType,
                raisedBits,
                priority,
                level,
                state,
                base,
                changedNs,
                changedSequence,
                marks,
                returnedNs,
                endedNs,
                all,
                entries);
    }

    /** Where a list goes on behind this one. */
    public RecordMark mark() {
        return new RecordMark(raisedNs, sequence, ordinal);
    }
}
