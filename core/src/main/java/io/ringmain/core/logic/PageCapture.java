package io.ringmain.core.logic;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A table as it stands at a SNAPSHOT event, page by page, while LOGIC goes on changing it. LOGIC copies a page before its
 * first change; what it leaves alone the snapshot's thread copies, and finds out afterwards whether it was left alone.
 * Nobody waits for anybody.
 *
 * <pre>
 *   UNTOUCHED --LOGIC, copy kept--> CHANGED         both by compare-and-set, so exactly one of them happens; a copy that
 *   UNTOUCHED --snapshot, copied--> TAKEN           was made in vain is dropped
 * </pre>
 *
 * <p>Thread: LOGIC calls {@link #beforeChange}, the snapshot's thread {@link #take}. Allocates: a copy a page.
 */
final class PageCapture {
    private static final int UNTOUCHED = 0;
    private static final int CHANGED = 1;
    private static final int TAKEN = 2;

    /** What pages are copied from. */
    interface Source {
        /** Bytes of a page as they are now; may be torn when LOGIC is writing at the same time. */
        byte[] copyPage(int page);
    }

    private final Source source;
    private final AtomicIntegerArray states;
    private final AtomicReferenceArray<byte[]> kept;
    private volatile boolean isOver;

    PageCapture(Source source, int pages) {
        this.source = source;
        states = new AtomicIntegerArray(pages);
        kept = new AtomicReferenceArray<>(pages);
    }

    int pages() {
        return states.length();
    }

    /** Gives what is to be asked before the next change: this, or null when the snapshot is over. Thread: LOGIC. */
    PageCapture beforeChange(int page) {
        if (isOver) {
            return null;
        }
        if (page < states.length() && states.get(page) == UNTOUCHED) {
            kept.set(page, source.copyPage(page));
            if (!states.compareAndSet(page, UNTOUCHED, CHANGED)) {
                kept.set(page, null);
            }
        }
        return this;
    }

    /** The page as of the SNAPSHOT event. Thread: the snapshot's, once a page. */
    byte[] take(int page) {
        if (states.get(page) == UNTOUCHED) {
            byte[] copy = source.copyPage(page);
            if (states.compareAndSet(page, UNTOUCHED, TAKEN)) {
                return copy;
            }
        }
        return kept.getAndSet(page, null);
    }

    /** Nothing needs to be kept any more. Thread: any. */
    void end() {
        isOver = true;
    }
}
