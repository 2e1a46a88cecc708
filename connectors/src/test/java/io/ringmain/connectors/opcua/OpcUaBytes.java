package io.ringmain.connectors.opcua;

import java.nio.charset.StandardCharsets;

/** Addresses of nodes. */
public final class OpcUaBytes {
    private OpcUaBytes() {}

    public static void address(byte[] bytes) {
        NodeAddress.parse(new String(bytes, StandardCharsets.UTF_8));
    }
}
