package io.ringmain.core.logic;

import io.ringmain.core.tag.TagValue;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The cells of string tags, 256 bytes each, by tag id.
 *
 * <p>Thread: LOGIC writes inside an open record of the CVT, any thread reads under that record's version. Owns: the
 * cells. Allocates: a cell when a string tag is added.
 */
final class TextCells implements Captured {
    private static final int PAGE_SHIFT = 6;
    private static final int CELL_HEAD = 4;
    /** A cell that is new is seen whole by the thread that copies for a snapshot. */
    private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(UnsafeBuffer[].class);

    private volatile UnsafeBuffer[] cells = {};
    private PageCapture capture;

    void ensure(int tagId) {
        beforeChange(tagId);
        UnsafeBuffer[] present = cells;
        if (tagId >= present.length) {
            present = Arrays.copyOf(present, Math.max(tagId + 1, present.length * 2));
        }
        if (present[tagId] == null) {
            UnsafeBuffer cell = new UnsafeBuffer(java.nio.ByteBuffer.allocateDirect(TagValue.MAX_STRING_BYTES));
            CELLS.setRelease(present, tagId, cell);
        }
        cells = present;
    }

    private void beforeChange(int tagId) {
        if (capture != null) {
            capture = capture.beforeChange(tagId >>> PAGE_SHIFT);
        }
    }

    void put(int tagId, byte[] utf8, int length) {
        beforeChange(tagId);
        cells[tagId].putBytes(0, utf8, 0, length);
    }

    /** Bytes of a tag's cell, 0 when it has none. */
    int capacity(int tagId) {
        return tagId < cells.length && cells[tagId] != null ? cells[tagId].capacity() : 0;
    }

    long word(int tagId, int index) {
        return cells[tagId].getLong(index * Long.BYTES, ByteOrder.LITTLE_ENDIAN);
    }

    void putWord(int tagId, int index, long value) {
        beforeChange(tagId);
        cells[tagId].putLong(index * Long.BYTES, value, ByteOrder.LITTLE_ENDIAN);
    }

    /** Copies at most the cell's size; returns how many bytes were copied. */
    int get(int tagId, byte[] into, int length) {
        UnsafeBuffer[] present = cells;
        if (tagId >= present.length || present[tagId] == null) {
            return 0;
        }
        int bytes = length < TagValue.MAX_STRING_BYTES ? length : TagValue.MAX_STRING_BYTES;
        present[tagId].getBytes(0, into, 0, bytes);
        return bytes;
    }

    boolean startsWith(int tagId, byte[] utf8) {
        UnsafeBuffer cell = cells[tagId];
        for (int i = 0; i < utf8.length; i++) {
            if (i == TagValue.MAX_STRING_BYTES || cell.getByte(i) != utf8[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public PageCapture capture() {
        UnsafeBuffer[] present = cells;
        int pages = (present.length + (1 << PAGE_SHIFT) - 1) >>> PAGE_SHIFT;
        capture = new PageCapture(page -> copyPage(present, page << PAGE_SHIFT), pages);
        return capture;
    }

    private static byte[] copyPage(UnsafeBuffer[] from, int first) {
        UnsafeBuffer[] page = new UnsafeBuffer[Math.min(1 << PAGE_SHIFT, from.length - first)];
        int count = 0;
        for (int i = 0; i < page.length; i++) {
            page[i] = (UnsafeBuffer) CELLS.getAcquire(from, first + i);
            count += page[i] == null ? 0 : 1;
        }
        byte[] copy = new byte[count * (CELL_HEAD + TagValue.MAX_STRING_BYTES)];
        UnsafeBuffer into = new UnsafeBuffer(copy);
        int at = 0;
        for (int i = 0; i < page.length; i++) {
            if (page[i] != null) {
                into.putInt(at, first + i);
                into.putBytes(at + CELL_HEAD, page[i], 0, TagValue.MAX_STRING_BYTES);
                at += CELL_HEAD + TagValue.MAX_STRING_BYTES;
            }
        }
        return copy;
    }

    @Override
    public void loadPage(DirectBuffer page) {
        for (int at = 0; at < page.capacity(); at += CELL_HEAD + TagValue.MAX_STRING_BYTES) {
            int id = page.getInt(at);
            ensure(id);
            cells[id].putBytes(0, page, at + CELL_HEAD, TagValue.MAX_STRING_BYTES);
        }
    }
}
