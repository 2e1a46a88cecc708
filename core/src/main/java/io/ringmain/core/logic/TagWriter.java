package io.ringmain.core.logic;

import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Result;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;

/**
 * Puts values into the CVT and has the tag's alarms evaluated: from updates, conditioned as declared, machines, commands
 * and link sweeps. While an operator has forced a tag, all of them reach the real value underneath and nothing else.
 *
 * <p>Thread: LOGIC. Allocates: nothing.
 */
final class TagWriter {
    private final CurrentValueTable values;
    private final Overrides overrides;
    private final Conditioner conditioner;
    private final TagTimers timers;
    private final SourceTimes times;
    private final AlarmEvaluator alarms;
    private final Outbox outbox;
    private TagPlan tags = TagPlan.EMPTY;

    TagWriter(LogicState state, TagTimers timers, SourceTimes times, AlarmEvaluator alarms, Outbox outbox) {
        this.values = state.values;
        this.overrides = new Overrides(state.overrides, state.values);
        this.conditioner = new Conditioner(state.conditions, timers);
        this.timers = timers;
        this.times = times;
        this.alarms = alarms;
        this.outbox = outbox;
    }

    void use(LogicPlan next) {
        tags = next.tags();
    }

    /** @param isFresh whether every update counts, because a sweep would take a filtered one for old */
    void onUpdate(Event event, boolean isFresh) {
        onUpdate(event, tags.traits(event.target), isFresh);
    }

    private void onUpdate(Event event, int traits, boolean isFresh) {
        if (event.valueType != traits) {
            onOther(event, traits, isFresh);
            return;
        }
        times.check(event, values.sourceTimeNs(event.target));
        if (traits >= TagType.STRING.code()) {
            putCell(event, traits);
        } else {
            putNumber(event, traits, event.valueBits, event.statusCode, isFresh);
        }
    }

    /** Everything but a plain tag's update of its own type. */
    private void onOther(Event event, int traits, boolean isFresh) {
        int tagId = event.target;
        if (traits == TagPlan.UNKNOWN) {
            quarantine(event, Quality.BAD_NODE_ID_UNKNOWN);
            return;
        }
        if ((traits & TagPlan.WATCHED) != 0) {
            alarms.onUpdate(tagId, event.ingressTimeNs, event.sequence);
            onUpdate(event, traits & ~TagPlan.WATCHED, isFresh);
            return;
        }
        int type = traits & TagPlan.TYPE;
        TagSteps steps = tags.steps(tagId);
        boolean isCell = type >= TagType.STRING.code() && event.valueType == type;
        boolean isNumber = !isCell && Conditioner.isTaken(event.valueType, type, steps);
        if (!isNumber && (traits & TagPlan.TIMED) != 0) {
            timers.onHeard(tagId, event.ingressTimeNs);
        }
        if (event.valueType == Event.NO_VALUE) {
            times.check(event, values.sourceTimeNs(tagId));
            putStatus(event);
        } else if (isCell) {
            times.check(event, values.sourceTimeNs(tagId));
            putCell(event, type);
        } else if (isNumber) {
            times.check(event, values.sourceTimeNs(tagId));
            conditioner.condition(event, type, steps, bits(tagId));
            putNumber(event, type, conditioner.bits(), conditioner.status(), isFresh);
        } else {
            quarantine(event, Quality.BAD_TYPE_MISMATCH);
            setStatus(tagId, Quality.BAD_TYPE_MISMATCH, event.ingressTimeNs, event.sequence);
        }
    }

    private void putNumber(Event event, int type, long bits, int status, boolean isFresh) {
        int tagId = event.target;
        int before = values.status(tagId);
        if (before == Quality.GOOD_LOCAL_OVERRIDE && overrides.isForced(tagId)) {
            overrides.put(tagId, bits, status, event.sourceTimeNs, event.ingressTimeNs, event.sequence);
            event.disposition = Event.FILTERED;
            return;
        }
        boolean isFloat = type == TagType.FLOAT64.code();
        double deadband = tags.deadband(tagId);
        if (deadband > 0 && !isFresh && status == before && isInside(deadband, values.bits(tagId), bits, isFloat)) {
            event.disposition = Event.FILTERED;
            return;
        }
        values.put(tagId, bits, status, event.sourceTimeNs, event.ingressTimeNs, event.sequence);
        if (bits != event.valueBits || status != event.statusCode || type != event.valueType) {
            report(Result.CONDITIONED, tagId);
        }
        boolean isQuiet = isFloat && Quality.isGood(status) && values.isQuiet(tagId, Double.longBitsToDouble(bits));
        if (!isQuiet) {
            alarms.evaluate(tagId, event.ingressTimeNs, event.sequence);
        }
    }

    static boolean isInside(double deadband, long oldBits, long bits, boolean isFloat) {
        double change = isFloat
                ? Double.longBitsToDouble(bits) - Double.longBitsToDouble(oldBits)
                : AlarmConditions.difference(bits, oldBits);
        return StrictMath.abs(change) <= deadband;
    }

    /** A value that stands in a cell: a text or an array. */
    private void putCell(Event event, int type) {
        int bytes = type == TagType.STRING.code() ? event.textLength : event.elementCount * Long.BYTES;
        if (bytes > values.cells().capacity(event.target)) {
            quarantine(event, Quality.BAD_OUT_OF_RANGE);
            setStatus(event.target, Quality.BAD_OUT_OF_RANGE, event.ingressTimeNs, event.sequence);
        } else if (type == TagType.STRING.code()) {
            putText(event);
        } else {
            values.putArray(
                    event.target,
                    event.elements,
                    event.elementCount,
                    event.statusCode,
                    event.sourceTimeNs,
                    event.ingressTimeNs,
                    event.sequence);
            alarms.evaluate(event.target, event.ingressTimeNs, event.sequence);
        }
    }

    private void putText(Event event) {
        int tagId = event.target;
        if (overrides.isForced(tagId)) {
            overrides.putText(
                    tagId,
                    event.text,
                    event.textLength,
                    event.statusCode,
                    event.sourceTimeNs,
                    event.ingressTimeNs,
                    event.sequence);
            event.disposition = Event.FILTERED;
            return;
        }
        values.putText(
                tagId,
                event.text,
                event.textLength,
                event.statusCode,
                event.sourceTimeNs,
                event.ingressTimeNs,
                event.sequence);
        alarms.evaluate(tagId, event.ingressTimeNs, event.sequence);
    }

    private void putStatus(Event event) {
        int tagId = event.target;
        if (overrides.isForced(tagId)) {
            overrides.put(
                    tagId,
                    overrides.bits(tagId),
                    event.statusCode,
                    event.sourceTimeNs,
                    event.ingressTimeNs,
                    event.sequence);
            event.disposition = Event.FILTERED;
            return;
        }
        values.put(
                tagId, values.bits(tagId), event.statusCode, event.sourceTimeNs, event.ingressTimeNs, event.sequence);
        alarms.evaluate(tagId, event.ingressTimeNs, event.sequence);
    }

    boolean isForced(int tagId) {
        return overrides.isForced(tagId);
    }

    /** Quality of the real value. */
    int status(int tagId) {
        return overrides.isForced(tagId) ? overrides.status(tagId) : values.status(tagId);
    }

    /** The real value. */
    long bits(int tagId) {
        return overrides.isForced(tagId) ? overrides.bits(tagId) : values.bits(tagId);
    }

    /** Sequence of the event that last changed the real value. */
    long sequence(int tagId) {
        return overrides.isForced(tagId) ? overrides.sequence(tagId) : values.sequence(tagId);
    }

    /** Changes a tag's quality, keeps its value and source time, and says so in the results. */
    void setStatus(int tagId, int status, long ringTimeNs, long sequence) {
        if (overrides.isForced(tagId)) {
            overrides.put(tagId, overrides.bits(tagId), status, overrides.sourceTimeNs(tagId), ringTimeNs, sequence);
            return;
        }
        values.put(tagId, values.bits(tagId), status, values.sourceTimeNs(tagId), ringTimeNs, sequence);
        report(Result.TAG_SET, tagId);
        alarms.evaluate(tagId, ringTimeNs, sequence);
    }

    /** Writes a value decided inside LOGIC, good and as of now, and says so in the results. */
    void set(int tagId, long bits, long ringTimeNs, long sequence) {
        onHeard(tagId, ringTimeNs, sequence);
        if (overrides.isForced(tagId)) {
            overrides.put(tagId, bits, Quality.GOOD, ringTimeNs, ringTimeNs, sequence);
            return;
        }
        values.put(tagId, bits, Quality.GOOD, ringTimeNs, ringTimeNs, sequence);
        report(Result.TAG_SET, tagId);
        alarms.evaluate(tagId, ringTimeNs, sequence);
    }

    /** Writes what an expression gives, and says so in the results. */
    void setDerived(int tagId, long bits, int status, long sourceTimeNs, long ringTimeNs, long sequence) {
        onHeard(tagId, ringTimeNs, sequence);
        if (overrides.isForced(tagId)) {
            overrides.put(tagId, bits, status, sourceTimeNs, ringTimeNs, sequence);
            return;
        }
        values.put(tagId, bits, status, sourceTimeNs, ringTimeNs, sequence);
        report(Result.TAG_SET, tagId);
        alarms.evaluate(tagId, ringTimeNs, sequence);
    }

    void setText(int tagId, byte[] utf8, long ringTimeNs, long sequence) {
        onHeard(tagId, ringTimeNs, sequence);
        if (overrides.isForced(tagId)) {
            overrides.putText(tagId, utf8, utf8.length, Quality.GOOD, ringTimeNs, ringTimeNs, sequence);
            return;
        }
        values.putText(tagId, utf8, utf8.length, Quality.GOOD, ringTimeNs, ringTimeNs, sequence);
        report(Result.TAG_SET, tagId);
        alarms.evaluate(tagId, ringTimeNs, sequence);
    }

    private void onHeard(int tagId, long ringTimeNs, long sequence) {
        if (tags.isWatched(tagId)) {
            alarms.onUpdate(tagId, ringTimeNs, sequence);
        }
        if (tags.isTimed(tagId)) {
            timers.onHeard(tagId, ringTimeNs);
        }
    }

    /** Forces a value upon a tag; the real one goes on underneath. */
    void force(int tagId, long bits, long ringTimeNs, long sequence) {
        overrides.force(tagId);
        values.put(tagId, bits, Quality.GOOD_LOCAL_OVERRIDE, ringTimeNs, ringTimeNs, sequence);
        report(Result.TAG_SET, tagId);
        alarms.evaluate(tagId, ringTimeNs, sequence);
    }

    void forceText(int tagId, byte[] utf8, long ringTimeNs, long sequence) {
        overrides.force(tagId);
        values.putText(tagId, utf8, utf8.length, Quality.GOOD_LOCAL_OVERRIDE, ringTimeNs, ringTimeNs, sequence);
        report(Result.TAG_SET, tagId);
        alarms.evaluate(tagId, ringTimeNs, sequence);
    }

    /** Shows the real value again, as it was last heard. */
    void release(int tagId, long ringTimeNs, long sequence) {
        overrides.release(tagId, sequence);
        report(Result.TAG_SET, tagId);
        alarms.evaluate(tagId, ringTimeNs, sequence);
    }

    private void report(int kind, int tagId) {
        outbox.append(
                kind,
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
