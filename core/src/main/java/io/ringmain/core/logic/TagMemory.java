package io.ringmain.core.logic;

/**
 * The block of words of a conditioned tag in {@link LogicState#conditions}.
 *
 * <pre>
 *   0: ring time of the last update, 0 before the first | 1: marks | 2: the filters' memories, in their order
 * </pre>
 */
final class TagMemory {
    static final int HEARD = 0;
    static final int MARKS = 1;
    static final int FILTERS = 2;

    /** Nothing came for too long. */
    static final int STALE = 1;
    /** The value has not changed for too long. */
    static final int FROZEN = 2;

    /** No deadline. */
    static final long NEVER = Long.MAX_VALUE;

    private TagMemory() {}

    static boolean isMarked(StateCells memory, int id, int mark) {
        return (memory.word(id, MARKS) & mark) != 0;
    }

    static void mark(StateCells memory, int id, int mark) {
        memory.putWord(id, MARKS, memory.word(id, MARKS) | mark);
    }

    static void unmark(StateCells memory, int id, int mark) {
        memory.putWord(id, MARKS, memory.word(id, MARKS) & ~mark);
    }

    static long staleAtNs(StateCells memory, int id, TagSteps steps) {
        long heard = memory.word(id, HEARD);
        return steps.staleNs == 0 || heard == 0 || isMarked(memory, id, STALE) ? NEVER : heard + steps.staleNs;
    }

    static long frozenAtNs(StateCells memory, int id, TagSteps steps) {
        if (steps.frozen == null || isMarked(memory, id, FROZEN)) {
            return NEVER;
        }
        long since = FrozenFilter.sinceNs(memory, id, steps.frozen);
        return since == 0 ? NEVER : since + steps.frozen.ns();
    }

    /** When the tag is to be looked at next although no update comes. */
    static long deadlineNs(StateCells memory, int id, TagSteps steps) {
        return StrictMath.min(staleAtNs(memory, id, steps), frozenAtNs(memory, id, steps));
    }
}
