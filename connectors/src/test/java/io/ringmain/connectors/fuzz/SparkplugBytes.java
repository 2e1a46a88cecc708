package io.ringmain.connectors.fuzz;

import io.ringmain.connectors.sparkplug.HostState;
import io.ringmain.connectors.sparkplug.SparkplugTopic;
import io.ringmain.connectors.sparkplug.payload.PayloadException;
import io.ringmain.connectors.sparkplug.payload.PayloadReader;
import java.nio.charset.StandardCharsets;

final class SparkplugBytes {
    private SparkplugBytes() {}

    static void payload(byte[] bytes) {
        try {
            PayloadReader.read(bytes, 1_000);
        } catch (PayloadException e) {
            // refused
        }
    }

    static void topic(byte[] bytes) {
        SparkplugTopic.parse("spBv1.0/" + new String(bytes, StandardCharsets.UTF_8));
    }

    static void host(byte[] bytes) {
        HostState.read(bytes);
    }
}
