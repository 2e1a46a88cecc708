package io.ringmain.core.logic;

/**
 * Rules of suppression that are to be evaluated before the event is over, each once. Empty between events, so no state.
 *
 * <p>Thread: LOGIC. Allocates: when rules are configured.
 */
final class SuppressionMarks {
    private TagReaders readers = TagReaders.NONE;
    private boolean[] isMarked = {};
    private int[] marked = {};
    private int count;

    void use(SuppressionPlan plan) {
        readers = plan.readers();
        isMarked = new boolean[plan.ruleCount()];
        marked = new int[plan.ruleCount()];
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
        if (!isMarked[rule]) {
            isMarked[rule] = true;
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
            isMarked[marked[i]] = false;
        }
        count = 0;
    }
}
