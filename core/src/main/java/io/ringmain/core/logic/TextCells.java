package io.ringmain.core.logic;

import io.ringmain.core.tag.TagValue;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The cells of string tags, 256 bytes each, and of arrays, 8 bytes an element, by tag id.
 *
 * <p>Thread: LOGIC writes inside an open record of the CVT, any thread reads under that record's version. Owns: the
 * cells. Allocates: a cell when a string or array tag is added.
 */
final class TextCells implements Captured {
    private static final BlockPages PAGES = new BlockPages(6, 1);

    private volatile UnsafeBuffer[] cells = {};
    private PageCapture capture;

    /** Gives a tag a cell of that size, in place of the one of another size that it may have. */
    void ensure(int tagId, int bytes) {
        beforeChange(tagId);
        UnsafeBuffer[] present = cells;
        if (tagId >= present.length) {
            present = Arrays.copyOf(present, Math.max(tagId + 1, present.length * 2));
        }
        if (present[tagId] == null || present[tagId].capacity() != bytes) {
            UnsafeBuffer cell = new UnsafeBuffer(java.nio.ByteBuffer.allocateDirect(bytes));
            BlockPages.publish(present, tagId, cell);
        }
        cells = present;
    }

    private void beforeChange(int tagId) {
        if (capture != null) {
            capture = capture.beforeChange(PAGES.page(tagId));
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
        int bytes = StrictMath.min(StrictMath.min(length, into.length), present[tagId].capacity());
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

    void put(int tagId, long[] elements, int count) {
        beforeChange(tagId);
        UnsafeBuffer cell = cells[tagId];
        for (int i = 0; i < count; i++) {
            cell.putLong(i * Long.BYTES, elements[i], ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** Copies at most as many elements as the cell and the array hold; returns how many. */
    int get(int tagId, TagValue into, int count) {
        UnsafeBuffer[] present = cells;
        if (tagId >= present.length || present[tagId] == null) {
            return 0;
        }
        UnsafeBuffer cell = present[tagId];
        int elements = StrictMath.min(count, cell.capacity() / Long.BYTES);
        into.ensureElements(elements);
        for (int i = 0; i < elements; i++) {
            into.elements[i] = cell.getLong(i * Long.BYTES, ByteOrder.LITTLE_ENDIAN);
        }
        return elements;
    }

    @Override
    public PageCapture capture() {
        capture = PAGES.capture(cells);
        return capture;
    }

    @Override
    public void loadPage(DirectBuffer page) {
        PAGES.load(page, this::load);
    }

    private void load(int tagId, int size, DirectBuffer page, int offset, int bytes) {
        ensure(tagId, size);
        cells[tagId].putBytes(0, page, offset, bytes);
    }
}
