package io.ringmain.historian.questdb;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Result;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.historian.recording.SampleRecorder;
import io.ringmain.historian.recording.SampleSink;
import io.ringmain.historian.recording.StoredSample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Turns the records of a batch into samples that are to be kept: applied updates, as conditioned where they were, and the
 * tags that other events set, each as far as its tag's recording wants it; and all values that came late.
 *
 * <p>Thread: its owner. Owns: the configuration and the recorders' state as of the records read.
 */
final class SampleRows {
    private static final long YEAR_2000_NS = 946_684_800_000_000_000L;
    private static final long LEAD_NS = TimeUnit.DAYS.toNanos(1);

    private final SampleRecorder recorder;
    private SitePlan plan;
    private byte[] configuration;
    private long ringTimeNs = Long.MIN_VALUE;
    private SampleSink whenHeld;

    /**
     * @param configuration canonical bytes as of the first record, null before the first configuration
     * @param recording what {@link #recording} gave there
     * @throws IOException when the two do not belong together
     */
    SampleRows(byte[] configuration, byte[] recording) throws IOException {
        this.configuration = configuration;
        this.plan = configuration == null ? SitePlan.EMPTY : SitePlan.decode(configuration);
        this.recorder = SampleRecorder.load(recording, plan);
    }

    /** Configuration as of the last record, null before the first. */
    byte[] configuration() {
        return configuration;
    }

    /** State of the recorders as of the last record. */
    byte[] recording() {
        return recorder.save();
    }

    /** Whether there is any such state. */
    boolean isRecording() {
        return recorder.hasState();
    }

    /** Ring time of the last record. */
    long ringTimeNs() {
        return ringTimeNs;
    }

    /** Gives the samples of all records of the batch that the decoder has been given. */
    void add(BatchDecoder batch, SampleSink sink) {
        add(batch, sink, null);
    }

    /** @param held gets the newest sample of a tag when it is held back, may be null */
    void add(BatchDecoder batch, SampleSink sink, SampleSink held) {
        whenHeld = held;
        while (batch.next()) {
            Event event = batch.event();
            ringTimeNs = event.ingressTimeNs;
            if (event.kind == EventKind.START) {
                recorder.onStart(event.ingressTimeNs, sink);
            } else {
                recorder.advance(event.ingressTimeNs, sink);
            }
            if (event.kind == EventKind.CONFIG && event.disposition == Event.APPLIED) {
                configuration = event.configuration;
                plan = SitePlan.decode(configuration);
                recorder.configure(plan, sink);
            }
            if (event.kind == EventKind.UPDATE && event.disposition == Event.APPLIED) {
                addUpdate(event, batch, sink);
            } else if (event.kind == EventKind.BACKFILL && event.disposition == Event.APPLIED) {
                addBackfill(event, batch, sink);
            }
            for (int i = 0; i < batch.resultCount(); i++) {
                Result result = batch.result(i);
                if (result.kind() == Result.TAG_SET) {
                    addResult(event, result, i + 1, sink);
                }
            }
        }
    }

    private void addUpdate(Event event, BatchDecoder batch, SampleSink sink) {
        TagDefinition tag = recorded(event.target);
        if (tag != null) {
            onSample(event.target, tag, sample(event, tag, batch), sink);
        }
    }

    /** Past the recorder, which follows the present: all of what came late is kept, if anything of the tag is. */
    private void addBackfill(Event event, BatchDecoder batch, SampleSink sink) {
        TagDefinition tag = recorded(event.target);
        if (tag != null && !tag.recording().isNone()) {
            sink.keep(sample(event, tag, batch));
        }
    }

    private static StoredSample sample(Event event, TagDefinition tag, BatchDecoder batch) {
        Result conditioned = conditioned(event, batch);
        return conditioned != null
                ? sample(event, tag, conditioned.aux(), conditioned.bits(), null, conditioned.status())
                : sample(event, tag, event.valueType, event.valueBits, textOf(event), event.statusCode);
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

    private static StoredSample sample(Event event, TagDefinition tag, int type, long bits, String text, int status) {
        return new StoredSample(
                tag.name(),
                type,
                bits,
                text,
                status,
                filed(event, event.sourceTimeNs),
                event.sourceTimeNs,
                event.ingressTimeNs,
                event.sequence,
                0);
    }

    private void addResult(Event event, Result result, int ordinal, SampleSink sink) {
        TagDefinition tag = recorded(result.id());
        if (tag == null) {
            return;
        }
        boolean isText = result.aux() == TagType.STRING.code();
        StoredSample sample = new StoredSample(
                tag.name(),
                result.aux(),
                result.bits(),
                isText ? textOf(event, result.id()) : null,
                result.status(),
                isOfNow(event, result) ? event.ingressTimeNs : filed(event, result.timeNs()),
                result.timeNs(),
                event.ingressTimeNs,
                event.sequence,
                ordinal);
        onSample(result.id(), tag, sample, sink);
    }

    private void onSample(int tagId, TagDefinition tag, StoredSample sample, SampleSink sink) {
        recorder.onSample(tagId, tag, sample, sink);
        StoredSample held = whenHeld == null ? null : recorder.held(tagId);
        if (held != null) {
            whenHeld.keep(held);
        }
    }

    private TagDefinition recorded(int tagId) {
        TagDefinition tag = plan.tag(tagId);
        return tag != null && tag.history() ? tag : null;
    }

    /** Source times that can not be right are filed at the time of intake. */
    private static long filed(Event event, long sourceTimeNs) {
        boolean isCredible = sourceTimeNs >= YEAR_2000_NS && sourceTimeNs - LEAD_NS <= event.ingressTimeNs;
        return isCredible ? sourceTimeNs : event.ingressTimeNs;
    }

    /**
     * A lost link, a time that ran out, a released override change what is shown now, and leave the tag the source time of
     * its value. It was as it was until now, so that is where the change stands.
     */
    private static boolean isOfNow(Event event, Result result) {
        return event.kind != EventKind.UPDATE || result.id() == event.target || result.timeNs() < event.sourceTimeNs;
    }

    private static String textOf(Event event) {
        if (event.valueType == TagType.STRING.code()) {
            return new String(event.text, 0, event.textLength, StandardCharsets.UTF_8);
        }
        return TagType.isArray(event.valueType) ? ArrayText.of(event) : null;
    }

    /** A result has no room for a text: it stands in the command or update that set the tag. */
    private static String textOf(Event event, int tagId) {
        if (event.command != null && event.command.target() == tagId) {
            // What a released tag shows again stands in no event of its own.
            return event.command.kind() == Command.Kind.RELEASE ? null : event.command.text();
        }
        return event.kind == EventKind.UPDATE && event.target == tagId && event.valueType == TagType.STRING.code()
                ? textOf(event)
                : null;
    }
}
