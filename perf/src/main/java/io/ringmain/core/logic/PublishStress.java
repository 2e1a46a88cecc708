package io.ringmain.core.logic;

import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.Ring;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A producer claims, fills and publishes; LOGIC sees nothing or the whole event, never more of it than is published. */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "not published yet")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "published and whole")
@Outcome(expect = Expect.FORBIDDEN, desc = "half an event")
@State
public class PublishStress {
    private static final long MARK = 0x1234_5678_9ABCL;
    private static final long FIRST_SEQUENCE = 7;

    private final Ring ring = new Ring(1, FIRST_SEQUENCE, new Ring.Cursor());

    @Actor
    public void producer() {
        long slot = ring.tryClaim();
        Event event = ring.slot(slot);
        event.reset((byte) 1, 2, 3);
        event.valueBits = MARK;
        event.sourceTimeNs = MARK;
        event.ingressTimeNs = MARK;
        ring.publish(slot);
    }

    @Actor
    public void logic(I_Result seen) {
        if (!ring.isPublished(0)) {
            return;
        }
        Event event = ring.slot(0);
        boolean isWhole = event.sequence == FIRST_SEQUENCE
                && event.kind == 1
                && event.source == 2
                && event.target == 3
                && event.valueBits == MARK
                && event.sourceTimeNs == MARK
                && event.ingressTimeNs == MARK;
        seen.r1 = isWhole ? 1 : -1;
    }
}
