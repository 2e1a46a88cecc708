package io.ringmain.gateway.ws;

import io.ringmain.gateway.view.Json;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * A frame without its number: numbers are given when frames are sent, so that a frame that has to wait for the journal
 * does not hold up the others. One that many connections get is encoded once for each encoding, when the first of them
 * needs it.
 *
 * <p>Thread: the hub's.
 */
final class Frame {
    /**
     * @param head an object's beginning with its first members
     * @param tail the other members and its end
     */
    private record Parts(byte[] head, byte[] tail) {}

    static final long NO_POSITION = -1;

    private final Map<Encoding, Parts> encoded = new EnumMap<>(Encoding.class);
    private final String operation;
    private final long sequence;
    private final long position;

    private Frame(String operation, long sequence, long position, Encoding encoding, Parts parts) {
        this.operation = operation;
        this.sequence = sequence;
        this.position = position;
        encoded.put(encoding, parts);
    }

    /** A frame outside of the stream, whose members after the operation are those that are written. */
    static Frame of(String operation, long sequence, Json.Writing members) {
        return of(operation, sequence, NO_POSITION, members);
    }

    /**
     * A frame of the stream.
     *
     * @param position the journal's sequence by which a client goes on behind it; the member {@code seq}
     * @param sequence the greatest one in it
     */
    static Frame streamed(String operation, long position, long sequence, Json.Writing members) {
        return of(operation, sequence, position, out -> {
            out.writeNumberField("seq", position);
            members.to(out);
        });
    }

    private static Frame of(String operation, long sequence, long position, Json.Writing members) {
        byte[] head = Encoding.JSON.head(Json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("op", operation);
            out.writeEndObject();
        }));
        byte[] object = Json.bytes(out -> {
            out.writeStartObject();
            members.to(out);
            out.writeEndObject();
        });
        Parts parts = new Parts(head, Encoding.JSON.tail(object));
        return new Frame(operation, sequence, position, Encoding.JSON, parts);
    }

    /**
     * A frame for connections of that encoding only.
     *
     * @param head from {@link Encoding#head}, with the operation in it
     * @param object the other members; taken over
     */
    static Frame encoded(String operation, long sequence, Encoding encoding, byte[] head, byte[] object) {
        return new Frame(operation, sequence, NO_POSITION, encoding, new Parts(head, encoding.tail(object)));
    }

    String operation() {
        return operation;
    }

    /** The greatest sequence in it; not to leave before the journal has it. */
    long sequence() {
        return sequence;
    }

    /** The journal's sequence by which a client goes on behind it, {@link #NO_POSITION} outside of the stream. */
    long position() {
        return position;
    }

    /** The whole message with its number. */
    ByteBuffer numbered(Encoding encoding, long number) {
        Parts parts = encoded.computeIfAbsent(encoding, this::translated);
        byte[] middle = encoding.number(number);
        return ByteBuffer.allocate(parts.head().length + middle.length + parts.tail().length)
                .put(parts.head())
                .put(middle)
                .put(parts.tail())
                .flip();
    }

    private Parts translated(Encoding encoding) {
        Parts json = encoded.get(Encoding.JSON);
        byte[] text = ByteBuffer.allocate(json.head().length + json.tail().length)
                .put(json.head())
                .put(json.tail())
                .array();
        byte[] object = encoding.bytes(out -> Json.copy(text, out));
        return new Parts(Arrays.copyOf(object, 1), encoding.tail(object));
    }
}
