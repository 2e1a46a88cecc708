package io.ringmain.core.logic;

import io.ringmain.core.tag.Quality;

/**
 * Marks a value that has not changed for a time: memory is the value and since when it has stood. The moment at which the
 * time is over is {@link TagTimers}' matter.
 */
final class FrozenFilter {
    static final int WORDS = 2;

    private static final int VALUE = 0;
    private static final int SINCE = 1;

    private FrozenFilter() {}

    /** The block must be open. */
    static int judge(StateCells memory, int id, TagSteps.Step step, double value, long nowNs) {
        int at = step.at();
        long since = memory.word(id, at + SINCE);
        if (since == 0 || StrictMath.abs(value - memory.number(id, at + VALUE)) > step.a()) {
            memory.putNumber(id, at + VALUE, value);
            memory.putWord(id, at + SINCE, nowNs);
            TagMemory.unmark(memory, id, TagMemory.FROZEN);
            return Quality.GOOD;
        }
        if (nowNs - since >= step.ns()) {
            TagMemory.mark(memory, id, TagMemory.FROZEN);
        }
        return TagMemory.isMarked(memory, id, TagMemory.FROZEN) ? Quality.UNCERTAIN_SENSOR_NOT_ACCURATE : Quality.GOOD;
    }

    /** Ring time since which the value has stood, 0 before the first. */
    static long sinceNs(StateCells memory, int id, TagSteps.Step step) {
        return memory.word(id, step.at() + SINCE);
    }

    /** The block must be open. */
    static void restart(StateCells memory, int id, TagSteps.Step step, long nowNs) {
        memory.putWord(id, step.at() + SINCE, nowNs);
    }
}
