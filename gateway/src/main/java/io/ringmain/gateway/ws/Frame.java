package io.ringmain.gateway.ws;

import io.ringmain.gateway.view.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A frame without its number: numbers are given when frames are sent, so that a frame that has to wait for the journal
 * does not hold up the others.
 *
 * @param head the first member, {@code {"op":"v","sub":"s1"}, without the closing brace
 * @param tail the other members and the closing brace, beginning with a comma
 * @param sequence the greatest one in it; not to leave before the journal has it
 */
record Frame(byte[] head, byte[] tail, long sequence) {

    private static final byte[] NUMBER = ",\"n\":".getBytes(StandardCharsets.US_ASCII);

    /** A frame whose members after the operation are those that are written. */
    static Frame of(String operation, long sequence, Json.Writing members) {
        byte[] object = Json.bytes(out -> {
            out.writeStartObject();
            members.to(out);
            out.writeEndObject();
        });
        object[0] = ',';
        return new Frame(ascii("{\"op\":\"" + operation + "\""), object, sequence);
    }

    /** The whole text with its number. */
    ByteBuffer numbered(long number) {
        byte[] digits = ascii(Long.toString(number));
        ByteBuffer text = ByteBuffer.allocate(head.length + NUMBER.length + digits.length + tail.length);
        return text.put(head).put(NUMBER).put(digits).put(tail).flip();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
