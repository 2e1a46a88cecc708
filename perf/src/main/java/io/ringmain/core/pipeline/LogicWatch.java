package io.ringmain.core.pipeline;

import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Ring;
import java.util.function.LongConsumer;
import org.agrona.concurrent.Agent;

/**
 * Runs behind LOGIC in its thread and tells the source time of every update that LOGIC is through with: then it is in the
 * CVT. No other thread looks, so looking does not take cache lines away from LOGIC.
 *
 * <p>Thread: LOGIC.
 */
final class LogicWatch implements Agent {
    private final Ring ring;
    private final Ring.Cursor cursor;
    private final LongConsumer passed;
    private long seen;

    LogicWatch(Ring ring, Ring.Cursor cursor, LongConsumer passed) {
        this.ring = ring;
        this.cursor = cursor;
        this.passed = passed;
        this.seen = cursor.get();
    }

    @Override
    public int doWork() {
        long last = cursor.get();
        while (seen < last) {
            Event event = ring.slot(++seen);
            if (event.kind == EventKind.UPDATE) {
                passed.accept(event.sourceTimeNs);
            }
        }
        return 0;
    }

    @Override
    public String roleName() {
        return "watch";
    }
}
