package io.ringmain.core.logic;

import java.util.BitSet;

/**
 * Rules of suppression that are to be evaluated before the event is over, each once. Empty between events, so no state.
 *
 * <p>Thread: LOGIC. Allocates: when rules are configured.
 */
final class SuppressionMarks {
    private TagReaders readers = TagReaders.NONE;
    private final BitSet isMarked = new BitSet();
    private int[] marked = {};
    private int count;

    void use(SuppressionPlan plan) {
        readers = plan.readers();
        isMarked.clear();
        isMarked.set(plan.ruleCount()); // makes room, and is of no rule
        marked = new int[plan.rules()];
        count = 0;
    }

    /** A tag's value or quality is another one now. */
    void onChange(int tagId) {
        if (readers.isRead(tagId)) {
            for (int rule : readers.of(tagId)) {
                mark(rule);
            }
        }
    }

    void mark(int rule) {
        if (!isMarked.get(rule)) {
            isMarked.set(rule);
            marked[count++] = rule;
        }
    }

    int count() {
        return count;
    }

    int rule(int index) {
        return marked[index];
    }

    void clear() {
        for (int i = 0; i < count; i++) {
            isMarked.clear(marked[i]);
        }
        count = 0;
    }
}
