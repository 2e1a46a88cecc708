package io.ringmain.core.plant;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The counts of a plant, or of a replay.
 *
 * <p>Thread: one counts, OUTCOMES or that of the replay; any reads. Owns: the counts. Allocates: when tags are added.
 */
public final class TagMarks implements ChangeMarks {
    private volatile AtomicLongArray counts = new AtomicLongArray(0);
    /** Released, not volatile: a full fence an update would have its neighbours wait for each other's cache misses. */
    private final AtomicLong total = new AtomicLong();

    /** Makes room for tags 0 to {@code tags - 1}. */
    public void ensure(int tags) {
        AtomicLongArray present = counts;
        if (tags > present.length()) {
            AtomicLongArray larger = new AtomicLongArray(Math.max(tags, present.length() * 2));
            for (int i = 0; i < present.length(); i++) {
                larger.set(i, present.get(i));
            }
            counts = larger;
        }
    }

    public void count(int tagId) {
        AtomicLongArray present = counts;
        if (tagId < present.length()) {
            present.setRelease(tagId, present.getPlain(tagId) + 1);
            total.setRelease(total.getPlain() + 1);
        }
    }

    @Override
    public long total() {
        return total.getAcquire();
    }

    @Override
    public long of(int tagId) {
        AtomicLongArray present = counts;
        return tagId >= 0 && tagId < present.length() ? present.getAcquire(tagId) : 0;
    }
}
