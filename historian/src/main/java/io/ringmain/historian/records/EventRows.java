package io.ringmain.historian.records;

import java.util.Locale;

/** Makes rows of the table of events. Thread: the projection's. */
final class EventRows {
    /** What an event is about. */
    enum EventClass {
        ALARM,
        TAG,
        USER,
        MACHINE,
        CONNECTOR,
        SYSTEM;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How grave it is and how soon someone should look, 1 to 5. */
    static final int ROUTINE = 1;

    static final int NOTICE = 2;
    static final int WARNING = 3;
    static final int SERIOUS = 4;
    static final int CRITICAL = 5;

    /** Longest code of an end in characters, see the schema. */
    static final int CODE_LENGTH = 100;

    private final PendingRows rows;
    private final SiteNames names;

    EventRows(PendingRows rows, SiteNames names) {
        this.rows = rows;
        this.names = names;
    }

    /** One whose priority is its criticality. */
    void add(
            long sequence,
            int ordinal,
            long timeNs,
            EventClass about,
            String kind,
            int criticality,
            String user,
            String subject,
            String text) {
        add(sequence, ordinal, timeNs, about, kind, criticality, criticality, user, subject, text);
    }

    /** @param ordinal place of the result in its event from 1; 0 for the event itself */
    void add(
            long sequence,
            int ordinal,
            long timeNs,
            EventClass about,
            String kind,
            int priority,
            int criticality,
            String user,
            String subject,
            String text) {
        rows.add(RecordRow.of(RecordTable.EVENTS)
                .number("sequence", sequence)
                .number("ordinal", ordinal)
                .number("at_ns", timeNs)
                .text("event_class", about.label())
                .text("kind", kind)
                .number("priority", priority)
                .number("criticality", criticality)
                .text("user_name", user)
                .text("subject", subject)
                .text("area", area(about, subject))
                .text("text", text)
                .text("search", Texts.search(text + "\n" + subject)));
    }

    private String area(EventClass about, String subject) {
        return switch (about) {
            // an entry of the log book may be about an alarm
            case ALARM, USER -> names.alarmArea(subject);
            case TAG -> names.tagArea(subject);
            case MACHINE -> names.machineArea(subject);
            case CONNECTOR, SYSTEM -> "";
        };
    }
}
