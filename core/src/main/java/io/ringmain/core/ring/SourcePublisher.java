package io.ringmain.core.ring;

import io.ringmain.core.spi.UpdatePublisher;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * One source's way into the ring.
 *
 * <p>Thread: one producer. Owns: the producer's side of its accounting, and what it holds back. Allocates: nothing an
 * update, except the first time a tag is conflated.
 */
public final class SourcePublisher implements UpdatePublisher {
    private static final long PARK_NS = 20_000;
    /** Most slots of a scan that are claimed at once: LOGIC waits for all of them, and for nothing behind them. */
    private static final int CLAIM = 64;

    private final Ring ring;
    private final IngressClock clock;
    private final Accounting accounting;
    private final int source;
    private final Backpressure policy;
    private final Conflator conflator = new Conflator();
    private volatile int held;
    private volatile boolean isClosed;

    public SourcePublisher(Ring ring, IngressClock clock, Accounting accounting, int source, Backpressure policy) {
        this.ring = ring;
        this.clock = clock;
        this.accounting = accounting;
        this.source = source;
        this.policy = policy;
    }

    @Override
    public boolean update(int tagId, double value, int statusCode, long sourceTimeNs) {
        // doubleToLongBits gives NaN one form.
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
        accounting.countReceived(source, 1);
        long slot = claim(tagId);
        Event event;
        if (slot != Ring.FULL) {
            event = ring.slot(slot);
        } else if (policy == Backpressure.CONFLATE) {
            event = hold(tagId);
        } else {
            accounting.countRefused(source);
            return false;
        }
        event.resetInput(EventKind.UPDATE, source, tagId);
        event.valueType = type;
        event.valueBits = bits;
        event.statusCode = statusCode;
        event.sourceTimeNs = sourceTimeNs;
        event.ingressTimeNs = clock.nowNs();
        if (slot != Ring.FULL) {
            ring.publish(slot);
        }
        return true;
    }

    /** Claims up to 64 slots at once and reads the clock once for them; where there is no room for as many, one by one. */
    @Override
    public int scan(int[] tagIds, double[] values, int[] statusCodes, int count, long sourceTimeNs) {
        // Before a slot is claimed: one that is never published would stop the ring for good.
        Objects.checkFromIndexSize(0, count, Math.min(tagIds.length, Math.min(values.length, statusCodes.length)));
        int taken = 0;
        int done = 0;
        while (done < count) {
            int part = Math.min(CLAIM, count - done);
            long last = conflator.isEmpty() || flush() ? ring.tryClaimInput(part) : Ring.FULL;
            if (last == Ring.FULL) {
                taken += update(tagIds[done], values[done], statusCodes[done], sourceTimeNs) ? 1 : 0;
                done++;
                continue;
            }
            accounting.countReceived(source, part);
            long ingressTimeNs = clock.nowNs();
            for (int i = 0; i < part; i++, done++) {
                Event event = ring.slot(last - part + 1 + i);
                event.resetInput(EventKind.UPDATE, source, tagIds[done]);
                event.valueType = TagType.FLOAT64.code();
                event.valueBits = Double.doubleToLongBits(values[done]);
                event.statusCode = statusCodes[done];
                event.sourceTimeNs = sourceTimeNs;
                event.ingressTimeNs = ingressTimeNs;
            }
            ring.publish(last - part + 1, last);
            taken += part;
        }
        return taken;
    }

    @Override
    public boolean update(int tagId, byte[] utf8, int length, int statusCode, long sourceTimeNs) {
        // Before a slot is claimed: one that is never published would stop the ring for good.
        Objects.checkFromIndexSize(0, length, utf8.length);
        accounting.countReceived(source, 1);
        long slot = length > TagValue.MAX_STRING_BYTES ? Ring.FULL : claim(tagId);
        Event event;
        if (slot != Ring.FULL) {
            event = ring.slot(slot);
        } else if (policy == Backpressure.CONFLATE && length <= TagValue.MAX_STRING_BYTES) {
            event = hold(tagId);
        } else {
            accounting.countRefused(source);
            return false;
        }
        event.reset(EventKind.UPDATE, source, tagId);
        event.valueType = TagType.STRING.code();
        event.ensureText();
        System.arraycopy(utf8, 0, event.text, 0, length);
        event.textLength = length;
        event.statusCode = statusCode;
        event.sourceTimeNs = sourceTimeNs;
        event.ingressTimeNs = clock.nowNs();
        if (slot != Ring.FULL) {
            ring.publish(slot);
        }
        return true;
    }

    @Override
    public boolean update(int tagId, double[] values, int count, int statusCode, long sourceTimeNs) {
        Objects.checkFromIndexSize(0, count, values.length);
        long slot = claimArray(tagId, count);
        Event event = arrayEvent(slot, tagId, count);
        if (event == null) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            event.elements[i] = Double.doubleToLongBits(values[i]);
        }
        publishArray(event, slot, TagType.FLOAT64_ARRAY, count, statusCode, sourceTimeNs);
        return true;
    }

    @Override
    public boolean update(int tagId, long[] values, int count, int statusCode, long sourceTimeNs) {
        Objects.checkFromIndexSize(0, count, values.length);
        long slot = claimArray(tagId, count);
        Event event = arrayEvent(slot, tagId, count);
        if (event == null) {
            return false;
        }
        System.arraycopy(values, 0, event.elements, 0, count);
        publishArray(event, slot, TagType.INT64_ARRAY, count, statusCode, sourceTimeNs);
        return true;
    }

    private long claimArray(int tagId, int count) {
        accounting.countReceived(source, 1);
        return count > TagValue.MAX_ELEMENTS ? Ring.FULL : claim(tagId);
    }

    /** The slot's event, or the one held back in its place, with room for the elements; null when it is refused. */
    private Event arrayEvent(long slot, int tagId, int count) {
        Event event = null;
        if (slot != Ring.FULL) {
            event = ring.slot(slot);
        } else if (policy == Backpressure.CONFLATE && count <= TagValue.MAX_ELEMENTS) {
            event = hold(tagId);
        } else {
            accounting.countRefused(source);
            return null;
        }
        event.reset(EventKind.UPDATE, source, tagId);
        event.ensureElements(count);
        return event;
    }

    private void publishArray(Event event, long slot, TagType type, int count, int statusCode, long sourceTimeNs) {
        event.valueType = type.code();
        event.elementCount = count;
        event.statusCode = statusCode;
        event.sourceTimeNs = sourceTimeNs;
        event.ingressTimeNs = clock.nowNs();
        if (slot != Ring.FULL) {
            ring.publish(slot);
        }
    }

    private Event hold(int tagId) {
        if (conflator.holds(tagId)) {
            accounting.countConflated(source);
        }
        Event event = conflator.hold(tagId);
        held = conflator.size();
        return event;
    }

    /** A slot for the tag, or FULL when the policy does not wait, or when an older value of a tag is still held back. */
    private long claim(int tagId) {
        if (policy == Backpressure.CONFLATE && !conflator.isEmpty() && !flush()) {
            return Ring.FULL;
        }
        long slot = ring.tryClaimInput(1);
        while (slot == Ring.FULL && policy == Backpressure.WAIT && isToWait()) {
            LockSupport.parkNanos(PARK_NS);
            slot = ring.tryClaimInput(1);
        }
        return slot;
    }

    /** An interrupted producer is being ended: it must not wait for room that may not come. */
    private boolean isToWait() {
        return !isClosed && !Thread.currentThread().isInterrupted();
    }

    @Override
    public boolean flush() {
        while (!conflator.isEmpty()) {
            long slot = ring.tryClaimInput(1);
            if (slot == Ring.FULL) {
                break;
            }
            Conflator.copyInput(conflator.first(), ring.slot(slot));
            ring.publish(slot);
            conflator.removeFirst();
            held = conflator.size();
        }
        return conflator.isEmpty();
    }

    /** Publishes a link state behind everything the source has published; waits for room. */
    public void link(int connectorId, byte state) {
        accounting.countReceived(source, 1);
        while (!flush() && isToWait()) {
            LockSupport.parkNanos(PARK_NS);
        }
        long slot = ring.tryClaimInput(1);
        while (slot == Ring.FULL && isToWait()) {
            LockSupport.parkNanos(PARK_NS);
            slot = ring.tryClaimInput(1);
        }
        if (slot == Ring.FULL) {
            accounting.countRefused(source);
            return;
        }
        Event event = ring.slot(slot);
        event.reset(EventKind.LINK, source, connectorId);
        event.valueBits = state;
        event.ingressTimeNs = clock.nowNs();
        ring.publish(slot);
    }

    /** Publishes what was held back as far as there is room, the rest is refused. Thread: any, when the producer has ended. */
    public void abandon() {
        flush();
        while (!conflator.isEmpty()) {
            accounting.countRefused(source);
            conflator.removeFirst();
        }
        held = 0;
    }

    /** Its account. */
    public int source() {
        return source;
    }

    /** Updates held back at the moment; they are in flight. Thread: any. */
    public int held() {
        return held;
    }

    /** The source's way for values that come late. Thread: the producer's, as all of it. */
    public UpdatePublisher backfill() {
        return new BackfillPublisher(ring, clock, accounting, source, this);
    }

    /** Ends waiting: the stages do not run any more. Thread: any. */
    public void close() {
        isClosed = true;
    }
}
