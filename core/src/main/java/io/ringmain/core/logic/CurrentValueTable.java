package io.ringmain.core.logic;

import io.ringmain.core.cvt.CvtReader;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The current value table: one record of one cache line a tag.
 *
 * <pre>
 *   0          8           16            24             32         40       44      48          56         64
 *   | version  | value     | source time | ingress time | sequence | status | type  | quiet low | quiet    |
 *   |          | (64 bits) | ns          | ns           |          |        |       | (double)  | high     |
 * </pre>
 *
 * <p>A string's or array's value is its length (low 16 bits) and 48 bits of the hash of its content, which stands in a cell of the
 * tag's own, covered by the record's version. The quiet band is the range in which no alarm of the tag can change.
 *
 * <p>Thread: LOGIC writes, any thread reads. Owns: records and cells. Allocates: when tags are added; nothing an update
 * or a read.
 */
final class CurrentValueTable implements CvtReader {
    private static final int VALUE = 8;
    private static final int SOURCE_TIME = 16;
    private static final int INGRESS_TIME = 24;
    private static final int SEQUENCE = 32;
    private static final int STATUS = 40;
    private static final int TYPE = 44;
    private static final int QUIET_LOW = 48;
    private static final int QUIET_HIGH = 56;

    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private static final int LENGTH_BITS = 16;
    private static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;

    private final RecordTable records;
    private final TextCells cells = new TextCells();
    private PendingDerivations watcher;
    private SuppressionMarks suppression = new SuppressionMarks();

    CurrentValueTable(StateHash hash) {
        records = new RecordTable(64, 1, hash);
    }

    /** From now on every value and quality marks what suppresses alarms by it. */
    void watchedBy(SuppressionMarks marks) {
        suppression = marks;
    }

    /** From now on a changed value or quality marks what is derived from it. */
    void watchedBy(PendingDerivations pending) {
        watcher = pending;
    }

    RecordTable records() {
        return records;
    }

    TextCells cells() {
        return cells;
    }

    /** Makes or resets the record of a tag: no value yet. A null type retires it. */
    void define(int tagId, TagType type) {
        define(tagId, type, type == TagType.STRING ? TagValue.MAX_STRING_BYTES : 0);
    }

    /** @param cellBytes size of its cell, 0 when it needs none */
    void define(int tagId, TagType type, int cellBytes) {
        records.ensure(tagId + 1);
        records.open(tagId);
        if (cellBytes > 0) {
            cells.ensure(tagId, cellBytes);
        }
        long at = records.address(tagId);
        UnsafeApi.putLong(at + VALUE, 0);
        UnsafeApi.putLong(at + SOURCE_TIME, 0);
        UnsafeApi.putLong(at + INGRESS_TIME, 0);
        UnsafeApi.putLong(at + SEQUENCE, 0);
        UnsafeApi.putInt(at + STATUS, Quality.BAD_WAITING_FOR_INITIAL_DATA);
        UnsafeApi.putInt(at + TYPE, type == null ? 0 : type.code());
        putNoBand(at);
        records.close();
    }

    int size() {
        return records.size();
    }

    byte type(int tagId) {
        return (byte) UnsafeApi.getInt(records.address(tagId) + TYPE);
    }

    long bits(int tagId) {
        return UnsafeApi.getLong(records.address(tagId) + VALUE);
    }

    int status(int tagId) {
        return UnsafeApi.getInt(records.address(tagId) + STATUS);
    }

    long sourceTimeNs(int tagId) {
        return UnsafeApi.getLong(records.address(tagId) + SOURCE_TIME);
    }

    long ingressTimeNs(int tagId) {
        return UnsafeApi.getLong(records.address(tagId) + INGRESS_TIME);
    }

    /** Sequence as LOGIC itself reads it. */
    long sequence(int tagId) {
        return UnsafeApi.getLong(records.address(tagId) + SEQUENCE);
    }

    boolean isQuiet(int tagId, double value) {
        long at = records.address(tagId);
        return value >= UnsafeApi.getDouble(at + QUIET_LOW) && value <= UnsafeApi.getDouble(at + QUIET_HIGH);
    }

    void put(int tagId, long bits, int status, long sourceTimeNs, long ingressTimeNs, long sequence) {
        records.open(tagId);
        putOpen(tagId, bits, status, sourceTimeNs, ingressTimeNs, sequence);
        records.close();
    }

    /** The same for a record that is open, because its cell is written too. */
    void putOpen(int tagId, long bits, int status, long sourceTimeNs, long ingressTimeNs, long sequence) {
        suppression.onChange(tagId);
        if (watcher != null && watcher.isWatched(tagId)) {
            markChange(tagId, bits, status);
        }
        long at = records.address(tagId);
        UnsafeApi.putLong(at + VALUE, bits);
        UnsafeApi.putLong(at + SOURCE_TIME, sourceTimeNs);
        UnsafeApi.putLong(at + INGRESS_TIME, ingressTimeNs);
        UnsafeApi.putLong(at + SEQUENCE, sequence);
        UnsafeApi.putInt(at + STATUS, status);
    }

    void putText(int tagId, byte[] utf8, int length, int status, long sourceTimeNs, long ingressTimeNs, long sequence) {
        records.open(tagId);
        cells.put(tagId, utf8, length);
        putOpen(tagId, textBits(utf8, length), status, sourceTimeNs, ingressTimeNs, sequence);
        records.close();
    }

    private void markChange(int tagId, long bits, int status) {
        if (bits(tagId) != bits || status(tagId) != status) {
            watcher.onChange(tagId);
        }
    }

    /** Whether a text is this one. */
    boolean textEquals(int tagId, byte[] utf8) {
        return bits(tagId) == textBits(utf8, utf8.length) && cells.startsWith(tagId, utf8);
    }

    /** Elements of the array that a tag holds. */
    int elementCount(int tagId) {
        return (int) bits(tagId) & LENGTH_MASK;
    }

    /** One of them, as 64 bits. */
    long element(int tagId, int index) {
        return cells.word(tagId, index);
    }

    /** Its elements must fit into the tag's cell. */
    void putArray(int tagId, long[] elements, int count, int status, long sourceNs, long ingressNs, long sequence) {
        records.open(tagId);
        cells.put(tagId, elements, count);
        putOpen(tagId, arrayBits(elements, count), status, sourceNs, ingressNs, sequence);
        records.close();
    }

    /** Sets the range in which no alarm of the tag can change; NaN ends mean that there is none. */
    void putQuietBand(int tagId, double low, double high) {
        long at = records.address(tagId);
        if (UnsafeApi.getDouble(at + QUIET_LOW) != low || UnsafeApi.getDouble(at + QUIET_HIGH) != high) {
            records.open(tagId);
            UnsafeApi.putDouble(at + QUIET_LOW, low);
            UnsafeApi.putDouble(at + QUIET_HIGH, high);
            records.close();
        }
    }

    void clearQuietBand(int tagId) {
        records.open(tagId);
        putNoBand(records.address(tagId));
        records.close();
    }

    private static void putNoBand(long at) {
        UnsafeApi.putDouble(at + QUIET_LOW, Double.POSITIVE_INFINITY);
        UnsafeApi.putDouble(at + QUIET_HIGH, Double.NEGATIVE_INFINITY);
    }

    static long textBits(byte[] utf8, int length) {
        long sum = FNV_OFFSET;
        for (int i = 0; i < length; i++) {
            sum = (sum ^ (utf8[i] & 0xFF)) * FNV_PRIME;
        }
        return (StateHash.mix(sum) << LENGTH_BITS) | length;
    }

    static long arrayBits(long[] elements, int count) {
        long sum = FNV_OFFSET;
        for (int i = 0; i < count; i++) {
            sum = StateHash.mix(sum ^ elements[i]) * FNV_PRIME;
        }
        return (StateHash.mix(sum) << LENGTH_BITS) | count;
    }

    @Override
    public boolean read(int tagId, TagValue into) {
        if (tagId < 0 || tagId >= records.size()) {
            return false;
        }
        UnsafeBuffer chunk = records.chunk(tagId);
        int at = records.offset(tagId);
        while (true) {
            long version = RecordTable.beginRead(chunk, at);
            TagType type = TagType.ofCode(chunk.getInt(at + TYPE));
            if (type == null && RecordTable.isUnchanged(chunk, at, version)) {
                return false;
            }
            long bits = chunk.getLong(at + VALUE);
            into.sourceTimeNs = chunk.getLong(at + SOURCE_TIME);
            into.ingressTimeNs = chunk.getLong(at + INGRESS_TIME);
            into.sequence = chunk.getLong(at + SEQUENCE);
            into.statusCode = chunk.getInt(at + STATUS);
            into.bits = bits;
            into.type = type;
            into.tagId = tagId;
            into.textLength = 0;
            into.elementCount = 0;
            if (type != null && type.isArray()) {
                into.elementCount = cells.get(tagId, into, (int) bits & LENGTH_MASK);
            } else if (type == TagType.STRING) {
                // A torn record may say any length; the cell bounds it and the version check refuses it.
                into.textLength = cells.get(tagId, into.text, (int) bits & LENGTH_MASK);
            }
            if (RecordTable.isUnchanged(chunk, at, version)) {
                return true;
            }
            into.retries++;
            Thread.onSpinWait();
        }
    }

    @Override
    public long sequenceOf(int tagId) {
        if (tagId < 0 || tagId >= records.size()) {
            return 0;
        }
        return records.chunk(tagId).getLongVolatile(records.offset(tagId) + SEQUENCE);
    }
}
