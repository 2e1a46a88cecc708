package io.ringmain.gateway.ws;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** CBOR (RFC 8949) that says what JSON says: no byte strings, no big decimals, no numbers that are not finite. */
final class Cbor {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_NUMBER_LENGTH = 64;

    private static final CBORFactory FACTORY = CBORFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .enable(CBORGenerator.Feature.WRITE_MINIMAL_DOUBLES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .build())
            .build();

    private static final ObjectMapper TREES = CBORMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Cbor() {}

    static JsonGenerator generator(OutputStream stream) {
        try {
            return FACTORY.createGenerator(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws com.fasterxml.jackson.core.JsonProcessingException when it is malformed or says more than JSON can */
    static JsonNode tree(byte[] message) throws IOException {
        JsonNode tree;
        try {
            tree = TREES.readTree(message);
        } catch (RuntimeException e) {
            // what the library makes of some malformed input
            throw new JsonParseException(null, "malformed", e);
        }
        if (tree.isMissingNode() || !isPlain(tree)) {
            throw new JsonParseException(null, "nothing, or more than JSON can say");
        }
        return tree;
    }

    /** Not deep: the parser has bounded it. */
    private static boolean isPlain(JsonNode node) {
        if (node.isContainerNode()) {
            for (JsonNode inner : node) {
                if (!isPlain(inner)) {
                    return false;
                }
            }
            return true;
        }
        boolean isFinite = !node.isFloatingPointNumber() || Double.isFinite(node.doubleValue());
        return isFinite && !node.isBigDecimal() && !node.isBinary() && !node.isPojo();
    }
}
