package io.ringmain.core.logic;

import io.ringmain.core.expression.CheckedExpression;
import io.ringmain.core.expression.Evaluator;
import io.ringmain.core.expression.Memory;
import io.ringmain.core.expression.Operands;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;

/**
 * What expressions over tags read and remember: current values, and a part of a block of words. Gathers the worst quality and
 * the newest source time of what an evaluation has read.
 *
 * <p>Thread: LOGIC. Allocates: nothing.
 */
final class TagOperands implements Operands, Memory {
    private static final long NOT_A_NUMBER = Double.doubleToLongBits(Double.NaN);

    private final CurrentValueTable values;
    private final StateCells blocks;
    private final int firstWord;

    /** Of the evaluation that runs. */
    private int block;

    private int worst;
    private long newestNs;

    /** @param firstWord where the expressions' words begin in their blocks */
    TagOperands(CurrentValueTable values, StateCells blocks, int firstWord) {
        this.values = values;
        this.blocks = blocks;
        this.firstWord = firstWord;
    }

    /** Evaluates with the words of that block, which must be open when the expression has any. */
    long evaluate(Evaluator evaluator, int id, long ringTimeNs) {
        block = id;
        worst = Quality.GOOD;
        newestNs = 0;
        return evaluator.evaluate(this, this, ringTimeNs);
    }

    /** An epoch begins: totals and counts go on, windows, rates and delays begin anew. */
    void restart(CheckedExpression expression, int id) {
        block = id;
        blocks.open(id);
        expression.restart(this);
        blocks.close();
    }

    /** Worst quality of what the last evaluation read, the first of the worst. */
    int worst() {
        return worst;
    }

    /** Newest source time of what the last evaluation read, 0 when it read nothing. */
    long newestNs() {
        return newestNs;
    }

    private void read(int tagId) {
        worst = Quality.worse(worst, values.status(tagId));
        long time = values.sourceTimeNs(tagId);
        newestNs = time > newestNs ? time : newestNs;
    }

    @Override
    public long bits(int tagId) {
        if (TagType.isArray(values.type(tagId))) {
            return element(tagId, 0);
        }
        read(tagId);
        return values.bits(tagId);
    }

    /** What the array that came last does not reach to is no number, and bad. */
    @Override
    public long element(int tagId, int index) {
        read(tagId);
        if (index < values.elementCount(tagId)) {
            return values.element(tagId, index);
        }
        worst = Quality.worse(worst, Quality.BAD_OUT_OF_RANGE);
        return values.type(tagId) == TagType.FLOAT64_ARRAY.code() ? NOT_A_NUMBER : 0;
    }

    @Override
    public boolean textEquals(int tagId, byte[] utf8) {
        read(tagId);
        return values.textEquals(tagId, utf8);
    }

    @Override
    public int status(int tagId) {
        return values.status(tagId);
    }

    @Override
    public long word(int index) {
        return blocks.word(block, firstWord + index);
    }

    @Override
    public void word(int index, long value) {
        blocks.putWord(block, firstWord + index, value);
    }
}
