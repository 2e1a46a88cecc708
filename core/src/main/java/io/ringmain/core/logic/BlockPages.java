package io.ringmain.core.logic;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Copies blocks of different sizes by id for snapshots, so many ids a page, and gives them back.
 *
 * <pre>
 *   0    4               8
 *   | id | size in units | the block's bytes |   repeated for every id of the page that has a block
 * </pre>
 *
 * <p>Thread: LOGIC publishes and loads, the snapshot's thread may copy. Allocates: a copy a page.
 */
final class BlockPages {
    private static final int SIZE = 4;
    private static final int HEAD = 8;
    /** A block that is new is seen whole by the thread that copies for a snapshot. */
    private static final VarHandle BLOCKS = MethodHandles.arrayElementVarHandle(UnsafeBuffer[].class);

    /** Takes one block of a page. */
    interface Loader {
        void onBlock(int id, int units, DirectBuffer page, int offset, int bytes);
    }

    private final int pageShift;
    private final int unitBytes;

    /** @param unitBytes what the sizes of blocks are counted in */
    BlockPages(int pageShift, int unitBytes) {
        this.pageShift = pageShift;
        this.unitBytes = unitBytes;
    }

    /** Puts a block, or null, where the snapshot's thread may look. Thread: LOGIC. */
    static void publish(UnsafeBuffer[] blocks, int id, UnsafeBuffer block) {
        BLOCKS.setRelease(blocks, id, block);
    }

    int page(int id) {
        return id >>> pageShift;
    }

    PageCapture capture(UnsafeBuffer[] blocks) {
        int pages = (blocks.length + (1 << pageShift) - 1) >>> pageShift;
        return new PageCapture(page -> copy(blocks, page << pageShift), pages);
    }

    private byte[] copy(UnsafeBuffer[] from, int first) {
        UnsafeBuffer[] page = new UnsafeBuffer[Math.min(1 << pageShift, from.length - first)];
        int bytes = 0;
        for (int i = 0; i < page.length; i++) {
            page[i] = (UnsafeBuffer) BLOCKS.getAcquire(from, first + i);
            bytes += page[i] == null ? 0 : HEAD + page[i].capacity();
        }
        byte[] copy = new byte[bytes];
        UnsafeBuffer into = new UnsafeBuffer(copy);
        int at = 0;
        for (int i = 0; i < page.length; i++) {
            if (page[i] != null) {
                into.putInt(at, first + i);
                into.putInt(at + SIZE, page[i].capacity() / unitBytes);
                into.putBytes(at + HEAD, page[i], 0, page[i].capacity());
                at += HEAD + page[i].capacity();
            }
        }
        return copy;
    }

    void load(DirectBuffer page, Loader loader) {
        int at = 0;
        while (at < page.capacity()) {
            int units = page.getInt(at + SIZE);
            loader.onBlock(page.getInt(at), units, page, at + HEAD, units * unitBytes);
            at += HEAD + units * unitBytes;
        }
    }
}
