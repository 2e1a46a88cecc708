package io.ringmain.historian.export;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Result;
import io.ringmain.core.tag.TagType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Finds the samples in records: applied updates, late ones too, as conditioned where they were, and the tags that other events set. The
 * same ones that the table of samples has, and those of tags without history besides.
 *
 * <p>Thread: its owner. Owns: the row it hands out.
 */
final class SampleReader {

    /** Takes a row, which is valid during the call only. */
    interface Taker {
        void take(Row row) throws IOException;
    }

    private final TagNames names;
    private final Taker taker;
    private final Row row = new Row();

    SampleReader(TagNames names, Taker taker) {
        this.names = names;
        this.taker = taker;
    }

    /** Hands out the samples of the decoder's present record. */
    void read(BatchDecoder batch) throws IOException {
        Event event = batch.event();
        boolean isValue = event.kind == EventKind.UPDATE || event.kind == EventKind.BACKFILL;
        if (isValue && event.disposition == Event.APPLIED && names.isWanted(event.target)) {
            readUpdate(event, batch);
        }
        for (int i = 0; i < batch.resultCount(); i++) {
            Result result = batch.result(i);
            if (result.kind() == Result.TAG_SET && names.isWanted(result.id())) {
                readResult(event, result, i + 1);
            }
        }
    }

    private void readUpdate(Event event, BatchDecoder batch) throws IOException {
        begin(event, event.target, 0);
        Result conditioned = conditioned(event, batch);
        if (conditioned != null) {
            value(conditioned.aux(), conditioned.bits());
            row.statusCode = conditioned.status();
        } else {
            value(event.valueType, event.valueBits);
            row.statusCode = event.statusCode;
            if (event.valueType == TagType.STRING.code()) {
                row.text(event.text, event.textLength);
            } else if (TagType.isArray(event.valueType)) {
                row.elements(event.elements, event.elementCount);
            }
        }
        row.sourceTimeNs = event.sourceTimeNs;
        taker.take(row);
    }

    private void readResult(Event event, Result result, int ordinal) throws IOException {
        begin(event, result.id(), ordinal);
        value(result.aux(), result.bits());
        row.statusCode = result.status();
        row.sourceTimeNs = result.timeNs();
        if (result.aux() == TagType.STRING.code()) {
            row.hasValue = takeText(event, result.id());
        } else if (TagType.isArray(result.aux())) {
            row.hasValue = takeElements(event, result.id());
        }
        taker.take(row);
    }

    private void begin(Event event, int tagId, int ordinal) {
        row.tag = names.name(tagId);
        row.ingressTimeNs = event.ingressTimeNs;
        row.sequence = event.sequence;
        row.ordinal = ordinal;
        row.type = names.type(tagId);
    }

    private void value(int typeCode, long bits) {
        TagType type = TagType.ofCode(typeCode);
        row.hasValue = type != null;
        row.type = type == null ? row.type : type;
        row.bits = bits;
    }

    /** A result has no room for a text: it stands in the command or update that set the tag, or nowhere. */
    private boolean takeText(Event event, int tagId) {
        Command command = event.command;
        if (command != null
                && command.kind().target() == Command.Target.TAG
                && command.target() == tagId
                && command.kind() != Command.Kind.RELEASE) {
            byte[] utf8 = command.text().getBytes(StandardCharsets.UTF_8);
            row.text(utf8, utf8.length);
            return true;
        }
        if (event.kind == EventKind.UPDATE && event.target == tagId && event.valueType == TagType.STRING.code()) {
            row.text(event.text, event.textLength);
            return true;
        }
        return false;
    }

    private boolean takeElements(Event event, int tagId) {
        if (event.kind == EventKind.UPDATE && event.target == tagId && TagType.isArray(event.valueType)) {
            row.elements(event.elements, event.elementCount);
            return true;
        }
        return false;
    }

    /** What stood in the CVT in place of the update's own value and quality, null when they did. */
    private static Result conditioned(Event event, BatchDecoder batch) {
        for (int i = 0; i < batch.resultCount(); i++) {
            Result result = batch.result(i);
            if (result.kind() == Result.CONDITIONED && result.id() == event.target) {
                return result;
            }
        }
        return null;
    }
}
