package io.ringmain.historian.questdb;

import io.questdb.client.cutlass.line.LineSenderException;
import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Result;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Turns the records of a batch into rows: applied updates, as conditioned where they were, and the tags that other events
 * set.
 *
 * <p>Thread: its owner. Owns: the configuration as of the records read.
 */
final class SampleRows {
    private static final long YEAR_2000_NS = 946_684_800_000_000_000L;
    private static final long LEAD_NS = TimeUnit.DAYS.toNanos(1);

    private SitePlan plan;
    private byte[] configuration;
    private long rows;

    /** @param configuration canonical bytes as of the first record, null before the first configuration */
    SampleRows(byte[] configuration) {
        this.configuration = configuration;
        this.plan = configuration == null ? SitePlan.EMPTY : SitePlan.decode(configuration);
    }

    /** Configuration as of the last record, null before the first. */
    byte[] configuration() {
        return configuration;
    }

    /** Rows made so far. */
    long rows() {
        return rows;
    }

    /**
     * Adds the rows of all records of the batch that the decoder has been given.
     *
     * @throws LineSenderException when the client takes one of them not at all; the configuration has been followed anyway
     */
    void add(BatchDecoder batch, RowSender sender) {
        LineSenderException refused = null;
        while (batch.next()) {
            Event event = batch.event();
            if (event.kind == EventKind.CONFIG && event.disposition == Event.APPLIED) {
                configuration = event.configuration;
                plan = SitePlan.decode(configuration);
            }
            try {
                addRows(event, batch, sender);
            } catch (LineSenderException e) {
                refused = e;
                sender.cancel();
            }
        }
        if (refused != null) {
            throw refused;
        }
    }

    private void addRows(Event event, BatchDecoder batch, RowSender sender) {
        if (event.kind == EventKind.UPDATE && event.disposition == Event.APPLIED) {
            addUpdate(event, conditioned(event, batch), sender);
        }
        for (int i = 0; i < batch.resultCount(); i++) {
            Result result = batch.result(i);
            if (result.kind() == Result.TAG_SET) {
                addResult(event, result, i + 1, sender);
            }
        }
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

    private void addUpdate(Event event, Result conditioned, RowSender sender) {
        TagDefinition tag = recorded(event.target);
        if (tag != null && conditioned != null) {
            begin(tag, conditioned.aux(), sender);
            number(conditioned.aux(), conditioned.bits(), sender);
            end(event, 0, conditioned.status(), event.sourceTimeNs, sender);
        } else if (tag != null) {
            begin(tag, event.valueType, sender);
            if (event.valueType == TagType.STRING.code()) {
                sender.text(SamplesTable.TEXT, text(event));
            } else if (TagType.isArray(event.valueType)) {
                sender.text(SamplesTable.TEXT, ArrayText.of(event));
            } else {
                number(event.valueType, event.valueBits, sender);
            }
            end(event, 0, event.statusCode, event.sourceTimeNs, sender);
        }
    }

    private void addResult(Event event, Result result, int ordinal, RowSender sender) {
        TagDefinition tag = recorded(result.id());
        if (tag != null) {
            begin(tag, result.aux(), sender);
            if (result.aux() == TagType.STRING.code()) {
                String text = textOf(event, result.id());
                if (text != null) {
                    sender.text(SamplesTable.TEXT, text);
                }
            } else {
                number(result.aux(), result.bits(), sender);
            }
            end(event, ordinal, result.status(), result.timeNs(), sender);
        }
    }

    private TagDefinition recorded(int tagId) {
        TagDefinition tag = plan.tag(tagId);
        return tag != null && tag.history() ? tag : null;
    }

    private static String text(Event event) {
        return new String(event.text, 0, event.textLength, StandardCharsets.UTF_8);
    }

    /** A result has no room for a text: it stands in the command or update that set the tag. */
    private static String textOf(Event event, int tagId) {
        if (event.command != null && event.command.target() == tagId) {
            // What a released tag shows again stands in no event of its own.
            return event.command.kind() == Command.Kind.RELEASE ? null : event.command.text();
        }
        return event.kind == EventKind.UPDATE && event.target == tagId && event.valueType == TagType.STRING.code()
                ? text(event)
                : null;
    }

    private static void begin(TagDefinition tag, int typeCode, RowSender sender) {
        sender.row(tag.name()).number(SamplesTable.TYPE, (long) typeCode);
    }

    private static void number(int typeCode, long bits, RowSender sender) {
        if (typeCode == TagType.FLOAT64.code()) {
            double value = Double.longBitsToDouble(bits);
            if (Double.isFinite(value)) {
                sender.number(SamplesTable.VALUE, value);
            } else {
                sender.number(SamplesTable.LONG, bits);
            }
        } else if (typeCode == TagType.INT64.code() || typeCode == TagType.BOOL.code()) {
            sender.number(SamplesTable.VALUE, (double) bits);
            if (bits != Long.MIN_VALUE) { // QuestDB's NULL, which it refuses to take as a number
                sender.number(SamplesTable.LONG, bits);
            }
        }
    }

    private void end(Event event, int ordinal, int statusCode, long sourceTimeNs, RowSender sender) {
        sender.number(SamplesTable.QUALITY, Integer.toUnsignedLong(statusCode))
                .number(SamplesTable.SEQUENCE, event.sequence)
                .number(SamplesTable.ORDINAL, (long) ordinal)
                .time(SamplesTable.INGRESS, event.ingressTimeNs);
        boolean isCredible = sourceTimeNs >= YEAR_2000_NS && sourceTimeNs - LEAD_NS <= event.ingressTimeNs;
        if (!isCredible) {
            sender.number(SamplesTable.SOURCE_GIVEN, Math.max(sourceTimeNs, Long.MIN_VALUE + 1));
        }
        sender.at(isCredible ? sourceTimeNs : event.ingressTimeNs);
        rows++;
    }
}
