package io.ringmain.core.ring;

import io.ringmain.core.spi.UpdatePublisher;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import java.util.Objects;

/**
 * A source's way into the ring for values that come late. The present goes first: nothing is taken while the source holds an
 * update back or more than half of the ring is in use, and nothing is ever conflated.
 *
 * <p>What finds no room is not counted, because it is given again. What is taken counts with the source's updates: received,
 * then applied or quarantined. A text or array that no slot has room for is received and refused, and answered with true,
 * because it would never be taken.
 *
 * <p>Thread: the source's producer. Allocates: nothing a value.
 */
final class BackfillPublisher implements UpdatePublisher {
    private final Ring ring;
    private final IngressClock clock;
    private final Accounting accounting;
    private final int source;
    private final SourcePublisher present;
    private final int leastRoom;

    BackfillPublisher(Ring ring, IngressClock clock, Accounting accounting, int source, SourcePublisher present) {
        this.ring = ring;
        this.clock = clock;
        this.accounting = accounting;
        this.source = source;
        this.present = present;
        this.leastRoom = ring.size() / 2;
    }

    @Override
    public boolean update(int tagId, double value, int statusCode, long sourceTimeNs) {
        return number(tagId, TagType.FLOAT64.code(), Double.doubleToLongBits(value), statusCode, sourceTimeNs);
    }

    @Override
    public boolean update(int tagId, long value, int statusCode, long sourceTimeNs) {
        return number(tagId, TagType.INT64.code(), value, statusCode, sourceTimeNs);
    }

    @Override
    public boolean update(int tagId, boolean value, int statusCode, long sourceTimeNs) {
        return number(tagId, TagType.BOOL.code(), value ? 1 : 0, statusCode, sourceTimeNs);
    }

    @Override
    public boolean status(int tagId, int statusCode, long sourceTimeNs) {
        return number(tagId, Event.NO_VALUE, 0, statusCode, sourceTimeNs);
    }

    private boolean number(int tagId, byte type, long bits, int statusCode, long sourceTimeNs) {
        long slot = claim();
        if (slot == Ring.FULL) {
            return false;
        }
        Event event = ring.slot(slot);
        event.reset(EventKind.BACKFILL, source, tagId);
        event.valueType = type;
        event.valueBits = bits;
        publish(slot, event, statusCode, sourceTimeNs);
        return true;
    }

    /** Ends at the first value that finds no room, so that those taken are the first ones. */
    @Override
    public int scan(int[] tagIds, double[] values, int[] statusCodes, int count, long sourceTimeNs) {
        Objects.checkFromIndexSize(0, count, Math.min(tagIds.length, Math.min(values.length, statusCodes.length)));
        int taken = 0;
        while (taken < count && update(tagIds[taken], values[taken], statusCodes[taken], sourceTimeNs)) {
            taken++;
        }
        return taken;
    }

    @Override
    public boolean update(int tagId, byte[] utf8, int length, int statusCode, long sourceTimeNs) {
        // Before a slot is claimed: one that is never published would stop the ring for good.
        Objects.checkFromIndexSize(0, length, utf8.length);
        if (length > TagValue.MAX_STRING_BYTES) {
            return refuse();
        }
        long slot = claim();
        if (slot == Ring.FULL) {
            return false;
        }
        Event event = ring.slot(slot);
        event.reset(EventKind.BACKFILL, source, tagId);
        event.valueType = TagType.STRING.code();
        event.ensureText();
        System.arraycopy(utf8, 0, event.text, 0, length);
        event.textLength = length;
        publish(slot, event, statusCode, sourceTimeNs);
        return true;
    }

    @Override
    public boolean update(int tagId, double[] values, int count, int statusCode, long sourceTimeNs) {
        Objects.checkFromIndexSize(0, count, values.length);
        if (count > TagValue.MAX_ELEMENTS) {
            return refuse();
        }
        long slot = claim();
        if (slot == Ring.FULL) {
            return false;
        }
        Event event = array(slot, tagId, TagType.FLOAT64_ARRAY, count);
        for (int i = 0; i < count; i++) {
            event.elements[i] = Double.doubleToLongBits(values[i]);
        }
        publish(slot, event, statusCode, sourceTimeNs);
        return true;
    }

    @Override
    public boolean update(int tagId, long[] values, int count, int statusCode, long sourceTimeNs) {
        Objects.checkFromIndexSize(0, count, values.length);
        if (count > TagValue.MAX_ELEMENTS) {
            return refuse();
        }
        long slot = claim();
        if (slot == Ring.FULL) {
            return false;
        }
        Event event = array(slot, tagId, TagType.INT64_ARRAY, count);
        System.arraycopy(values, 0, event.elements, 0, count);
        publish(slot, event, statusCode, sourceTimeNs);
        return true;
    }

    private Event array(long slot, int tagId, TagType type, int count) {
        Event event = ring.slot(slot);
        event.reset(EventKind.BACKFILL, source, tagId);
        event.ensureElements(count);
        event.valueType = type.code();
        event.elementCount = count;
        return event;
    }

    private boolean refuse() {
        accounting.countReceived(source, 1);
        accounting.countRefused(source);
        return true;
    }

    private long claim() {
        return present.held() > 0 || ring.room() <= leastRoom ? Ring.FULL : ring.tryClaim();
    }

    private void publish(long slot, Event event, int statusCode, long sourceTimeNs) {
        event.statusCode = statusCode;
        event.sourceTimeNs = sourceTimeNs;
        event.ingressTimeNs = clock.nowNs();
        accounting.countReceived(source, 1);
        ring.publish(slot);
    }

    /** Nothing is held back. */
    @Override
    public boolean flush() {
        return true;
    }
}
