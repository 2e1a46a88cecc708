package io.ringmain.core.logic;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * LOGIC writes into the block of one id, replaces it by a longer one and gives another id its first, while the snapshot's thread
 * takes the page of both: it has the first block as it was, and no second one.
 */
@JCStressTest
@Outcome(id = "7, 0", expect = Expect.ACCEPTABLE, desc = "as of the SNAPSHOT event")
@Outcome(expect = Expect.FORBIDDEN, desc = "a later block, half of one, or no page")
@State
public class SnapshotBlockStress {
    private static final int BEFORE = 7;
    private static final int WORD = 8;
    private static final BlockPages PAGES = new BlockPages(1, WORD);

    private final UnsafeBuffer[] blocks = {block(2, BEFORE), null};
    private final PageCapture capture = PAGES.capture(blocks);

    private static UnsafeBuffer block(int words, long value) {
        UnsafeBuffer block = new UnsafeBuffer(new byte[words * WORD]);
        for (int word = 0; word < words; word++) {
            block.putLong(word * WORD, value);
        }
        return block;
    }

    @Actor
    public void logic() {
        PageCapture next = capture.beforeChange(0);
        blocks[0].putLong(0, 1);
        blocks[0].putLong(WORD, 1);
        if (next != null) {
            next.beforeChange(0);
        }
        BlockPages.publish(blocks, 0, block(3, 2));
        BlockPages.publish(blocks, 1, block(1, 3));
    }

    /** What the first block holds, -1 when its words or its length are not of one block; what the second one holds. */
    @Actor
    public void snapshot(II_Result seen) {
        byte[] taken = capture.take(0);
        capture.end();
        if (taken == null) {
            seen.r1 = -2;
            return;
        }
        PAGES.load(new UnsafeBuffer(taken), (id, units, page, offset, bytes) -> see(id, units, page, offset, seen));
    }

    private static void see(int id, int units, DirectBuffer page, int offset, II_Result seen) {
        int first = (int) page.getLong(offset);
        if (id == 1) {
            seen.r2 = first;
        } else {
            seen.r1 = units == 2 && page.getLong(offset + WORD) == first ? first : -1;
        }
    }
}
