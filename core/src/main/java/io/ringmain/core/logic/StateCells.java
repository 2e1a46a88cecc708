package io.ringmain.core.logic;

import java.util.Arrays;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Blocks of 8-byte words, one for each id that needs memory of its own: filters, time functions, machines. A block's size
 * is given when it is made; what has no block takes no space.
 *
 * <p>Thread: LOGIC. Owns: the blocks and its part of the state hash. Allocates: a block when its owner is configured.
 */
final class StateCells implements Captured {
    private static final long ODD = 0xE7037ED1A0B428DBL;
    private static final long STEP = 0x8EBC6AF09C88C6E2L;
    private static final int NONE = -1;
    private static final BlockPages PAGES = new BlockPages(5, Long.BYTES);

    private final long salt;
    private final StateHash hash;
    private UnsafeBuffer[] blocks = {};
    private PageCapture capture;
    private int open = NONE;
    private long openHash;

    StateCells(int tableNumber, StateHash hash) {
        this.salt = StateHash.mix(tableNumber);
        this.hash = hash;
    }

    /** Words of an id's block, 0 when it has none. */
    int words(int id) {
        return id < blocks.length && blocks[id] != null ? blocks[id].capacity() / Long.BYTES : 0;
    }

    /** Gives an id a block of zeros, in place of the one it may have; none for 0 words. */
    void define(int id, int words) {
        beforeChange(id);
        if (words(id) > 0) {
            hash.replace(blockHash(id), 0);
            BlockPages.publish(blocks, id, null);
        }
        if (words > 0) {
            if (id >= blocks.length) {
                blocks = Arrays.copyOf(blocks, BitUtil.findNextPositivePowerOfTwo(id + 1));
            }
            UnsafeBuffer block = new UnsafeBuffer(BufferUtil.allocateDirectAligned(words * Long.BYTES, Long.BYTES));
            BlockPages.publish(blocks, id, block);
            hash.replace(0, blockHash(id));
        }
    }

    private void beforeChange(int id) {
        if (capture != null) {
            capture = capture.beforeChange(PAGES.page(id));
        }
    }

    /** Opens a block for writing. One at a time. */
    void open(int id) {
        beforeChange(id);
        openHash = blockHash(id);
        open = id;
    }

    /** Closes what was opened; its hash counts again. */
    void close() {
        hash.replace(openHash, blockHash(open));
        open = NONE;
    }

    void closeIfOpen() {
        if (open != NONE) {
            close();
        }
    }

    long word(int id, int index) {
        return blocks[id].getLong(index * Long.BYTES);
    }

    /** The block must be open. */
    void putWord(int id, int index, long value) {
        blocks[id].putLong(index * Long.BYTES, value);
    }

    double number(int id, int index) {
        return blocks[id].getDouble(index * Long.BYTES);
    }

    /** The block must be open. NaN is stored in one form. */
    void putNumber(int id, int index, double value) {
        blocks[id].putLong(index * Long.BYTES, Double.doubleToLongBits(value));
    }

    private long blockHash(int id) {
        UnsafeBuffer block = blocks[id];
        long sum = salt + id * 0x9E3779B97F4A7C15L + block.capacity();
        long odd = ODD;
        for (int at = 0; at < block.capacity(); at += Long.BYTES) {
            sum += block.getLong(at) * odd;
            odd += STEP;
        }
        return StateHash.mix(sum);
    }

    /** What the incremental hash must be equal to. */
    long fullHash() {
        long sum = 0;
        for (int id = 0; id < blocks.length; id++) {
            sum += blocks[id] == null ? 0 : blockHash(id);
        }
        return sum;
    }

    @Override
    public PageCapture capture() {
        capture = PAGES.capture(blocks);
        return capture;
    }

    @Override
    public void loadPage(DirectBuffer page) {
        PAGES.load(page, this::load);
    }

    private void load(int id, int words, DirectBuffer page, int offset, int bytes) {
        define(id, words);
        open(id);
        blocks[id].putBytes(0, page, offset, bytes);
        close();
    }
}
