package io.ringmain.historian.records;

import io.ringmain.historian.sql.Row;
import java.util.List;

/**
 * Something that happened.
 *
 * @param sequence event of the journal
 * @param ordinal result in it from 1; 0 for the event itself
 * @param timeNs ring time
 * @param eventClass alarm, tag, user, machine, connector or system
 * @param kind what happened, in the words of its class
 * @param priority how soon someone should look, 1 to 5
 * @param criticality how grave it is, 1 to 5
 * @param user who did it, empty when nobody did
 * @param subject name of what it happened to, may be empty
 * @param comments what people wrote to it, oldest first
 */
public record EventRecord(
        long sequence,
        int ordinal,
        long timeNs,
        String eventClass,
        String kind,
        int priority,
        int criticality,
        String user,
        String subject,
        String text,
        List<LogEntry> comments) {

    /**
     * Which events are asked for.
     *
     * @param eventClass empty for all
     * @param priority at least that, 0 for all
     * @param criticality at least that, 0 for all
     * @param user empty for all
     * @param text part of the text or subject, upper or lower case; empty for all
     */
    public record Filter(TimeSpan span, String eventClass, int priority, int criticality, String user, String text) {}

    static EventRecord of(Row row) {
        return new EventRecord(
                row.int64("sequence"),
                row.int32("ordinal"),
                row.int64("at_ns"),
                row.text("event_class"),
                row.text("kind"),
                row.int32("priority"),
                row.int32("criticality"),
                row.text("user_name"),
                row.text("subject"),
                row.text("text"),
                List.of());
    }

    EventRecord with(List<LogEntry> written) {
        return new EventRecord(
                sequence, ordinal, timeNs, eventClass, kind, priority, criticality, user, subject, text, written);
    }

    /** Where a list goes on behind this one. */
    public RecordMark mark() {
        return new RecordMark(timeNs, sequence, ordinal);
    }
}
