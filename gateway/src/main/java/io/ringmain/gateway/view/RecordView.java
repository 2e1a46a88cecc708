package io.ringmain.gateway.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.core.tag.TagType;
import io.ringmain.historian.records.AuditEntry;
import io.ringmain.historian.records.EventRecord;
import io.ringmain.historian.records.LogEntry;
import io.ringmain.historian.records.OccurrenceRecord;
import io.ringmain.historian.records.TransitionRecord;
import java.io.IOException;
import java.util.List;

/** Events, log book entries, occurrences and audit entries as clients see them. */
public final class RecordView {
    private static final List<String> MARKS =
            List.of("acknowledged", "confirmed", "reset", "shelved", "suppressed", "removed", "commented");

    private RecordView() {}

    /** Writes one item of a list. */
    @FunctionalInterface
    public interface Item<T> {
        void write(JsonGenerator out, T item) throws IOException;
    }

    public static void write(JsonGenerator out, EventRecord event) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", event.sequence() + "-" + event.ordinal());
        out.writeNumberField("sequence", event.sequence());
        out.writeStringField("time", Times.rfc3339(event.timeNs()));
        out.writeStringField("class", event.eventClass());
        out.writeStringField("kind", event.kind());
        out.writeNumberField("priority", event.priority());
        out.writeNumberField("criticality", event.criticality());
        out.writeStringField("user", event.user());
        out.writeStringField("subject", event.subject());
        out.writeStringField("area", event.area());
        out.writeStringField("text", event.text());
        out.writeArrayFieldStart("comments");
        for (LogEntry comment : event.comments()) {
            write(out, comment);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    public static void write(JsonGenerator out, LogEntry entry) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", entry.sequence() + "-0");
        out.writeNumberField("sequence", entry.sequence());
        out.writeStringField("time", Times.rfc3339(entry.timeNs()));
        out.writeStringField("user", entry.user());
        out.writeStringField("category", entry.category());
        out.writeStringField("text", entry.text());
        out.writeStringField("alarm", entry.alarm().isEmpty() ? null : entry.alarm());
        out.writeStringField("event", entry.about() == 0 ? null : entry.about() + "-" + entry.aboutOrdinal());
        out.writeStringField("cmd", entry.command());
        out.writeEndObject();
    }

    public static void write(JsonGenerator out, OccurrenceRecord occurrence) throws IOException {
        out.writeStartObject();
        out.writeStringField("alarm", occurrence.alarm());
        out.writeNumberField("occurrence", occurrence.sequence());
        out.writeStringField("tag", occurrence.tag());
        out.writeStringField("area", occurrence.area());
        out.writeStringField("kind", occurrence.kind());
        out.writeStringField("message", occurrence.message());
        out.writeStringField("unit", occurrence.unit());
        Json.number(out, "limit", occurrence.limit());
        writeValue(out, occurrence.raisedType(), occurrence.raisedBits());
        out.writeNumberField("priority", occurrence.priority());
        out.writeStringField("level", occurrence.level().isEmpty() ? null : occurrence.level());
        out.writeStringField("state", occurrence.state());
        out.writeStringField("base", occurrence.base());
        out.writeStringField("raisedAt", Times.rfc3339(occurrence.raisedNs()));
        Json.time(out, "returnedAt", occurrence.returnedNs());
        Json.time(out, "endedAt", occurrence.endedNs());
        for (String name : MARKS) {
            writeMark(out, name, occurrence.marks());
        }
        out.writeStringField("changed", Times.rfc3339(occurrence.changedNs()));
        out.writeNumberField("sequence", occurrence.changedSequence());
        out.writeArrayFieldStart("transitions");
        for (TransitionRecord transition : occurrence.transitions()) {
            write(out, transition);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("remarks");
        for (LogEntry remark : occurrence.remarks()) {
            write(out, remark);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void writeValue(JsonGenerator out, int type, long bits) throws IOException {
        if (type == TagType.FLOAT64.code()) {
            Json.number(out, "value", Double.longBitsToDouble(bits));
        } else if (type == TagType.INT64.code()) {
            out.writeNumberField("value", bits);
        } else if (type == TagType.BOOL.code()) {
            out.writeBooleanField("value", bits != 0);
        } else {
            out.writeNullField("value");
        }
    }

    private static void writeMark(JsonGenerator out, String name, List<OccurrenceRecord.Mark> marks)
            throws IOException {
        for (OccurrenceRecord.Mark mark : marks) {
            if (mark.name().equals(name)) {
                out.writeObjectFieldStart(name);
                out.writeStringField("time", Times.rfc3339(mark.timeNs()));
                out.writeStringField("user", mark.by());
                out.writeStringField("text", mark.text());
                out.writeEndObject();
                return;
            }
        }
        out.writeNullField(name);
    }

    private static void write(JsonGenerator out, TransitionRecord transition) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", transition.sequence() + "-" + transition.ordinal());
        out.writeStringField("time", Times.rfc3339(transition.timeNs()));
        out.writeStringField("input", transition.input());
        out.writeStringField("stateBefore", transition.stateBefore());
        out.writeStringField("state", transition.state());
        out.writeStringField("base", transition.base());
        out.writeNumberField("priority", transition.priority());
        out.writeStringField("level", transition.level().isEmpty() ? null : transition.level());
        out.writeStringField("user", transition.user());
        out.writeStringField("text", transition.text());
        out.writeStringField("cmd", transition.command().isEmpty() ? null : transition.command());
        out.writeEndObject();
    }

    public static void write(JsonGenerator out, AuditEntry entry) throws IOException {
        out.writeStartObject();
        out.writeNumberField("sequence", entry.sequence());
        out.writeStringField("time", Times.rfc3339(entry.timeNs()));
        out.writeStringField("user", entry.user());
        out.writeStringField("origin", entry.origin());
        out.writeStringField("action", entry.action());
        out.writeStringField("targetKind", entry.targetKind());
        out.writeStringField("target", entry.target());
        out.writeStringField("item", entry.item().isEmpty() ? null : entry.item());
        out.writeNumberField("occurrence", entry.occurrence());
        out.writeStringField("oldValue", entry.oldValue());
        out.writeStringField("newValue", entry.newValue());
        out.writeStringField("reason", entry.reason());
        out.writeStringField("cmd", entry.command().isEmpty() ? null : entry.command());
        out.writeStringField("state", entry.state());
        out.writeStringField("code", entry.code());
        out.writeNumberField("times", entry.times());
        out.writeBooleanField("signed", entry.isSigned());
        Json.time(out, "endedAt", entry.endedNs());
        out.writeNumberField("endedSequence", entry.endedSequence());
        out.writeEndObject();
    }
}
