package io.ringmain.gateway.http;

import io.ringmain.gateway.metrics.HttpFigures;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;

/**
 * Sees every request once, when its answer has gone out.
 *
 * <p>Thread: I/O. Takes no lock and touches no file.
 */
final class RequestWatch implements ExchangeCompletionListener {
    /** Template of the path that a request has come to. */
    static final AttachmentKey<String> ROUTE = AttachmentKey.create(String.class);

    /** What was refused before it came to a path, and paths that there are not. */
    private static final String NOWHERE = "none";

    private final HttpFigures figures;

    RequestWatch(HttpFigures figures) {
        this.figures = figures;
    }

    void begin(HttpServerExchange exchange) {
        exchange.addExchangeCompleteListener(this);
    }

    @Override
    public void exchangeEvent(HttpServerExchange exchange, NextListener next) {
        try {
            String route = exchange.getAttachment(ROUTE);
            long durationNs = System.nanoTime() - exchange.getRequestStartTime();
            figures.onRequest(
                    route == null ? NOWHERE : route,
                    exchange.getRequestMethod().toString(),
                    exchange.getStatusCode(),
                    Math.max(0, durationNs));
        } finally {
            next.proceed();
        }
    }
}
