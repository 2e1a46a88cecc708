package io.ringmain.gateway.http;

import io.ringmain.gateway.logging.AccessEntry;
import io.ringmain.gateway.logging.AccessLog;
import io.ringmain.gateway.metrics.HttpFigures;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.net.InetSocketAddress;

/**
 * Sees every request once, when its answer has gone out: counts and times it, and hands it to the log.
 *
 * <p>Thread: I/O. Takes no lock that is held for long and touches no file.
 */
final class RequestWatch implements ExchangeCompletionListener {
    /** Template of the path that a request has come to. */
    static final AttachmentKey<String> ROUTE = AttachmentKey.create(String.class);
    /** Name of the user who has sent it. */
    static final AttachmentKey<String> USER = AttachmentKey.create(String.class);

    /** What was refused before it came to a path, and paths that there are not. */
    private static final String NOWHERE = "none";

    private final HttpFigures figures;
    private final AccessLog log;

    /** @param log null for none */
    RequestWatch(HttpFigures figures, AccessLog log) {
        this.figures = figures;
        this.log = log;
    }

    void begin(HttpServerExchange exchange) {
        exchange.addExchangeCompleteListener(this);
    }

    @Override
    public void exchangeEvent(HttpServerExchange exchange, NextListener next) {
        try {
            String route = exchange.getAttachment(ROUTE);
            long durationNs = Math.max(0, System.nanoTime() - exchange.getRequestStartTime());
            String method = exchange.getRequestMethod().toString();
            figures.onRequest(route == null ? NOWHERE : route, method, exchange.getStatusCode(), durationNs);
            if (log != null) {
                log.add(entry(exchange, method, durationNs));
            }
        } finally {
            next.proceed();
        }
    }

    private static AccessEntry entry(HttpServerExchange exchange, String method, long durationNs) {
        String user = exchange.getAttachment(USER);
        String query = exchange.getQueryString();
        return new AccessEntry(
                System.currentTimeMillis(),
                address(exchange),
                user == null ? "" : user,
                method,
                query.isEmpty() ? exchange.getRequestURI() : exchange.getRequestURI() + "?" + query,
                exchange.getProtocol().toString(),
                exchange.getStatusCode(),
                exchange.getResponseBytesSent(),
                header(exchange, Headers.REFERER),
                header(exchange, Headers.USER_AGENT),
                durationNs);
    }

    private static String header(HttpServerExchange exchange, HttpString name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    /** Where the client is, without its port. */
    static String address(HttpServerExchange exchange) {
        InetSocketAddress source = exchange.getSourceAddress();
        return source == null || source.getAddress() == null
                ? "unknown"
                : source.getAddress().getHostAddress();
    }
}
