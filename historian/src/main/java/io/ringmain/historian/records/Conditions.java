package io.ringmain.historian.records;

import io.ringmain.core.tag.Glob;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What rows of a table are asked for, newest first from a mark on; nothing of it becomes part of a statement's text. */
final class Conditions {
    private static final char ESCAPE = '!';

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    Conditions where(String condition, String name, Object value) {
        conditions.add(condition);
        values.put(name, value);
        return this;
    }

    Conditions where(String condition) {
        conditions.add(condition);
        return this;
    }

    /** Equal to the text, or anything when it is empty. */
    Conditions is(String column, String text) {
        return text.isEmpty() ? this : where(column + " = :" + column, column, text);
    }

    /** One of these texts, or anything when there are none. */
    Conditions isOneOf(String column, List<String> texts) {
        if (texts.isEmpty()) {
            return this;
        }
        List<String> parameters = new ArrayList<>();
        for (String text : texts) {
            String parameter = column + "_" + parameters.size();
            parameters.add(":" + parameter);
            bind(parameter, text);
        }
        return where(column + " IN (" + String.join(", ", parameters) + ")");
    }

    /** Equal to the name or matched by the glob, or anything when it is empty. */
    Conditions matches(String column, String glob) {
        return glob.isEmpty() ? this : where(matching(column, column, glob));
    }

    /** About any of these, or anything when there are none; an entry of the log book may be about an alarm. */
    Conditions isAbout(List<EventRecord.Subject> subjects) {
        if (subjects.isEmpty()) {
            return this;
        }
        List<String> alternatives = new ArrayList<>();
        for (EventRecord.Subject subject : subjects) {
            String parameter = "subject_" + alternatives.size();
            boolean isAlarm = subject.eventClass().equals("alarm");
            bind(parameter + "_class", subject.eventClass());
            alternatives.add("(event_class IN (:" + parameter + "_class" + (isAlarm ? ", 'user'" : "") + ") AND "
                    + matching("subject", parameter, subject.name()) + ")");
        }
        return where("(" + String.join(" OR ", alternatives) + ")");
    }

    private String matching(String column, String parameter, String glob) {
        if (!Glob.isGlob(glob)) {
            bind(parameter, glob);
            return column + " = :" + parameter;
        }
        StringBuilder pattern = new StringBuilder();
        for (char c : glob.toCharArray()) {
            pattern.append(c == '*' ? "%" : escaped(c));
        }
        bind(parameter, pattern.toString());
        return column + " LIKE :" + parameter + " ESCAPE '" + ESCAPE + "'";
    }

    /** Holds the text, upper or lower case, or anything when it is empty. */
    Conditions contains(String column, String text) {
        if (text.isEmpty()) {
            return this;
        }
        StringBuilder pattern = new StringBuilder("%");
        for (char c : Texts.search(text).toCharArray()) {
            pattern.append(escaped(c));
        }
        return where(
                column + " LIKE :" + column + " ESCAPE '" + ESCAPE + "'",
                column,
                pattern.append('%').toString());
    }

    private static String escaped(char c) {
        return c == '%' || c == '_' || c == ESCAPE ? "" + ESCAPE + c : String.valueOf(c);
    }

    Conditions atLeast(String column, int number) {
        return number == 0 ? this : where(column + " >= :" + column, column, number);
    }

    /** Not before, and before. */
    Conditions span(String column, TimeSpan span) {
        return where(column + " >= :span_from", "span_from", span.fromNs())
                .where(column + " < :span_to", "span_to", span.toNs());
    }

    /** What comes behind a mark, newest first; all when it is null. */
    Conditions behind(String time, RecordMark mark) {
        return mark == null
                ? this
                : where(time + " <= :mark_time", "mark_time", mark.timeNs())
                        .where(
                                "(" + time + " < :mark_time OR sequence < :mark_sequence"
                                        + " OR (sequence = :mark_sequence AND ordinal < :mark_ordinal))",
                                "mark_sequence",
                                mark.sequence())
                        .bind("mark_ordinal", mark.ordinal());
    }

    /** The same for a table with one row an event. */
    Conditions behindEvent(String time, RecordMark mark) {
        return mark == null
                ? this
                : where(time + " <= :mark_time", "mark_time", mark.timeNs())
                        .where("sequence < :mark_sequence", "mark_sequence", mark.sequence());
    }

    private Conditions bind(String name, Object value) {
        values.put(name, value);
        return this;
    }

    String sql() {
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    Map<String, Object> values() {
        return values;
    }
}
