package io.ringmain.gateway.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Streaming JSON out, small strict trees in. Thread: any. */
public final class Json {
    /** Deepest nesting that is read. */
    private static final int MAX_DEPTH = 8;

    private static final int MAX_NUMBER_LENGTH = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .build())
            .build();

    private static final ObjectMapper TREES = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** Writes one JSON text. */
    @FunctionalInterface
    public interface Writing {
        void to(JsonGenerator out) throws IOException;
    }

    /** A generator onto the stream; closing it flushes and leaves the stream open. */
    public static JsonGenerator generator(OutputStream stream) {
        try {
            return FACTORY.createGenerator(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(Writing writing) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream(512);
        try (JsonGenerator out = generator(stream)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return stream.toByteArray();
    }

    /**
     * Reads one JSON text; a missing node when there is none.
     *
     * @throws com.fasterxml.jackson.core.JsonProcessingException with line and column when it is malformed
     */
    public static JsonNode tree(byte[] utf8) throws IOException {
        try {
            return TREES.readTree(utf8);
        } catch (CharConversionException e) {
            // the parser takes zeros at the beginning for another encoding, which it then can not read either
            throw new JsonParseException(null, "the text is not UTF-8", e);
        }
    }

    /** Writes what a JSON text says onto a generator of whatever encoding. */
    public static void copy(byte[] utf8, JsonGenerator out) throws IOException {
        try (JsonParser parser = FACTORY.createParser(utf8)) {
            parser.nextToken();
            out.copyCurrentStructure(parser);
        }
    }

    /** A number, null when it is not finite: JSON has no NaN. */
    public static void number(JsonGenerator out, double value) throws IOException {
        if (Double.isFinite(value)) {
            out.writeNumber(value);
        } else {
            out.writeNull();
        }
    }

    public static void number(JsonGenerator out, String name, double value) throws IOException {
        out.writeFieldName(name);
        number(out, value);
    }

    /** A time in nanoseconds since the epoch as RFC 3339; null for 0, which stands for "never". */
    public static void time(JsonGenerator out, String name, long ns) throws IOException {
        if (ns == 0) {
            out.writeNullField(name);
        } else {
            out.writeStringField(name, Times.rfc3339(ns));
        }
    }
}
