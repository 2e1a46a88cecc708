package io.ringmain.core.codec;

import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Result;
import io.ringmain.core.tag.TagType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes events and their results into batches. Begin with {@link #begin}, add events, then read the excerpts.
 *
 * <p>Thread: JOURNAL. Owns: its buffers. Allocates: at start; again only for a record larger than all before it.
 */
public final class BatchEncoder {
    /** Largest excerpt, head included. */
    public static final int MAX_EXCERPT_BYTES = 256 * 1024;
    /** Room kept for one record without a configuration. */
    private static final int RECORD_BYTES = 4 * 1024;

    private static final int RESULT_BYTES = 80;

    /** Takes one excerpt; the buffer is valid during the call only. */
    public interface ExcerptHandler {
        void onExcerpt(DirectBuffer buffer, int offset, int length);
    }

    private final CRC32C crc = new CRC32C();
    private final Result result = new Result();
    private final UnsafeBuffer head = new UnsafeBuffer(new byte[BatchHeader.MOST_BYTES]);
    private ByteBuffer bytes;
    private UnsafeBuffer buffer;
    private int at;
    private int count;
    private long first;
    private long last;
    private long previousSequence;
    private long baseTimeNs;
    private long previousTimeNs;
    private long previousSourceTimeNs;
    private long previousLateTimeNs;
    private int previousTarget;
    private int previousSource;

    public BatchEncoder() {
        grow(2 * MAX_EXCERPT_BYTES);
    }

    /** Starts a batch whose first position is that sequence. */
    public void begin(long firstSequence) {
        at = BatchHeader.MOST_BYTES; // the head is put right before the records when it is known
        count = 0;
        first = firstSequence;
        last = firstSequence - 1;
        previousSequence = firstSequence - 1;
        previousTarget = 0;
        previousSource = 0;
    }

    /** Records in the batch; positions passed by {@link #skip} do not count. */
    public int count() {
        return count;
    }

    /** Bytes of the batch so far, with room for its head. */
    public int length() {
        return at;
    }

    /** True while another record of usual size stays inside one excerpt. */
    public boolean hasRoomFor(Event event) {
        return at + RECORD_BYTES + arrayBytes(event) + (event.resultsTo - event.resultsFrom) * RESULT_BYTES
                <= MAX_EXCERPT_BYTES;
    }

    /** Passes a position that is not journaled: a tick without an effect. */
    public void skip(long sequence) {
        last = sequence;
    }

    /** Appends an event with its results. */
    public void add(Event event, Outbox outbox) {
        int results = (int) (event.resultsTo - event.resultsFrom);
        ensure(RECORD_BYTES
                + results * RESULT_BYTES
                + configurationBytes(event)
                + commandBytes(event)
                + arrayBytes(event));
        if (count == 0) {
            baseTimeNs = event.ingressTimeNs;
            previousTimeNs = event.ingressTimeNs;
            previousSourceTimeNs = event.ingressTimeNs;
            previousLateTimeNs = event.ingressTimeNs;
        }
        long gap = event.sequence - previousSequence - 1;
        int head = kind(event)
                | (results > 0 ? Record.HAS_RESULTS : 0)
                | (event.hasHash ? Record.HAS_HASH : 0)
                | (gap != 0 ? Record.HAS_GAP : 0)
                | (event.disposition != Event.APPLIED ? Record.NOT_APPLIED : 0);
        long elapsed = Varint.toZigzag(event.ingressTimeNs - previousTimeNs);
        if ((head & (Record.HAS_GAP | Record.NOT_APPLIED)) == 0) {
            putWith(head, elapsed);
        } else {
            putUnusual(event, head, gap);
            at = Varint.put(buffer, at, elapsed);
        }
        putBody(event);
        if (results > 0) {
            putResults(event, outbox, results);
        }
        if (event.hasHash) {
            putLong(event.stateHash);
        }
        previousSequence = event.sequence;
        previousTimeNs = event.ingressTimeNs;
        last = event.sequence;
        count++;
    }

    private void putUnusual(Event event, int head, long gap) {
        buffer.putByte(at++, (byte) head);
        if (gap != 0) {
            at = Varint.put(buffer, at, gap);
        }
        if (event.disposition != Event.APPLIED) {
            buffer.putByte(at++, event.disposition);
            at = Varint.put(buffer, at, event.cause & 0xFFFF_FFFFL);
        }
    }

    /** An event of a kind that there is none of was quarantined; it is recorded as such, without a body. */
    private static int kind(Event event) {
        return event.kind >= EventKind.UPDATE && event.kind <= EventKind.NOTE ? event.kind : Record.NO_KIND;
    }

    private void putBody(Event event) {
        switch (event.kind) {
            case EventKind.UPDATE -> putUpdate(event);
            case EventKind.BACKFILL -> putBackfill(event);
            case EventKind.LINK -> {
                at = Varint.putId(buffer, at, event.target);
                at = Varint.put(buffer, at, event.valueBits);
            }
            case EventKind.COMMAND -> at = CommandCodec.put(buffer, at, event.command, event.source);
            case EventKind.ANSWER -> {
                at = Varint.put(buffer, at, event.valueBits);
                at = Varint.put(buffer, at, event.statusCode & 0xFFFF_FFFFL);
            }
            case EventKind.RESULT -> {
                at = Varint.putId(buffer, at, event.target);
                at = Varint.put(buffer, at, event.valueBits);
                at = Varint.put(buffer, at, event.statusCode & 0xFFFF_FFFFL);
                putLong(event.sourceTimeNs);
            }
            case EventKind.CONFIG, EventKind.NOTE -> {
                at = Varint.put(buffer, at, event.configuration.length);
                buffer.putBytes(at, event.configuration);
                at += event.configuration.length;
            }
            case EventKind.START -> {
                at = Varint.putSigned(buffer, at, event.valueBits);
                int bytes = configurationBytes(event);
                at = Varint.put(buffer, at, bytes);
                if (bytes > 0) {
                    buffer.putBytes(at, event.configuration);
                    at += bytes;
                }
            }
            default -> {}
        }
    }

    /** An update's body, with a chain of source times of its own: those of the present lie hours apart from them. */
    private void putBackfill(Event event) {
        long present = previousSourceTimeNs;
        previousSourceTimeNs = previousLateTimeNs;
        putUpdate(event);
        previousLateTimeNs = previousSourceTimeNs;
        previousSourceTimeNs = present;
    }

    private void putUpdate(Event event) {
        boolean isReal = event.valueType == TagType.FLOAT64.code();
        boolean isOtherSource = event.source != previousSource;
        int zeroBytes = isReal ? Math.min(7, Long.numberOfTrailingZeros(event.valueBits) >>> 3) : 0;
        int shape = event.valueType
                | (event.statusCode != 0 ? Record.HAS_STATUS : 0)
                | (isOtherSource ? Record.HAS_SOURCE : 0)
                | zeroBytes << Record.ZERO_BYTES_SHIFT;
        long target = Varint.toZigzag(event.target - (long) previousTarget);
        previousTarget = event.target;
        if (isOtherSource) {
            putWith(shape, event.source);
            previousSource = event.source;
            at = Varint.put(buffer, at, target);
        } else {
            putWith(shape, target);
        }
        putNumber(Varint.toZigzag(event.sourceTimeNs - previousSourceTimeNs));
        previousSourceTimeNs = event.sourceTimeNs;
        if (event.statusCode != 0) {
            at = Varint.put(buffer, at, event.statusCode & 0xFFFF_FFFFL);
        }
        if (isReal) {
            buffer.putLong(at, event.valueBits >>> 8 * zeroBytes, ByteOrder.LITTLE_ENDIAN);
            at += Long.BYTES - zeroBytes;
        } else {
            putValue(event);
        }
    }

    private void putValue(Event event) {
        if (event.valueType == TagType.STRING.code()) {
            at = Varint.put(buffer, at, event.textLength);
            buffer.putBytes(at, event.text, 0, event.textLength);
            at += event.textLength;
        } else if (TagType.isArray(event.valueType)) {
            at = ArrayCodec.put(buffer, at, event);
        } else if (event.valueType != Event.NO_VALUE) {
            at = Varint.putSigned(buffer, at, event.valueBits);
        }
    }

    /** A byte and a number behind it, in one access where the number is of one or two bytes. */
    private void putWith(int first, long number) {
        if ((number & -Varint.ONE_BYTE_LIMIT) == 0) {
            buffer.putShort(at, (short) (first & 0xFF | number << 8), ByteOrder.LITTLE_ENDIAN);
            at += 2;
        } else if ((number & -Varint.TWO_BYTES_LIMIT) == 0) {
            buffer.putInt(at, first & 0xFF | Varint.twoBytes(number) << 8, ByteOrder.LITTLE_ENDIAN);
            at += 3;
        } else {
            buffer.putByte(at++, (byte) first);
            at = Varint.put(buffer, at, number);
        }
    }

    private void putNumber(long number) {
        if ((number & -Varint.ONE_BYTE_LIMIT) == 0) {
            buffer.putByte(at++, (byte) number);
        } else if ((number & -Varint.TWO_BYTES_LIMIT) == 0) {
            buffer.putShort(at, (short) Varint.twoBytes(number), ByteOrder.LITTLE_ENDIAN);
            at += 2;
        } else {
            at = Varint.put(buffer, at, number);
        }
    }

    private void putResults(Event event, Outbox outbox, int results) {
        at = Varint.put(buffer, at, results);
        for (long position = event.resultsFrom; position < event.resultsTo; position++) {
            outbox.wrap(position, result);
            int mask = (result.bits() != 0 ? Record.BITS : 0)
                    | (result.status() != 0 ? Record.STATUS : 0)
                    | (result.aux() != 0 ? Record.AUX : 0)
                    | (result.timeNs() != 0 ? Record.TIME : 0)
                    | (result.ref() != 0 ? Record.REF : 0)
                    | (result.high() != 0 || result.low() != 0 ? Record.IDENTITY : 0)
                    | (result.value() != 0 ? Record.VALUE : 0);
            buffer.putByte(at++, (byte) result.kind());
            buffer.putByte(at++, (byte) mask);
            at = Varint.putId(buffer, at, result.id());
            if ((mask & Record.BITS) != 0) {
                putLong(result.bits());
            }
            if ((mask & Record.STATUS) != 0) {
                at = Varint.put(buffer, at, result.status() & 0xFFFF_FFFFL);
            }
            if ((mask & Record.AUX) != 0) {
                at = Varint.putSigned(buffer, at, result.aux());
            }
            if ((mask & Record.TIME) != 0) {
                at = Varint.putSigned(buffer, at, event.ingressTimeNs - result.timeNs());
            }
            if ((mask & Record.REF) != 0) {
                at = Varint.put(buffer, at, result.ref());
            }
            if ((mask & Record.IDENTITY) != 0) {
                putLong(result.high());
                putLong(result.low());
            }
            if ((mask & Record.VALUE) != 0) {
                putLong(result.value());
            }
        }
    }

    /** Seals the batch and hands over its excerpts: one, or several when it holds a very large configuration. */
    public void finish(ExcerptHandler handler) {
        if (at <= MAX_EXCERPT_BYTES) {
            int from = seal(buffer, bytes, at, 0, 1);
            handler.onExcerpt(buffer, from, at - from);
            return;
        }
        int payload = MAX_EXCERPT_BYTES - BatchHeader.MOST_BYTES;
        int total = at - BatchHeader.MOST_BYTES;
        int fragments = (total + payload - 1) / payload;
        ByteBuffer fragmentBytes = ByteBuffer.allocateDirect(MAX_EXCERPT_BYTES);
        UnsafeBuffer fragment = new UnsafeBuffer(fragmentBytes);
        for (int i = 0; i < fragments; i++) {
            int size = Math.min(payload, total - i * payload);
            int end = BatchHeader.MOST_BYTES + size;
            fragment.putBytes(BatchHeader.MOST_BYTES, buffer, BatchHeader.MOST_BYTES + i * payload, size);
            int from = seal(fragment, fragmentBytes, end, i, fragments);
            handler.onExcerpt(fragment, from, end - from);
        }
    }

    /** Puts the head before the records that end there; gives where it begins. */
    private int seal(UnsafeBuffer target, ByteBuffer view, int end, int fragment, int fragments) {
        int length = BatchHeader.write(head, 0, count, first, last, baseTimeNs, fragment, fragments);
        int from = BatchHeader.MOST_BYTES - length;
        target.putBytes(from, head, 0, length);
        BatchHeader.writeLength(target, from, end - from);
        crc.reset();
        view.limit(end).position(from + BatchHeader.WORD);
        crc.update(view);
        view.clear();
        target.putInt(from + BatchHeader.CRC, (int) crc.getValue(), ByteOrder.LITTLE_ENDIAN);
        return from;
    }

    private void putLong(long value) {
        buffer.putLong(at, value, ByteOrder.LITTLE_ENDIAN);
        at += 8;
    }

    private static int arrayBytes(Event event) {
        return event.elementCount * Varint.MAX_BYTES;
    }

    private static int configurationBytes(Event event) {
        return event.configuration == null ? 0 : event.configuration.length;
    }

    private static int commandBytes(Event event) {
        return event.command == null ? 0 : CommandCodec.maxBytes(event.command);
    }

    private void ensure(int more) {
        if (at + more > buffer.capacity()) {
            grow(Math.max(2 * buffer.capacity(), at + more));
        }
    }

    private void grow(int capacity) {
        ByteBuffer larger = BufferUtil.allocateDirectAligned(capacity, 64);
        UnsafeBuffer target = new UnsafeBuffer(larger);
        if (buffer != null) {
            target.putBytes(0, buffer, 0, at);
        }
        bytes = larger;
        buffer = target;
    }
}
