package io.ringmain.connectors.sparkplug;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What a host application says of itself on its topic STATE: {@code {"online":true,"timestamp":1700000000000}}.
 *
 * @param timestampMs of the connection that it is about, milliseconds since the epoch
 */
public record HostState(boolean isOnline, long timestampMs) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_BYTES = 1_024;

    /** Null when it is none. */
    public static HostState read(byte[] payload) {
        if (payload == null || payload.length > MOST_BYTES) {
            return null;
        }
        Boolean isOnline = null;
        long timestampMs = 0;
        try (JsonParser json = JSON.createParser(payload)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("online") && value.isBoolean()) {
                    isOnline = json.getBooleanValue();
                } else if (name.equals("timestamp") && value == JsonToken.VALUE_NUMBER_INT) {
                    timestampMs = json.getLongValue();
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException e) {
            return null;
        }
        return isOnline == null ? null : new HostState(isOnline, timestampMs);
    }

    public byte[] write() {
        return ("{\"online\":" + isOnline + ",\"timestamp\":" + timestampMs + "}").getBytes(StandardCharsets.UTF_8);
    }
}
