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

    private final Map<Encoding, Parts> encoded = new EnumMap<>(Encoding.class);
    private final String operation;
    private final long sequence;

    private Frame(String operation, long sequence, Encoding encoding, Parts parts) {
        this.operation = operation;
        this.sequence = sequence;
        encoded.put(encoding, parts);
    }

    /** A frame whose members after the operation are those that are written. */
    static Frame of(String operation, long sequence, Json.Writing members) {
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
        return encoded(operation, sequence, Encoding.JSON, head, object);
    }

    /**
     * A frame for connections of that encoding only.
     *
     * @param head from {@link Encoding#head}, with the operation in it
     * @param object the other members; taken over
     */
    static Frame encoded(String operation, long sequence, Encoding encoding, byte[] head, byte[] object) {
        return new Frame(operation, sequence, encoding, new Parts(head, encoding.tail(object)));
    }

    String operation() {
        return operation;
    }

    /** The greatest sequence in it; not to leave before the journal has it. */
    long sequence() {
        return sequence;
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
