package io.ringmain.core.pipeline;

import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Ring;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * LOGIC's clock, which the stage reads as soon as it has handed events on: then it tells the source time of every update that
 * LOGIC is through with, which is in the CVT now. No other thread looks, so looking takes no cache lines away from LOGIC,
 * and nothing of it comes before that moment.
 *
 * <p>Thread: LOGIC.
 */
final class PassWatch implements LongSupplier {
    private final Ring ring;
    private final Ring.Cursor cursor;
    private final LongConsumer passed;
    private long seen;

    PassWatch(Ring ring, Ring.Cursor cursor, LongConsumer passed) {
        this.ring = ring;
        this.cursor = cursor;
        this.passed = passed;
        this.seen = cursor.get();
    }

    @Override
    public long getAsLong() {
        long last = cursor.get();
        while (seen < last) {
            Event event = ring.slot(++seen);
            if (event.kind == EventKind.UPDATE) {
                passed.accept(event.sourceTimeNs);
            }
        }
        return System.nanoTime();
    }
}
