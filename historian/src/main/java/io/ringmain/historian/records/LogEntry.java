package io.ringmain.historian.records;

import io.ringmain.historian.sql.Row;

/**
 * An entry in the operators' log book.
 *
 * @param sequence event of the journal
 * @param timeNs ring time
 * @param category in the site's own words, may be empty
 * @param alarm name of the alarm that it is about, empty for none
 * @param about sequence of the event that it is about, 0 for none
 * @param aboutOrdinal place of what it is about in that event
 * @param command identity of the command by which it came
 */
public record LogEntry(
        long sequence,
        long timeNs,
        String user,
        String category,
        String text,
        String alarm,
        long about,
        int aboutOrdinal,
        String command) {

    /**
     * Which entries are asked for; empty and 0 stand for all.
     *
     * @param alarm name or glob
     * @param about sequence of the event that they are about
     * @param aboutOrdinal place in that event
     * @param text part of the text, upper or lower case
     */
    public record Filter(
            TimeSpan span, String user, String category, String alarm, long about, int aboutOrdinal, String text) {}

    static LogEntry of(Row row) {
        return new LogEntry(
                row.int64("sequence"),
                row.int64("at_ns"),
                row.text("user_name"),
                row.text("category"),
                row.text("text"),
                row.text("alarm"),
                row.int64("about"),
                row.int32("about_ordinal"),
                row.text("command"));
    }

    /** Where a list goes on behind this one. */
    public RecordMark mark() {
        return new RecordMark(timeNs, sequence, 0);
    }
}
