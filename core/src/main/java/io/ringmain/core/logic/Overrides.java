package io.ringmain.core.logic;

import io.ringmain.core.tag.Quality;

/**
 * The real values of tags that an operator has forced to another one; a tag with a block is forced.
 *
 * <pre>
 *   0: value | 1: status | 2: source time | 3: ingress time | 4: sequence | 5: the text, 8 bytes a word
 * </pre>
 *
 * <p>Thread: LOGIC. Owns: the blocks. Allocates: when a tag is forced.
 */
final class Overrides {
    private static final int BITS = 0;
    private static final int STATUS = 1;
    private static final int SOURCE_TIME = 2;
    private static final int INGRESS_TIME = 3;
    private static final int SEQUENCE = 4;
    private static final int CELL = 5;

    private final StateCells blocks;
    private final CurrentValueTable values;

    Overrides(StateCells blocks, CurrentValueTable values) {
        this.blocks = blocks;
        this.values = values;
    }

    /** A forced tag's quality says so, which a source's own may too. */
    boolean isForced(int tagId) {
        return values.status(tagId) == Quality.GOOD_LOCAL_OVERRIDE && blocks.words(tagId) > 0;
    }

    /** Keeps the real value; the caller puts the forced one into the CVT. */
    void force(int tagId) {
        if (isForced(tagId)) {
            return;
        }
        int cellWords = (values.cells().capacity(tagId) + Long.BYTES - 1) / Long.BYTES;
        blocks.define(tagId, CELL + cellWords);
        blocks.open(tagId);
        blocks.putWord(tagId, BITS, values.bits(tagId));
        blocks.putWord(tagId, STATUS, values.status(tagId));
        blocks.putWord(tagId, SOURCE_TIME, values.sourceTimeNs(tagId));
        blocks.putWord(tagId, INGRESS_TIME, values.ingressTimeNs(tagId));
        blocks.putWord(tagId, SEQUENCE, values.sequence(tagId));
        for (int i = 0; i < cellWords; i++) {
            blocks.putWord(tagId, CELL + i, values.cells().word(tagId, i));
        }
        blocks.close();
    }

    /** Puts the real value back into the CVT, as of the event that released it. */
    void release(int tagId, long sequence) {
        int cellWords = blocks.words(tagId) - CELL;
        values.records().open(tagId);
        for (int i = 0; i < cellWords; i++) {
            values.cells().putWord(tagId, i, blocks.word(tagId, CELL + i));
        }
        values.putOpen(
                tagId,
                blocks.word(tagId, BITS),
                (int) blocks.word(tagId, STATUS),
                blocks.word(tagId, SOURCE_TIME),
                blocks.word(tagId, INGRESS_TIME),
                sequence);
        values.records().close();
        blocks.define(tagId, 0);
    }

    /** The tag is another one now. */
    static void drop(StateCells blocks, int tagId) {
        if (blocks.words(tagId) > 0) {
            blocks.define(tagId, 0);
        }
    }

    int status(int tagId) {
        return (int) blocks.word(tagId, STATUS);
    }

    long bits(int tagId) {
        return blocks.word(tagId, BITS);
    }

    long sequence(int tagId) {
        return blocks.word(tagId, SEQUENCE);
    }

    long sourceTimeNs(int tagId) {
        return blocks.word(tagId, SOURCE_TIME);
    }

    void put(int tagId, long bits, int status, long sourceTimeNs, long ingressTimeNs, long sequence) {
        blocks.open(tagId);
        putHead(tagId, bits, status, sourceTimeNs, ingressTimeNs, sequence);
        blocks.close();
    }

    void putText(int tagId, byte[] utf8, int length, int status, long sourceNs, long ingressNs, long sequence) {
        blocks.open(tagId);
        putHead(tagId, CurrentValueTable.textBits(utf8, length), status, sourceNs, ingressNs, sequence);
        int words = blocks.words(tagId) - CELL;
        for (int i = 0; i < words; i++) {
            long word = 0;
            for (int k = 0; k < Long.BYTES && i * Long.BYTES + k < length; k++) {
                word |= (utf8[i * Long.BYTES + k] & 0xFFL) << 8 * k;
            }
            blocks.putWord(tagId, CELL + i, word);
        }
        blocks.close();
    }

    private void putHead(int tagId, long bits, int status, long sourceTimeNs, long ingressTimeNs, long sequence) {
        blocks.putWord(tagId, BITS, bits);
        blocks.putWord(tagId, STATUS, status);
        blocks.putWord(tagId, SOURCE_TIME, sourceTimeNs);
        blocks.putWord(tagId, INGRESS_TIME, ingressTimeNs);
        blocks.putWord(tagId, SEQUENCE, sequence);
    }
}
