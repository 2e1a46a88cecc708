package io.ringmain.connectors.sparkplug.edge;

import io.ringmain.connectors.sparkplug.payload.Arrays64;
import io.ringmain.connectors.sparkplug.payload.Metric;
import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Result;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.tag.TagType;
import java.nio.charset.StandardCharsets;
import java.util.function.LongFunction;
import org.agrona.DirectBuffer;

/**
 * Reads from the journal what was not sent, a batch at a time, in the order in which it happened: applied updates as they
 * stood in the CVT, what other events set, and values that came late.
 *
 * <p>Thread: the link's. Owns: the reader.
 */
final class Missed implements AutoCloseable {

    /** Takes one value. */
    interface Sink {
        void onMissed(EdgeMetric source, Metric metric);
    }

    private final JournalReader reader;
    private final BatchDecoder batch = new BatchDecoder();
    private EdgeModel model;
    private final EdgeCounters counters;
    private final long afterSequence;
    private final long lastSequence;
    private final long oldestNs;
    private Sink sink;
    private long readSequence;

    /**
     * @param afterSequence has been sent
     * @param lastSequence will be sent otherwise from there on
     * @param oldestNs ring time before which nothing is sent
     */
    Missed(
            LongFunction<JournalReader> journal,
            EdgeModel model,
            EdgeCounters counters,
            long afterSequence,
            long lastSequence,
            long oldestNs) {
        reader = journal.apply(afterSequence + 1);
        this.model = model;
        this.counters = counters;
        this.afterSequence = afterSequence;
        this.lastSequence = lastSequence;
        this.oldestNs = oldestNs;
        readSequence = afterSequence;
    }

    /** Hosts have been told of other metrics. */
    void use(EdgeModel next) {
        model = next;
    }

    /** Hands over the next batch; false when nothing is left. */
    boolean poll(Sink into) {
        sink = into;
        return readSequence < lastSequence && reader.poll(this::take);
    }

    private void take(DirectBuffer buffer, int offset, int length) {
        if (!batch.wrap(buffer, offset, length)) {
            return;
        }
        while (batch.next()) {
            Event event = batch.event();
            if (event.sequence > afterSequence
                    && event.sequence <= lastSequence
                    && event.disposition == Event.APPLIED) {
                take(event);
            }
        }
        readSequence = Math.max(readSequence, batch.lastSequence());
    }

    private void take(Event event) {
        if (event.kind == EventKind.UPDATE || event.kind == EventKind.BACKFILL) {
            EdgeMetric source = model.ofTag(event.target);
            if (source != null) {
                give(event, source, valueOf(event, source));
            }
        }
        for (int i = 0; i < batch.resultCount(); i++) {
            Result result = batch.result(i);
            EdgeMetric source = result.kind() == Result.TAG_SET ? model.ofTag(result.id()) : null;
            if (source != null) {
                TagType type = TagType.ofCode(result.aux());
                give(
                        event,
                        source,
                        type == null || type == TagType.STRING || type.isArray()
                                ? textOf(event, source, result)
                                : source.historical(type, result.bits(), result.status(), result.timeNs()));
            }
        }
    }

    /** Only a command writes a text, and brings it along. */
    private static Metric textOf(Event event, EdgeMetric source, Result result) {
        if (source.type() != TagType.STRING || event.command == null) {
            return null;
        }
        return text(source.missed(result.status(), result.timeNs()), event.command.text());
    }

    private static Metric text(Metric metric, String text) {
        metric.wire = Metric.Wire.TEXT;
        metric.text = text;
        return metric;
    }

    private Metric valueOf(Event event, EdgeMetric source) {
        for (int i = 0; i < batch.resultCount(); i++) {
            Result result = batch.result(i);
            if (result.kind() == Result.CONDITIONED && result.id() == event.target) {
                TagType type = TagType.ofCode(result.aux());
                return type == null || type.isArray() || type == TagType.STRING
                        ? null
                        : source.historical(type, result.bits(), result.status(), event.sourceTimeNs);
            }
        }
        if (event.valueType == Event.NO_VALUE) {
            Metric metric = source.missed(event.statusCode, event.sourceTimeNs);
            metric.isNull = true;
            return metric;
        }
        TagType type = TagType.ofCode(event.valueType);
        if (type != source.type() || !type.isArray() && type != TagType.STRING) {
            return type == null || type.isArray() || type == TagType.STRING
                    ? null
                    : source.historical(type, event.valueBits, event.statusCode, event.sourceTimeNs);
        }
        Metric metric = source.missed(event.statusCode, event.sourceTimeNs);
        if (type == TagType.STRING) {
            return text(metric, new String(event.text, 0, event.textLength, StandardCharsets.UTF_8));
        }
        metric.wire = Metric.Wire.BYTES;
        metric.bytes = Arrays64.bytes(event.elements, event.elementCount);
        return metric;
    }

    private void give(Event event, EdgeMetric source, Metric metric) {
        if (metric == null) {
            return;
        }
        if (event.ingressTimeNs < oldestNs) {
            counters.tooOld.increment();
        } else {
            sink.onMissed(source, metric);
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
