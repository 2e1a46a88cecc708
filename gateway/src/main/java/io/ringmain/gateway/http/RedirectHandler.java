package io.ringmain.gateway.http;

import io.ringmain.gateway.rest.Answer;
import io.ringmain.gateway.view.Problem;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stands before the plain port beside an encrypted one: probes are answered, browsers are sent over, and whatever else comes
 * is refused, as it may have sent a password already.
 *
 * <p>Thread: I/O.
 */
final class RedirectHandler implements HttpHandler {
    private static final byte[] NOTHING = {};
    private static final int DEFAULT_PORT = 443;
    /** Below these nobody is sent over: a program would have sent its token already, and would go on doing so. */
    private static final Set<String> PROGRAMS = Set.of("api", "metrics", "prom");

    private static final Set<String> READS = Set.of("GET", "HEAD");

    private final FrontHandler front;
    private final int port;

    /** @param port the encrypted one */
    RedirectHandler(FrontHandler front, int port) {
        this.front = front;
        this.port = port;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        front.handle(exchange, this::redirect);
    }

    /** True when the request has been answered. */
    private boolean redirect(HttpServerExchange exchange, String path, List<String> segments) {
        String first = segments.isEmpty() ? "" : segments.get(0);
        if (first.equals("health")) {
            return false;
        }
        String host = exchange.getRequestHeaders().getFirst(Headers.HOST);
        boolean isPage = host != null
                && !PROGRAMS.contains(first)
                && READS.contains(exchange.getRequestMethod().toString());
        if (!isPage) {
            throw new Problem(
                    426,
                    "tls-required",
                    "This port is not encrypted; the site is at port " + port + " over TLS.",
                    Map.of("Upgrade", "TLS/1.2, HTTP/1.1", "Connection", "Upgrade"));
        }
        int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
        String name = end <= 0 ? host : host.substring(0, end);
        String authority = port == DEFAULT_PORT ? name : name + ":" + port;
        String query = exchange.getQueryString().isEmpty() ? "" : "?" + exchange.getQueryString();
        Responses.send(
                exchange, new Answer(308, "", NOTHING, Map.of("Location", "https://" + authority + path + query)));
        return true;
    }
}
