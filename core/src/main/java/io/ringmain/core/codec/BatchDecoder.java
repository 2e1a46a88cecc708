package io.ringmain.core.codec;

import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Result;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Decodes batches: {@link #wrap} an excerpt, then {@link #next} until it is false; {@link #event} and {@link #result}
 * show the present record.
 *
 * <p>Thread: its owner. Owns: one event and a buffer of results, reused for each record. Allocates: for commands,
 * configurations and when a record has more results than any before it.
 */
public final class BatchDecoder {
    private static final int MAX_RESULTS = 1 << 20;

    private final Event event = new Event();
    private final Result result = new Result();
    private final ExpandableArrayBuffer results = new ExpandableArrayBuffer(64 * Result.BYTES);
    private final ExpandableArrayBuffer fragments = new ExpandableArrayBuffer(1024);
    private final UnsafeBuffer copy = new UnsafeBuffer(0, 0);
    private final Varint.Cursor cursor = new Varint.Cursor();
    private final CRC32C crc = new CRC32C();
    /** The buffer that excerpts come in and a view of it whose position is ours; a reader hands over the same one again. */
    private ByteBuffer viewed;

    private ByteBuffer view;

    private int resultCount;
    private int fragmentBytes;
    private int nextFragment;
    private int count;
    private int decoded;
    private long firstSequence;
    private long lastSequence;
    private long baseTimeNs;
    private long previousSequence;
    private long previousTimeNs;
    private long previousSourceTimeNs;
    private long previousLateTimeNs;
    private int previousTarget;
    private int previousSource;

    /**
     * Takes one excerpt. The buffer must stay as it is until the last {@link #next}.
     *
     * @return false when it is a fragment and the rest must follow before records can be read
     * @throws DamagedBatchException when checksum, length, version or order is wrong
     */
    public boolean wrap(DirectBuffer buffer, int offset, int length) {
        check(buffer, offset, length);
        int head = BatchHeader.bytes(buffer, offset, length);
        if (head > length) {
            throw new DamagedBatchException("a head that does not end in its excerpt of " + length + " bytes");
        }
        count = BatchHeader.count(buffer, offset);
        firstSequence = BatchHeader.firstSequence(buffer, offset);
        lastSequence = BatchHeader.lastSequence(buffer, offset);
        previousSequence = firstSequence - 1;
        baseTimeNs = BatchHeader.baseTimeNs(buffer, offset);
        previousTimeNs = baseTimeNs;
        previousSourceTimeNs = baseTimeNs;
        previousLateTimeNs = baseTimeNs;
        previousTarget = 0;
        previousSource = 0;
        decoded = 0;
        int fragment = BatchHeader.fragment(buffer, offset);
        int of = BatchHeader.fragments(buffer, offset);
        if (of == 1) {
            nextFragment = 0;
            cursor.wrap(buffer, offset + head, offset + length);
            return true;
        }
        // The first fragment begins anew: the rest of an earlier one may have been cut off by the end of its process.
        if (fragment != 0 && fragment != nextFragment) {
            throw new DamagedBatchException("fragment " + fragment + " of " + of + " where " + nextFragment
                    + " must follow, at sequence " + firstSequence);
        }
        fragmentBytes = fragment == 0 ? 0 : fragmentBytes;
        fragments.putBytes(fragmentBytes, buffer, offset + head, length - head);
        fragmentBytes += length - head;
        nextFragment = fragment + 1 == of ? 0 : fragment + 1;
        cursor.wrap(fragments, 0, fragmentBytes);
        return nextFragment == 0;
    }

    private void check(DirectBuffer buffer, int offset, int length) {
        if (length < BatchHeader.LEAST_BYTES || BatchHeader.length(buffer, offset) != length) {
            throw new DamagedBatchException("an excerpt of " + length + " bytes whose head does not say so");
        }
        if (BatchHeader.version(buffer, offset) != BatchHeader.VERSION) {
            throw new DamagedBatchException("format version " + BatchHeader.version(buffer, offset)
                    + ", this program reads version " + BatchHeader.VERSION);
        }
        if (BatchHeader.crc(buffer, offset) != crcOf(buffer, offset + BatchHeader.WORD, length - BatchHeader.WORD)) {
            throw new DamagedBatchException(
                    "checksum wrong in the batch that begins at sequence " + BatchHeader.firstSequence(buffer, offset));
        }
    }

    private int crcOf(DirectBuffer buffer, int offset, int length) {
        crc.reset();
        ByteBuffer bytes = buffer.byteBuffer();
        if (bytes != null) {
            if (viewed != bytes) {
                viewed = bytes;
                view = bytes.duplicate();
            }
            int from = offset + buffer.wrapAdjustment();
            view.limit(from + length).position(from);
            crc.update(view);
        } else if (buffer.byteArray() != null) {
            crc.update(buffer.byteArray(), offset + buffer.wrapAdjustment(), length);
        } else {
            if (copy.capacity() < length) {
                copy.wrap(new byte[length]);
            }
            buffer.getBytes(offset, copy, 0, length);
            crc.update(copy.byteArray(), 0, length);
        }
        return (int) crc.getValue();
    }

    public long firstSequence() {
        return firstSequence;
    }

    public long lastSequence() {
        return lastSequence;
    }

    /** Ring time of the first record, ns since the epoch. */
    public long baseTimeNs() {
        return baseTimeNs;
    }

    /** Records in the batch. */
    public int count() {
        return count;
    }

    /** The present record's input; valid until the next call of {@link #next}. */
    public Event event() {
        return event;
    }

    public int resultCount() {
        return resultCount;
    }

    /** One result of the present record, in a flyweight that the next call moves. */
    public Result result(int index) {
        if (index < 0 || index >= resultCount) {
            throw new IndexOutOfBoundsException("result " + index + " of " + resultCount);
        }
        return result.wrap(results, index * Result.BYTES);
    }

    /** Moves to the next record; false behind the last one. */
    public boolean next() {
        if (decoded == count) {
            if (!cursor.isAtEnd()) {
                throw new DamagedBatchException("bytes behind the last record, at sequence " + lastSequence);
            }
            return false;
        }
        int head = cursor.nextByte() & 0xFF;
        event.reset((byte) (head & Record.KIND_MASK), 0, 0);
        long gap = (head & Record.HAS_GAP) != 0 ? cursor.next() : 0;
        event.sequence = previousSequence + 1 + gap;
        if ((head & Record.NOT_APPLIED) != 0) {
            event.disposition = cursor.nextByte();
            event.cause = (int) cursor.next();
        }
        event.ingressTimeNs = previousTimeNs + cursor.nextSigned();
        body();
        resultCount = 0;
        if ((head & Record.HAS_RESULTS) != 0) {
            results();
        }
        event.resultsFrom = 0;
        event.resultsTo = resultCount;
        if ((head & Record.HAS_HASH) != 0) {
            event.hasHash = true;
            event.stateHash = cursor.nextLong();
        }
        previousSequence = event.sequence;
        previousTimeNs = event.ingressTimeNs;
        decoded++;
        return true;
    }

    private void body() {
        switch (event.kind) {
            case EventKind.UPDATE -> update();
            case EventKind.BACKFILL -> backfill();
            case EventKind.LINK -> {
                event.target = cursor.nextId();
                event.valueBits = cursor.next();
            }
            case EventKind.COMMAND -> command();
            case EventKind.ANSWER -> {
                event.valueBits = cursor.next();
                event.statusCode = (int) cursor.next();
            }
            case EventKind.RESULT -> {
                event.target = cursor.nextId();
                event.valueBits = cursor.next();
                event.statusCode = (int) cursor.next();
                event.sourceTimeNs = cursor.nextLong();
            }
            case EventKind.CONFIG, EventKind.NOTE -> event.configuration = cursor.nextBytes(cursor.nextInt());
            case EventKind.START -> {
                event.valueBits = cursor.nextSigned();
                event.configuration = cursor.nextBytes(cursor.nextInt());
            }
            case EventKind.TICK, EventKind.SNAPSHOT, Record.NO_KIND -> {}
            default ->
                throw new DamagedBatchException(
                        "record of unknown kind " + event.kind + " at sequence " + event.sequence);
        }
    }

    private void command() {
        byte kindCode = cursor.nextByte();
        byte typeCode = cursor.nextByte();
        if (CommandCodec.kind(kindCode) == null) {
            throw new DamagedBatchException("command of unknown kind " + kindCode + " at sequence " + event.sequence);
        }
        event.source = cursor.nextInt();
        event.command = CommandCodec.get(cursor, kindCode, TagType.ofCode(typeCode));
    }

    private void backfill() {
        long present = previousSourceTimeNs;
        previousSourceTimeNs = previousLateTimeNs;
        update();
        previousLateTimeNs = previousSourceTimeNs;
        previousSourceTimeNs = present;
    }

    private void update() {
        int shape = cursor.nextByte() & 0xFF;
        if ((shape & Record.HAS_SOURCE) != 0) {
            previousSource = cursor.nextInt();
        }
        event.source = previousSource;
        event.target = (int) (previousTarget + cursor.nextSigned());
        previousTarget = event.target;
        event.sourceTimeNs = previousSourceTimeNs + cursor.nextSigned();
        previousSourceTimeNs = event.sourceTimeNs;
        event.statusCode = (shape & Record.HAS_STATUS) != 0 ? (int) cursor.next() : 0;
        event.valueType = (byte) (shape & Record.TYPE_MASK);
        if (event.valueType == TagType.FLOAT64.code()) {
            event.valueBits = cursor.nextHighest(Long.BYTES - (shape >>> Record.ZERO_BYTES_SHIFT));
        } else if (event.valueType == TagType.STRING.code()) {
            int length = cursor.nextInt();
            if (length < 0 || length > TagValue.MAX_STRING_BYTES) {
                throw new DamagedBatchException("a text of " + length + " bytes at sequence " + event.sequence);
            }
            event.ensureText();
            cursor.nextBytes(event.text, length);
            event.textLength = length;
        } else if (TagType.isArray(event.valueType)) {
            ArrayCodec.get(cursor, event);
        } else if (event.valueType != Event.NO_VALUE) {
            event.valueBits = cursor.nextSigned();
        }
    }

    private void results() {
        int n = cursor.nextInt();
        if (n > MAX_RESULTS) {
            throw new DamagedBatchException(n + " results at sequence " + event.sequence);
        }
        results.checkLimit(n * Result.BYTES);
        for (int i = 0; i < n; i++) {
            int kind = cursor.nextByte();
            int mask = cursor.nextByte();
            int id = cursor.nextId();
            long bits = (mask & Record.BITS) != 0 ? cursor.nextLong() : 0;
            int status = (mask & Record.STATUS) != 0 ? (int) cursor.next() : 0;
            int aux = (mask & Record.AUX) != 0 ? (int) cursor.nextSigned() : 0;
            long time = (mask & Record.TIME) != 0 ? event.ingressTimeNs - cursor.nextSigned() : 0;
            long ref = (mask & Record.REF) != 0 ? cursor.next() : 0;
            boolean hasIdentity = (mask & Record.IDENTITY) != 0;
            long high = hasIdentity ? cursor.nextLong() : 0;
            long low = hasIdentity ? cursor.nextLong() : 0;
            long value = (mask & Record.VALUE) != 0 ? cursor.nextLong() : 0;
            Result.write(results, i * Result.BYTES, kind, id, bits, status, aux, time, ref, high, low, value);
        }
        resultCount = n;
    }
}
