package io.ringmain.gateway.ws;

import io.ringmain.gateway.view.Problem;
import java.io.IOException;

/** Messages to a WebSocket. */
public final class WsBytes {
    private WsBytes() {}

    public static void json(byte[] bytes) {
        request(Encoding.JSON, bytes);
    }

    public static void cbor(byte[] bytes) {
        request(Encoding.CBOR, bytes);
    }

    private static void request(Encoding encoding, byte[] bytes) {
        try {
            Request request = Request.parse(encoding, bytes);
            request.id();
            request.op();
            request.only("tags", "sub");
            request.number("hz", 1);
        } catch (Problem | IOException e) {
            // refused
        }
    }
}
