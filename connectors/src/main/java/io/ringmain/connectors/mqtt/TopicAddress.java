package io.ringmain.connectors.mqtt;

import java.nio.charset.StandardCharsets;

/**
 * Where a tag's value is: {@code plant/line1/state#$.motor.speed} in a JSON document, {@code plant/line1/speed} as the
 * payload itself. {@code #} stands in no name of a topic, so that it parts the two.
 *
 * @param path null when the payload is the value
 */
record TopicAddress(String topic, JsonPath path) {
    private static final int MOST_BYTES = 65_535;

    /** @throws IllegalArgumentException when it is none; the message says what is allowed */
    static TopicAddress parse(String address) {
        int hash = address.indexOf('#');
        String topic = (hash < 0 ? address : address.substring(0, hash)).trim();
        if (!isName(topic)) {
            throw new IllegalArgumentException(
                    "'" + address + "' is not an address, allowed are a topic without + and #"
                            + " (the payload is the value) and topic#$.path into JSON");
        }
        return new TopicAddress(
                topic,
                hash < 0 ? null : JsonPath.parse(address.substring(hash + 1).trim()));
    }

    /** Whether that can be published to: no wildcards, not empty, not too long. */
    static boolean isName(String topic) {
        return !topic.isEmpty()
                && topic.indexOf('#') < 0
                && topic.indexOf('+') < 0
                && topic.indexOf('\0') < 0
                && topic.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }
}
