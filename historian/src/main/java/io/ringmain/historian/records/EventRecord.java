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
 * @param area process area of the subject, empty for none and for several
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
        String area,
        String text,
        List<LogEntry> comments) {

    /**
     * Which events are asked for.
     *
     * @param classes empty for all
     * @param priority at least that, 0 for all
     * @param criticality at least that, 0 for all
     * @param user empty for all
     * @param text part of the text or subject, upper or lower case; empty for all
     * @param area empty for all
     * @param subjects any of them, empty for all
     */
    public record Filter(
            TimeSpan span,
            List<String> classes,
            int priority,
            int criticality,
            String user,
            String text,
            String area,
            List<Subject> subjects) {}

    /**
     * What an event is about.
     *
     * @param eventClass class of such events
     * @param name name or glob
     */
    public record Subject(String eventClass, String name) {}

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
                row.text("area"),
                row.text("text"),
                List.of());
    }

    EventRecord with(List<LogEntry> written) {
        return new EventRecord(
                sequence, ordinal, timeNs, eventClass, kind, priority, criticality, user, subject, area, text, written);
    }

    /** Where a list goes on behind this one. */
    public RecordMark mark() {
        return new RecordMark(timeNs, sequence, ordinal);
    }
}
