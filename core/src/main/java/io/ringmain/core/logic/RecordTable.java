package io.ringmain.core.logic;

import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Off-heap table of records of one fixed size, in chunks so that it grows without moving what readers look at. The first
 * 8 bytes of a record are its version: odd while it is being written, so that a reader notices and tries again.
 *
 * <p>Thread: LOGIC writes; any thread reads between {@link #beginRead} and {@link #isUnchanged}. Owns: the memory and
 * its part of the state hash. Allocates: a chunk when it grows.
 */
final class RecordTable implements Captured {
    static final int CHUNK_SHIFT = 10;
    private static final int CHUNK_RECORDS = 1 << CHUNK_SHIFT;
    private static final int CHUNK_MASK = CHUNK_RECORDS - 1;
    private static final int LINE = 64;
    /** A copy before the first change takes a few microseconds. */
    private static final int PAGE_BYTES = 16 * 1024;

    private static final int PAGE_HEAD = 12;
    private static final long ODD = 0xD6E8FEB86659FD93L;
    private static final long STEP = 0xA0761D6478BD642EL;

    private final int recordBytes;
    private final long salt;
    private final StateHash hash;
    private volatile UnsafeBuffer[] chunks = {};
    /** Addresses of the chunks: LOGIC's own way in, which asks nobody whether something has changed. */
    private long[] addresses = {};

    private volatile int size;
    private final int pageShift;
    private PageCapture capture;
    private int open = -1;
    private long openAddress;
    private long openHash;

    /** @param recordBytes a multiple of 64 */
    RecordTable(int recordBytes, int tableNumber, StateHash hash) {
        this.recordBytes = recordBytes;
        this.salt = StateHash.mix(tableNumber);
        this.hash = hash;
        this.pageShift =
                Math.min(CHUNK_SHIFT, 31 - Integer.numberOfLeadingZeros(Math.max(1, PAGE_BYTES / recordBytes)));
    }

    int size() {
        return size;
    }

    int recordBytes() {
        return recordBytes;
    }

    /** Makes room for records 0 to {@code count - 1}; new ones are zero. Thread: LOGIC. */
    void ensure(int count) {
        if (count <= size) {
            return;
        }
        int needed = (count + CHUNK_MASK) >>> CHUNK_SHIFT;
        if (needed > chunks.length) {
            UnsafeBuffer[] more = Arrays.copyOf(chunks, needed);
            addresses = Arrays.copyOf(addresses, needed);
            for (int i = chunks.length; i < needed; i++) {
                more[i] = new UnsafeBuffer(BufferUtil.allocateDirectAligned(CHUNK_RECORDS * recordBytes, LINE));
                addresses[i] = more[i].addressOffset();
            }
            chunks = more;
        }
        for (int i = size; i < count; i++) {
            hash.replace(0, recordHash(address(i), i));
        }
        size = count;
    }

    /** The chunk that holds a record. */
    UnsafeBuffer chunk(int index) {
        return chunks[index >>> CHUNK_SHIFT];
    }

    /** Offset of a record in its chunk. */
    int offset(int index) {
        return (index & CHUNK_MASK) * recordBytes;
    }

    /**
     * Where a record stands, for reads and writes without bounds checks: its chunk was found, so it lies inside that. Valid
     * as long as the table. Thread: LOGIC.
     */
    long address(int index) {
        return addresses[index >>> CHUNK_SHIFT] + offset(index);
    }

    long getLong(int index, int field) {
        return chunk(index).getLong(offset(index) + field);
    }

    int getInt(int index, int field) {
        return chunk(index).getInt(offset(index) + field);
    }

    /** Reads the first word of these records, of those that there are. */
    long touch(int[] indices, int count) {
        int records = size;
        long sum = 0;
        for (int i = 0; i < count; i++) {
            int index = indices[i];
            if (index >= 0 && index < records) {
                sum += UnsafeApi.getLong(address(index));
            }
        }
        return sum;
    }

    /** Writes a field of the open record. Thread: LOGIC. */
    void putLong(int index, int field, long value) {
        chunk(index).putLong(offset(index) + field, value);
    }

    /** Writes a field of the open record. Thread: LOGIC. */
    void putInt(int index, int field, int value) {
        chunk(index).putInt(offset(index) + field, value);
    }

    /** Sets all fields of the open record to 0. Thread: LOGIC. */
    void clear(int index) {
        chunk(index).setMemory(offset(index) + Long.BYTES, recordBytes - Long.BYTES, (byte) 0);
    }

    /** Opens a record for writing: version odd, hash taken out. One record at a time. Thread: LOGIC. */
    void open(int index) {
        if (capture != null) {
            capture = capture.beforeChange(index >>> pageShift);
        }
        long at = address(index);
        openHash = recordHash(at, index);
        open = index;
        openAddress = at;
        UnsafeApi.putLong(at, UnsafeApi.getLong(at) + 1);
        VarHandle.storeStoreFence();
    }

    /** Closes the record: hash put in, version even. Thread: LOGIC. */
    void close() {
        long at = openAddress;
        hash.replace(openHash, recordHash(at, open));
        UnsafeApi.putLongRelease(null, at, UnsafeApi.getLong(at) + 1);
        open = -1;
    }

    /** After an exception: closes a record that was left open, so that no reader waits for ever. */
    void closeIfOpen() {
        if (open >= 0) {
            close();
        }
    }

    /** Version to compare later; odd means that the record is being written. */
    static long beginRead(UnsafeBuffer chunk, int offset) {
        return chunk.getLongVolatile(offset);
    }

    /** True when nothing was written since the version was read. */
    static boolean isUnchanged(UnsafeBuffer chunk, int offset, long version) {
        VarHandle.loadLoadFence();
        return (version & 1) == 0 && chunk.getLong(offset) == version;
    }

    /** Every write takes this twice, so the first line is written out. */
    private long recordHash(long at, int index) {
        long sum = salt
                + index * 0x9E3779B97F4A7C15L
                + UnsafeApi.getLong(at + 8) * ODD
                + UnsafeApi.getLong(at + 16) * (ODD + STEP)
                + UnsafeApi.getLong(at + 24) * (ODD + 2 * STEP)
                + UnsafeApi.getLong(at + 32) * (ODD + 3 * STEP)
                + UnsafeApi.getLong(at + 40) * (ODD + 4 * STEP)
                + UnsafeApi.getLong(at + 48) * (ODD + 5 * STEP)
                + UnsafeApi.getLong(at + 56) * (ODD + 6 * STEP);
        long odd = ODD + 7 * STEP;
        for (int word = LINE; word < recordBytes; word += 8) {
            sum += UnsafeApi.getLong(at + word) * odd;
            odd += STEP;
        }
        return StateHash.mix(sum);
    }

    /** What the incremental hash must be equal to. */
    long fullHash() {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum += recordHash(address(i), i);
        }
        return sum;
    }

    @Override
    public PageCapture capture() {
        UnsafeBuffer[] present = chunks;
        int count = size;
        int pageRecords = 1 << pageShift;
        capture = new PageCapture(
                page -> copyPage(present, page << pageShift, count), (count + pageRecords - 1) >>> pageShift);
        return capture;
    }

    private byte[] copyPage(UnsafeBuffer[] from, int first, int count) {
        int records = Math.min(1 << pageShift, count - first);
        byte[] page = new byte[PAGE_HEAD + records * recordBytes];
        UnsafeBuffer into = new UnsafeBuffer(page);
        into.putInt(0, first);
        into.putInt(4, records);
        into.putInt(8, recordBytes);
        into.putBytes(PAGE_HEAD, from[first >>> CHUNK_SHIFT], offset(first), records * recordBytes);
        return page;
    }

    @Override
    public void loadPage(DirectBuffer page) {
        int first = page.getInt(0);
        int records = page.getInt(4);
        if (page.getInt(8) != recordBytes || first > size) {
            throw new DamagedSnapshotException("records of " + page.getInt(8) + " bytes from " + first
                    + " on, where records of " + recordBytes + " bytes from " + size + " on are expected");
        }
        ensure(first + records);
        int at = PAGE_HEAD;
        for (int i = first; i < first + records; i++) {
            open(i);
            chunk(i).putBytes(offset(i) + 8, page, at + 8, recordBytes - 8);
            close();
            at += recordBytes;
        }
    }
}
