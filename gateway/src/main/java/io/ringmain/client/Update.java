package io.ringmain.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * The newest value of a tag.
 *
 * @param value null in JSON while there has been none
 * @param quality OPC UA status code as an unsigned number, 0 is good
 * @param sourceTime when the source had it
 * @param isSnapshot whether it comes with the values of the beginning
 */
public record Update(String tag, JsonNode value, long quality, Instant sourceTime, boolean isSnapshot) {
    private static final int SEVERITY_SHIFT = 30;

    public boolean isGood() {
        return quality >>> SEVERITY_SHIFT == 0;
    }

    public boolean isBad() {
        return quality >>> SEVERITY_SHIFT > 1;
    }
}
