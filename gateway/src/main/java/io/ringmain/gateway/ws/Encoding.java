package io.ringmain.gateway.ws;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.view.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How messages are written: the sub-protocols of the WebSocket. Both say the same. An object begins and ends with one
 * byte in both (a map in CBOR has no declared length), so that a frame can be put together from parts.
 *
 * <p>Thread: any.
 */
enum Encoding {
    JSON("ringmain.v1.json", "malformed-json", "The message is not JSON.") {
        @Override
        JsonGenerator generator(OutputStream stream) {
            return Json.generator(stream);
        }

        @Override
        JsonNode tree(byte[] message) throws IOException {
            return Json.tree(message);
        }

        @Override
        byte[] tail(byte[] object) {
            object[0] = ',';
            return object;
        }

        @Override
        byte[] number(long number) {
            return (",\"n\":" + number).getBytes(StandardCharsets.US_ASCII);
        }
    },

    CBOR("ringmain.v1.cbor", "malformed-cbor", "The message is not CBOR that says what JSON can say.") {
        @Override
        JsonGenerator generator(OutputStream stream) {
            return Cbor.generator(stream);
        }

        @Override
        JsonNode tree(byte[] message) throws IOException {
            return Cbor.tree(message);
        }

        @Override
        byte[] tail(byte[] object) {
            return Arrays.copyOfRange(object, 1, object.length);
        }

        @Override
        byte[] number(long number) {
            byte[] member = bytes(out -> {
                out.writeStartObject();
                out.writeNumberField("n", number);
                out.writeEndObject();
            });
            return Arrays.copyOfRange(member, 1, member.length - 1);
        }
    };

    private final String protocol;
    private final String malformed;
    private final String malformedDetail;

    Encoding(String protocol, String malformed, String malformedDetail) {
        this.protocol = protocol;
        this.malformed = malformed;
        this.malformedDetail = malformedDetail;
    }

    /** Name of the sub-protocol. */
    String protocol() {
        return protocol;
    }

    /** The code of a refusal of what can not be read, and its words. */
    String malformed() {
        return malformed;
    }

    String malformedDetail() {
        return malformedDetail;
    }

    /** The encoding of that sub-protocol; null when there is none. */
    static Encoding ofProtocol(String name) {
        for (Encoding encoding : values()) {
            if (encoding.protocol.equals(name)) {
                return encoding;
            }
        }
        return null;
    }

    /** A generator onto the stream; closing it flushes and leaves the stream open. */
    abstract JsonGenerator generator(OutputStream stream);

    /**
     * Reads one message.
     *
     * @throws com.fasterxml.jackson.core.JsonProcessingException when it is malformed
     */
    abstract JsonNode tree(byte[] message) throws IOException;

    byte[] bytes(Json.Writing writing) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream(512);
        try (JsonGenerator out = generator(stream)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return stream.toByteArray();
    }

    /** An object without its end: the first part of a frame. */
    byte[] head(byte[] object) {
        return Arrays.copyOf(object, object.length - 1);
    }

    /** An object without its beginning, ready to follow another member: the last part of a frame. */
    abstract byte[] tail(byte[] object);

    /** The member {@code n} of a frame, between its parts. */
    abstract byte[] number(long number);
}
