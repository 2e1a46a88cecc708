package io.ringmain.core.logic;

import io.ringmain.core.tag.TagValue;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The cells of string tags, 256 bytes each, by tag id.
 *
 * <p>Thread: LOGIC writes inside an open record of the CVT, any thread reads under that record's version. Owns: the
 * cells. Allocates: a cell when a string tag is added.
 */
final class TextCells {
    private volatile UnsafeBuffer[] cells = {};

    void ensure(int tagId) {
        UnsafeBuffer[] present = cells;
        if (tagId >= present.length) {
            present = Arrays.copyOf(present, Math.max(tagId + 1, present.length * 2));
        }
        if (present[tagId] == null) {
            present[tagId] = new UnsafeBuffer(java.nio.ByteBuffer.allocateDirect(TagValue.MAX_STRING_BYTES));
        }
        cells = present;
    }

    void put(int tagId, byte[] utf8, int length) {
        cells[tagId].putBytes(0, utf8, 0, length);
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

    int savedBytes() {
        int bytes = 4;
        for (UnsafeBuffer cell : cells) {
            bytes += cell == null ? 0 : 4 + TagValue.MAX_STRING_BYTES;
        }
        return bytes;
    }

    int save(MutableDirectBuffer into, int offset) {
        int at = offset + 4;
        int count = 0;
        for (int id = 0; id < cells.length; id++) {
            if (cells[id] != null) {
                into.putInt(at, id);
                into.putBytes(at + 4, cells[id], 0, TagValue.MAX_STRING_BYTES);
                at += 4 + TagValue.MAX_STRING_BYTES;
                count++;
            }
        }
        into.putInt(offset, count);
        return at;
    }

    int load(DirectBuffer from, int offset) {
        int count = from.getInt(offset);
        int at = offset + 4;
        for (int i = 0; i < count; i++) {
            int id = from.getInt(at);
            ensure(id);
            cells[id].putBytes(0, from, at + 4, TagValue.MAX_STRING_BYTES);
            at += 4 + TagValue.MAX_STRING_BYTES;
        }
        return at;
    }
}
