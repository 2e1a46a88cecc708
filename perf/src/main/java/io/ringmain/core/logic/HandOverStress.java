package io.ringmain.core.logic;

import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Result;
import io.ringmain.core.ring.Ring;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * LOGIC takes an event, appends two results and moves its cursor; JOURNAL reads event and results behind that cursor: it
 * sees nothing or all of it.
 */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "still with LOGIC")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "with JOURNAL, whole")
@Outcome(expect = Expect.FORBIDDEN, desc = "half an event or half a result")
@State
public class HandOverStress {
    private static final long MARK = 0x1234_5678_9ABCL;

    private final Ring ring = new Ring(1, 1, new Ring.Cursor());
    private final Outbox outbox = new Outbox(2);
    private final Ring.Cursor logic = new Ring.Cursor();
    private final Result result = new Result();

    public HandOverStress() {
        ring.publish(ring.tryClaim());
    }

    @Actor
    public void logic() {
        Event event = ring.slot(0);
        event.ingressTimeNs = MARK;
        event.resultsFrom = outbox.tail();
        outbox.append(Result.TAG_SET, 5, MARK, 6, 7, MARK, MARK, MARK, MARK);
        outbox.append(Result.ALARM, 5, MARK, 6, 7, MARK, MARK, MARK, MARK);
        event.resultsTo = outbox.tail();
        logic.set(0);
    }

    @Actor
    public void journal(I_Result seen) {
        if (logic.get() < 0) {
            return;
        }
        Event event = ring.slot(0);
        boolean isWhole = event.ingressTimeNs == MARK && event.resultsFrom == 0 && event.resultsTo == 2;
        for (long position = event.resultsFrom; position < event.resultsTo; position++) {
            outbox.wrap(position, result);
            isWhole &= result.kind() == Result.TAG_SET + (int) position
                    && result.id() == 5
                    && result.bits() == MARK
                    && result.status() == 6
                    && result.aux() == 7
                    && result.timeNs() == MARK
                    && result.ref() == MARK
                    && result.high() == MARK
                    && result.low() == MARK;
        }
        seen.r1 = isWhole ? 1 : -1;
    }
}
