package io.ringmain.connectors.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Paths and payloads of MQTT. */
public final class MqttBytes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MqttBytes() {}

    /** A path, and behind a NUL the document that it leads into. */
    public static void jsonPath(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf(0);
        try {
            JsonPath path = JsonPath.parse(end < 0 ? text : text.substring(0, end));
            JsonNode document = JSON.readTree(end < 0 ? "[[1]]" : text.substring(end + 1));
            path.find(document);
        } catch (IllegalArgumentException | IOException e) {
            // refused
        }
    }

    public static void address(byte[] bytes) {
        try {
            TopicAddress.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            // refused
        }
    }
}
