package io.ringmain.historian.records;

import io.ringmain.core.ring.CommandState;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.Note;

/**
 * Makes rows of notes: the audit, and an event each.
 *
 * <p>Thread: the projection's.
 */
final class NoteRows {
    /** Beginning of the action of what no user asked for. */
    private static final String SYSTEM = "system.";

    private static final String LOCKED = "login-locked";
    /** Longest kind of a target in characters, see the schema. */
    private static final int KIND_LENGTH = 20;

    private final PendingRows rows;
    private final EventRows events;

    NoteRows(PendingRows rows, EventRows events) {
        this.rows = rows;
        this.events = events;
    }

    void add(Event event) {
        Note note = Note.decode(event.configuration);
        rows.add(RecordRow.of(RecordTable.AUDIT)
                .number("sequence", event.sequence)
                .number("at_ns", event.ingressTimeNs)
                .text("user_name", note.user())
                .text("origin", note.origin())
                .text("action", note.action())
                .text("target_kind", kind(note.action()))
                .text("target", note.target())
                .text("item", "")
                .number("occurrence", 0)
                .text("old_value", note.oldValue())
                .text("new_value", note.newValue())
                .text("reason", note.reason())
                .text("command", "")
                .text("state", (note.isGood() ? CommandState.DONE : CommandState.FAILED).name())
                .text("code", cut(note.code()))
                .number("times", note.times())
                .number("is_signed", 0)
                .number("ended_at", event.ingressTimeNs)
                .number("ended_sequence", event.sequence));
        boolean isOfSystem = note.action().startsWith(SYSTEM);
        events.add(
                event.sequence,
                0,
                event.ingressTimeNs,
                isOfSystem ? EventRows.EventClass.SYSTEM : EventRows.EventClass.USER,
                note.action(),
                criticality(note, isOfSystem),
                note.user(),
                note.target(),
                text(note, isOfSystem));
    }

    /** The code's column is that of the standard's names. */
    private static String cut(String code) {
        return code.length() <= EventRows.CODE_LENGTH ? code : code.substring(0, EventRows.CODE_LENGTH);
    }

    /** What the action is about: {@code USER} of {@code user.create}. */
    private static String kind(String action) {
        int end = action.indexOf('.');
        String kind = Texts.upper(end < 0 ? action : action.substring(0, end));
        return kind.length() <= KIND_LENGTH ? kind : kind.substring(0, KIND_LENGTH);
    }

    private static int criticality(Note note, boolean isOfSystem) {
        if (isOfSystem) {
            return note.isGood() ? EventRows.NOTICE : EventRows.SERIOUS;
        }
        if (note.isGood()) {
            return EventRows.ROUTINE;
        }
        return note.times() > 1 || note.code().equals(LOCKED) ? EventRows.WARNING : EventRows.NOTICE;
    }

    private static String text(Note note, boolean isOfSystem) {
        StringBuilder text = new StringBuilder(note.action());
        append(text, " ", note.target());
        append(text, " by ", note.user());
        append(text, ", ", note.origin());
        append(text, "; ", note.reason());
        append(text, isOfSystem ? "; " : "; refused: ", note.isGood() ? "" : note.code());
        return note.times() == 1
                ? text.toString()
                : text.append("; ").append(note.times()).append(" times").toString();
    }

    private static void append(StringBuilder text, String before, String part) {
        if (!part.isEmpty()) {
            text.append(before).append(part);
        }
    }
}
