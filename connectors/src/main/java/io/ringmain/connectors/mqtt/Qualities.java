package io.ringmain.connectors.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.tag.Quality;
import java.util.Locale;

/** Qualities in documents: an OPC UA status code, true or false, or good, uncertain, bad and words of theirs. Stateless. */
final class Qualities {
    private static final long MOST = 0xFFFF_FFFFL;

    private Qualities() {}

    /** Bad when it is missing or can not be read: nobody says that the value is good. */
    static int read(JsonNode node) {
        if (node == null) {
            return Quality.BAD;
        }
        if (node.isBoolean()) {
            return node.booleanValue() ? Quality.GOOD : Quality.BAD;
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            long code = node.longValue();
            return code >= Integer.MIN_VALUE && code <= MOST ? (int) code : Quality.BAD;
        }
        if (node.isTextual()) {
            String word = node.textValue().toLowerCase(Locale.ROOT);
            if (word.equals("ok") || word.startsWith("good")) {
                return Quality.GOOD;
            }
            return word.startsWith("uncertain") ? Quality.UNCERTAIN : Quality.BAD;
        }
        return Quality.BAD;
    }
}
