package io.ringmain.core.logic;

import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Result;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The outbox is full: LOGIC overwrites a result only when OUTCOMES has read and released it. */
@JCStressTest
@Outcome(id = "1, [01]", expect = Expect.ACCEPTABLE, desc = "OUTCOMES read the old result")
@Outcome(expect = Expect.FORBIDDEN, desc = "OUTCOMES read what LOGIC wrote too early")
@State
public class OutboxReuseStress {
    private final Outbox outbox = new Outbox(1);
    private final Result result = new Result();

    public OutboxReuseStress() {
        append(1);
    }

    private void append(int mark) {
        outbox.append(mark, mark, mark, mark, mark, mark, mark, mark, mark);
    }

    @Actor
    public void outcomes(II_Result seen) {
        outbox.wrap(0, result);
        seen.r1 = result.kind() == 1 && result.id() == 1 && result.bits() == 1 && result.low() == 1 ? 1 : -1;
        outbox.release(1);
    }

    @Actor
    public void logic(II_Result seen) {
        if (outbox.hasRoom(1)) {
            append(2);
            seen.r2 = 1;
        }
    }
}
