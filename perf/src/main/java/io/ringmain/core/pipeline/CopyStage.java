package io.ringmain.core.pipeline;

import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Result;
import io.ringmain.core.ring.Ring;
import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Stands where JOURNAL does and only copies the bytes: 64 of every event and of every result, into memory that it uses again.
 *
 * <p>Thread: the stages'. Allocates: nothing.
 */
final class CopyStage implements Agent {
    private static final int RECORD = 64;
    private static final int MEMORY = 256 * 1024;
    private static final int MAX_EVENTS = 16 * 1024;

    private final Ring ring;
    private final Ring.Cursor upstream;
    private final Ring.Cursor cursor;
    private final Outbox outbox;
    private final Result result = new Result();
    private final ByteBuffer bytes = BufferUtil.allocateDirectAligned(MEMORY, RECORD);
    private final UnsafeBuffer memory = new UnsafeBuffer(bytes);
    private int at;

    CopyStage(Ring ring, Ring.Cursor upstream, Ring.Cursor cursor, Outbox outbox) {
        this.ring = ring;
        this.upstream = upstream;
        this.cursor = cursor;
        this.outbox = outbox;
    }

    @Override
    public int doWork() {
        long next = cursor.get() + 1;
        long last = Math.min(upstream.get(), next + MAX_EVENTS - 1);
        int done = (int) (last - next + 1);
        for (; next <= last; next++) {
            copy(ring.slot(next));
        }
        if (done > 0) {
            cursor.set(last);
        }
        return done;
    }

    private void copy(Event event) {
        int to = at;
        memory.putLong(to, event.sequence);
        memory.putLong(to + 8, event.ingressTimeNs);
        memory.putLong(to + 16, event.sourceTimeNs);
        memory.putLong(to + 24, event.valueBits);
        memory.putInt(to + 32, event.statusCode);
        memory.putInt(to + 36, event.target);
        memory.putInt(to + 40, event.source);
        memory.putInt(to + 44, event.kind << 16 | event.valueType << 8 | event.disposition);
        memory.putLong(to + 48, event.stateHash);
        memory.putLong(to + 56, event.resultsTo - event.resultsFrom);
        at = to + RECORD & MEMORY - 1;
        for (long position = event.resultsFrom; position < event.resultsTo; position++) {
            copy(outbox.wrap(position, result));
        }
    }

    private void copy(Result from) {
        Result.write(
                memory,
                at,
                from.kind(),
                from.id(),
                from.bits(),
                from.status(),
                from.aux(),
                from.timeNs(),
                from.ref(),
                from.high(),
                from.low(),
                from.value());
        at = at + RECORD & MEMORY - 1;
    }

    @Override
    public String roleName() {
        return "ringmain-copy";
    }
}
