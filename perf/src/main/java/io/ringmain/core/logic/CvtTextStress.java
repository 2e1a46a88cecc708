package io.ringmain.core.logic;

import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** As {@link CvtNumberStress} for strings, whose bytes stand in a cell beside the record. */
@JCStressTest
@Outcome(id = "0, [012]", expect = Expect.ACCEPTABLE, desc = "before the writes")
@Outcome(id = "1, [12]", expect = Expect.ACCEPTABLE, desc = "after the first write")
@Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "after both writes")
@Outcome(expect = Expect.FORBIDDEN, desc = "half a text, or an older one after a newer one")
@State
public class CvtTextStress {
    private static final int TAGS = 1 << 15;
    private static final AtomicInteger MADE = new AtomicInteger();
    private static final CurrentValueTable VALUES = new CurrentValueTable(new StateHash());

    static {
        for (int tag = 0; tag < TAGS; tag++) {
            VALUES.define(tag, TagType.STRING);
        }
    }

    private final int made = MADE.incrementAndGet();
    private final int tag = made & (TAGS - 1);
    private final byte[] text = new byte[TagValue.MAX_STRING_BYTES];
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
        int length = lengthOf(mark);
        Arrays.fill(text, 0, length, (byte) mark);
        VALUES.putText(tag, text, length, mark, mark, mark, mark);
    }

    private static int lengthOf(int mark) {
        return 8 + (mark * 37 & 127);
    }

    private int read() {
        VALUES.read(tag, value);
        int mark = (int) value.sequence;
        if (mark == 0) {
            return 0;
        }
        boolean isWhole = value.statusCode == mark
                && value.sourceTimeNs == mark
                && value.textLength == lengthOf(mark)
                && value.bits == CurrentValueTable.textBits(value.text, value.textLength);
        for (int i = 0; i < value.textLength; i++) {
            isWhole &= value.text[i] == (byte) mark;
        }
        return !isWhole ? -1 : mark >> 2 == (made * 4 >> 2) ? mark & 3 : 0;
    }
}
