package io.ringmain.core.plant;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Thread: OUTCOMES counts, any thread reads. Owns: the counts. Allocates: when tags are added.
 */
final class TagMarks implements ChangeMarks {
    private volatile AtomicLongArray counts = new AtomicLongArray(0);
    private volatile long total;

    /** Makes room for tags 0 to {@code tags - 1}. */
    void ensure(int tags) {
        AtomicLongArray present = counts;
        if (tags > present.length()) {
            AtomicLongArray larger = new AtomicLongArray(Math.max(tags, present.length() * 2));
            for (int i = 0; i < present.length(); i++) {
                larger.set(i, present.get(i));
            }
            counts = larger;
        }
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // One writer.
    void count(int tagId) {
        AtomicLongArray present = counts;
        if (tagId < present.length()) {
            present.setRelease(tagId, present.getPlain(tagId) + 1);
            total++;
        }
    }

    @Override
    public long total() {
        return total;
    }

    @Override
    public long of(int tagId) {
        AtomicLongArray present = counts;
        return tagId >= 0 && tagId < present.length() ? present.getAcquire(tagId) : 0;
    }
}
