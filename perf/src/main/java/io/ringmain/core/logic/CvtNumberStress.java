package io.ringmain.core.logic;

import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * LOGIC writes a number twice while somebody reads it twice. Every field of a write carries the same number, so that half
 * a write shows; the second read must not be older than the first.
 */
@JCStressTest
@Outcome(id = "0, [012]", expect = Expect.ACCEPTABLE, desc = "before the writes")
@Outcome(id = "1, [12]", expect = Expect.ACCEPTABLE, desc = "after the first write")
@Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "after both writes")
@Outcome(expect = Expect.FORBIDDEN, desc = "half a write, or an older value after a newer one")
@State
public class CvtNumberStress {
    /** A record of its own for every state that is under way at the same time; more than jcstress makes at once. */
    private static final int TAGS = 1 << 17;

    private static final AtomicInteger MADE = new AtomicInteger();
    private static final CurrentValueTable VALUES = new CurrentValueTable(new StateHash());

    static {
        for (int tag = 0; tag < TAGS; tag++) {
            VALUES.define(tag, TagType.FLOAT64);
        }
    }

    private final int made = MADE.incrementAndGet();
    private final int tag = made & (TAGS - 1);
    private final TagValue value = new TagValue();

    @Actor
    public void logic() {
        write(1);
        write(2);
    }

    @Actor
    public void reader(II_Result seen) {
        seen.r1 = read();
        seen.r2 = read();
    }

    private void write(int which) {
        int mark = made * 4 + which;
        VALUES.put(tag, mark, mark, mark, mark, mark);
    }

    /** Which write is there, 0 for one of an earlier state, -1 for half a one. */
    private int read() {
        VALUES.read(tag, value);
        long mark = value.bits;
        if (mark == 0) {
            return 0; // as defined, with a status of its own
        }
        boolean isWhole = value.statusCode == (int) mark
                && value.sourceTimeNs == mark
                && value.ingressTimeNs == mark
                && value.sequence == mark;
        return !isWhole ? -1 : mark >> 2 == (made * 4 >> 2) ? (int) mark & 3 : 0;
    }
}
