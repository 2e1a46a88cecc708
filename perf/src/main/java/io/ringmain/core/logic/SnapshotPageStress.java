package io.ringmain.core.logic;

import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * LOGIC changes a page twice, two words each time, while the snapshot's thread takes it: the snapshot has the page as it was
 * before the first change, whoever copied it.
 */
@JCStressTest
@Outcome(id = "7, 7", expect = Expect.ACCEPTABLE, desc = "as of the SNAPSHOT event")
@Outcome(expect = Expect.FORBIDDEN, desc = "a later value, half a change, or no page")
@State
public class SnapshotPageStress {
    private static final int BEFORE = 7;
    private static final int WORD = 8;

    private final UnsafeBuffer page = new UnsafeBuffer(new byte[2 * WORD]);
    private final PageCapture capture = new PageCapture(number -> copy(), 1);

    public SnapshotPageStress() {
        page.putLong(0, BEFORE);
        page.putLong(WORD, BEFORE);
    }

    private byte[] copy() {
        byte[] copy = new byte[2 * WORD];
        page.getBytes(0, copy);
        return copy;
    }

    @Actor
    public void logic() {
        PageCapture next = change(capture, 1);
        if (next != null) {
            change(next, 2);
        }
    }

    private PageCapture change(PageCapture asked, int value) {
        PageCapture next = asked.beforeChange(0);
        page.putLong(0, value);
        page.putLong(WORD, value);
        return next;
    }

    @Actor
    public void snapshot(II_Result seen) {
        byte[] taken = capture.take(0);
        capture.end();
        if (taken == null) {
            seen.r1 = -1;
            return;
        }
        UnsafeBuffer copy = new UnsafeBuffer(taken);
        seen.r1 = (int) copy.getLong(0);
        seen.r2 = (int) copy.getLong(WORD);
    }
}
