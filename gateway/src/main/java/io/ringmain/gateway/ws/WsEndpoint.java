package io.ringmain.gateway.ws;

import io.ringmain.gateway.view.Problem;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import io.undertow.websockets.core.protocol.version13.Hybi13Handshake;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Upgrades a request to a connection of the hub. Thread: I/O. */
public final class WsEndpoint implements HttpHandler {
    private static final Set<String> PROTOCOLS = Set.of(Encoding.JSON.protocol(), Encoding.CBOR.protocol());
    private static final String PROTOCOLS_TAKEN = Encoding.JSON.protocol() + " or " + Encoding.CBOR.protocol();
    private static final HttpString VERSION = new HttpString("Sec-WebSocket-Version");
    private static final HttpString KEY = new HttpString("Sec-WebSocket-Key");

    private final Hub hub;
    private final HttpHandler handshake;

    public WsEndpoint(Hub hub) {
        this.hub = hub;
        handshake = new WebSocketProtocolHandshakeHandler(
                List.of(new Hybi13Handshake(PROTOCOLS, false)),
                (WebSocketConnectionCallback) (exchange, channel) -> hub.open(new SocketWire(channel)));
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        checkUpgrade(exchange);
        hub.refuseWhenFull();
        handshake.handleRequest(exchange);
    }

    private static void checkUpgrade(HttpServerExchange exchange) {
        if (!"GET".equals(exchange.getRequestMethod().toString())) {
            throw new Problem(405, "method-not-allowed", "A WebSocket is opened by GET.", Map.of("Allow", "GET"));
        }
        boolean isUpgrade =
                "websocket".equalsIgnoreCase(exchange.getRequestHeaders().getFirst(Headers.UPGRADE))
                        && "13".equals(exchange.getRequestHeaders().getFirst(VERSION))
                        && exchange.getRequestHeaders().contains(KEY);
        if (!isUpgrade) {
            throw new Problem(
                    426,
                    "upgrade-required",
                    "This path is a WebSocket of version 13, sub-protocol " + PROTOCOLS_TAKEN + ".",
                    Map.of("Upgrade", "websocket", "Sec-WebSocket-Version", "13"));
        }
        String offered = exchange.getRequestHeaders().getFirst(Headers.SEC_WEB_SOCKET_PROTOCOL);
        if (offered == null || Arrays.stream(offered.split("\\s*,\\s*")).noneMatch(PROTOCOLS::contains)) {
            throw Problem.badRequest("the sub-protocol " + PROTOCOLS_TAKEN + " has to be offered");
        }
        if (!exchange.getQueryString().isEmpty()) {
            throw Problem.badRequest("the WebSocket takes no query: tickets go into hello, tokens never into a URL");
        }
    }
}
