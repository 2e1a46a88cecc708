package io.ringmain.core.logic;

import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Result;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;

/**
 * Values that come late, for the history alone: they are checked and scaled as the present ones, and change no value, alarm,
 * derived tag or machine. Filters with a memory and deadbands compare with the present, so they are left out, and so are
 * overrides: the device has measured it.
 *
 * <p>Thread: LOGIC. Allocates: nothing.
 */
final class LateValues {
    private final CurrentValueTable values;
    private final Conditioner conditioner;
    private final SourceTimes times;
    private final Outbox outbox;
    private TagPlan tags = TagPlan.EMPTY;

    LateValues(CurrentValueTable values, Conditioner conditioner, SourceTimes times, Outbox outbox) {
        this.values = values;
        this.conditioner = conditioner;
        this.times = times;
        this.outbox = outbox;
    }

    void use(LogicPlan next) {
        tags = next.tags();
    }

    void onBackfill(Event event) {
        int traits = tags.traits(event.target);
        if (traits == TagPlan.UNKNOWN) {
            TagWriter.quarantine(event, Quality.BAD_NODE_ID_UNKNOWN);
            return;
        }
        int type = traits & TagPlan.TYPE;
        if (event.valueType == Event.NO_VALUE) {
            times.check(event, Long.MIN_VALUE);
        } else if (type >= TagType.STRING.code()) {
            checkCell(event, type);
        } else if (Conditioner.isTaken(event.valueType, type, tags.steps(event.target))) {
            times.check(event, Long.MIN_VALUE);
            condition(event, type);
        } else {
            TagWriter.quarantine(event, Quality.BAD_TYPE_MISMATCH);
        }
    }

    private void checkCell(Event event, int type) {
        int bytes = type == TagType.STRING.code() ? event.textLength : event.elementCount * Long.BYTES;
        if (event.valueType != type) {
            TagWriter.quarantine(event, Quality.BAD_TYPE_MISMATCH);
        } else if (bytes > values.cells().capacity(event.target)) {
            TagWriter.quarantine(event, Quality.BAD_OUT_OF_RANGE);
        } else {
            times.check(event, Long.MIN_VALUE);
        }
    }

    private void condition(Event event, int type) {
        if (!conditioner.conditionLate(event, type, tags.steps(event.target))) {
            TagWriter.quarantine(event, Quality.BAD_OUT_OF_RANGE);
            return;
        }
        long bits = conditioner.bits();
        int status = conditioner.status();
        if (bits != event.valueBits || status != event.statusCode || type != event.valueType) {
            outbox.append(Result.CONDITIONED, event.target, bits, status, type, event.sourceTimeNs, 0, 0, 0);
        }
    }
}
