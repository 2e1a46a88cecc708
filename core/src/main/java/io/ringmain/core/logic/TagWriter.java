package io.ringmain.core.logic;

import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Result;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;

/**
 * Puts values into the CVT and has the tag's alarms evaluated: from updates (conditioned by the deadband), machines,
 * commands and link sweeps.
 *
 * <p>Thread: LOGIC. Allocates: nothing.
 */
final class TagWriter {
    private final CurrentValueTable values;
    private final AlarmEvaluator alarms;
    private final Outbox outbox;
    private LogicPlan plan = LogicPlan.EMPTY;

    TagWriter(CurrentValueTable values, AlarmEvaluator alarms, Outbox outbox) {
        this.values = values;
        this.alarms = alarms;
        this.outbox = outbox;
    }

    void use(LogicPlan next) {
        plan = next;
    }

    /** @param isFresh whether every update counts, because a sweep would take a filtered one for old */
    void onUpdate(Event event, boolean isFresh) {
        int tagId = event.target;
        byte type = plan.tagType(tagId);
        if (type == 0) {
            quarantine(event, Quality.BAD_NODE_ID_UNKNOWN);
        } else if (event.valueType == Event.NO_VALUE) {
            onStatus(event, event.statusCode, event.sourceTimeNs);
        } else if (event.valueType != type) {
            quarantine(event, Quality.BAD_TYPE_MISMATCH);
            setStatus(tagId, Quality.BAD_TYPE_MISMATCH, event.ingressTimeNs, event.sequence);
        } else if (type == TagType.STRING.code()) {
            values.putText(
                    tagId,
                    event.text,
                    event.textLength,
                    event.statusCode,
                    event.sourceTimeNs,
                    event.ingressTimeNs,
                    event.sequence);
        } else {
            onNumber(event, type, isFresh);
        }
    }

    private void onNumber(Event event, byte type, boolean isFresh) {
        int tagId = event.target;
        int before = values.status(tagId);
        boolean isFloat = type == TagType.FLOAT64.code();
        double deadband = plan.deadband(tagId);
        if (deadband > 0
                && !isFresh
                && event.statusCode == before
                && isInside(deadband, values.bits(tagId), event, isFloat)) {
            event.disposition = Event.FILTERED;
            return;
        }
        values.put(tagId, event.valueBits, event.statusCode, event.sourceTimeNs, event.ingressTimeNs, event.sequence);
        boolean isQuiet = isFloat
                && Quality.isGood(event.statusCode)
                && values.isQuiet(tagId, Double.longBitsToDouble(event.valueBits));
        if (!isQuiet) {
            alarms.evaluate(tagId, event.ingressTimeNs, event.sequence);
        }
    }

    private static boolean isInside(double deadband, long oldBits, Event event, boolean isFloat) {
        double change = isFloat
                ? Double.longBitsToDouble(event.valueBits) - Double.longBitsToDouble(oldBits)
                : (double) event.valueBits - (double) oldBits;
        return StrictMath.abs(change) <= deadband;
    }

    private void onStatus(Event event, int status, long sourceTimeNs) {
        int tagId = event.target;
        values.put(tagId, values.bits(tagId), status, sourceTimeNs, event.ingressTimeNs, event.sequence);
        alarms.evaluate(tagId, event.ingressTimeNs, event.sequence);
    }

    /** Changes a tag's quality, keeps its value and source time, and says so in the results. */
    void setStatus(int tagId, int status, long ringTimeNs, long sequence) {
        values.put(tagId, values.bits(tagId), status, values.sourceTimeNs(tagId), ringTimeNs, sequence);
        reportTag(tagId);
        alarms.evaluate(tagId, ringTimeNs, sequence);
    }

    /** Writes a value decided inside LOGIC, good and as of now, and says so in the results. */
    void set(int tagId, long bits, long ringTimeNs, long sequence) {
        values.put(tagId, bits, Quality.GOOD, ringTimeNs, ringTimeNs, sequence);
        reportTag(tagId);
        alarms.evaluate(tagId, ringTimeNs, sequence);
    }

    void setText(int tagId, byte[] utf8, long ringTimeNs, long sequence) {
        values.putText(tagId, utf8, utf8.length, Quality.GOOD, ringTimeNs, ringTimeNs, sequence);
        reportTag(tagId);
    }

    private void reportTag(int tagId) {
        outbox.append(
                Result.TAG_SET,
                tagId,
                values.bits(tagId),
                values.status(tagId),
                values.type(tagId),
                values.sourceTimeNs(tagId),
                0,
                0,
                0);
    }

    static void quarantine(Event event, int cause) {
        event.disposition = Event.QUARANTINED;
        event.cause = cause;
    }
}
