package io.ringmain.gateway.http;

import io.ringmain.gateway.rest.Answer;
import io.ringmain.gateway.trail.AuditTrail;
import io.ringmain.gateway.view.Problem;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Protocols;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * First to see a request: refuses what no client of good will sends, sets the security headers, and hands over to REST,
 * WebSocket or the screens.
 *
 * <p>Thread: I/O.
 */
final class FrontHandler implements HttpHandler {
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");
    /** First segments of what is no screen. */
    private static final Set<String> REST = Set.of("api", "health", "metrics", "prom");

    private static final HttpString STRICT_TRANSPORT = new HttpString("Strict-Transport-Security");
    private static final AttachmentKey<Boolean> BLIND = AttachmentKey.create(Boolean.class);
    private static final String METHODS_TAKEN = "GET, HEAD, POST, PUT";

    private static final Map<HttpString, String> SECURITY_HEADERS = Map.of(
            new HttpString("Content-Security-Policy"),
            "default-src 'self'; img-src 'self' data:;"
                    + " object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
            new HttpString("X-Content-Type-Options"),
            "nosniff",
            new HttpString("X-Frame-Options"),
            "DENY",
            new HttpString("Referrer-Policy"),
            "no-referrer",
            new HttpString("Cross-Origin-Opener-Policy"),
            "same-origin",
            new HttpString("Cross-Origin-Resource-Policy"),
            "same-origin",
            new HttpString("Permissions-Policy"),
            "camera=(), geolocation=(), microphone=()");

    private final FirstPasswords firstPasswords;
    private final HostRule hosts;
    private final RestHandler rest;
    private final StaticHandler screens;
    private final HttpHandler webSocket;
    private final RequestWatch watch;
    private final AuditTrail trail;
    private final RequestRate rate;
    private final RefusalLog refusals;

    FrontHandler(
            FirstPasswords firstPasswords,
            HostRule hosts,
            RestHandler rest,
            StaticHandler screens,
            HttpHandler webSocket,
            RequestWatch watch,
            RequestRate rate,
            AuditTrail trail,
            RefusalLog refusals) {
        this.firstPasswords = firstPasswords;
        this.hosts = hosts;
        this.rest = rest;
        this.screens = screens;
        this.webSocket = webSocket;
        this.watch = watch;
        this.trail = trail;
        this.rate = rate;
        this.refusals = refusals;
    }

    /** What may answer a request before it comes to its path. */
    interface Shortcut {
        /** @return true when it has answered */
        boolean answer(HttpServerExchange exchange, String path, List<String> segments);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        handle(exchange, (request, path, segments) -> false);
    }

    void handle(HttpServerExchange exchange, Shortcut shortcut) throws Exception {
        watch.begin(exchange);
        RequestRecord record = RequestRecord.begin(exchange, trail, refusals);
        SECURITY_HEADERS.forEach(exchange.getResponseHeaders()::put);
        if (isEncrypted(exchange)) {
            exchange.getResponseHeaders().put(STRICT_TRANSPORT, "max-age=31536000");
        }
        try {
            checkWire(exchange);
            firstPasswords.check(exchange.getSourceAddress(), exchange.getDestinationAddress());
            checkHost(exchange);
            String path = path(exchange);
            List<String> segments = RequestPath.segments(path);
            record.wellFormed();
            boolean isSocket = segments.equals(List.of("api", "v1", "ws"));
            boolean isRest = !isSocket && !segments.isEmpty() && REST.contains(segments.get(0));
            if (!isRest || !exchange.getRequestHeaders().contains(Headers.AUTHORIZATION)) {
                rate.admit(RequestWatch.address(exchange)); // of others when it is known who they are
            }
            if (shortcut.answer(exchange, path, segments)) {
                return;
            }
            if (isSocket) {
                exchange.putAttachment(RequestWatch.ROUTE, "/api/v1/ws");
                checkOrigin(exchange);
                webSocket.handleRequest(exchange);
            } else if (isRest) {
                rest.handle(exchange, segments, RequestPath.query(exchange.getQueryString()));
            } else {
                exchange.putAttachment(RequestWatch.ROUTE, "/");
                screens.handle(exchange, segments);
            }
        } catch (Problem e) {
            exchange.setPersistent(false);
            Responses.send(exchange, Answer.of(e));
        }
    }

    static boolean isEncrypted(HttpServerExchange exchange) {
        return exchange.getConnection().getSslSessionInfo() != null;
    }

    private static void checkWire(HttpServerExchange exchange) {
        AbstractServerConnection connection = (AbstractServerConnection) exchange.getConnection();
        WireGuard guard = (WireGuard) connection.getOriginalSourceConduit();
        if (guard.finding() != null) {
            RequestRecord.of(exchange).unread();
            exchange.setProtocol(Protocols.HTTP_1_1);
            throw guard.finding();
        }
        // behind an upgrade that came to nothing nobody has looked at the bytes
        if (guard.isBlind() && connection.putAttachment(BLIND, Boolean.TRUE) != null) {
            throw new Problem(400, "request-after-upgrade", "After asking for another protocol nothing else is taken.");
        }
        String method = exchange.getRequestMethod().toString();
        if (!METHODS.contains(method)) {
            throw new Problem(501, "method-unknown", "This server does not know the method.");
        }
        if ("TRACE".equals(method)) {
            throw new Problem(405, "method-not-allowed", "TRACE is not taken.", Map.of("Allow", METHODS_TAKEN));
        }
    }

    private void checkHost(HttpServerExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst(Headers.HOST);
        // HTTP/1.0 needs none; that there is not more than one has been seen on the wire
        if (host != null) {
            hosts.check(host);
        }
    }

    /** The raw path; the authority of an absolute request target is checked like a Host. */
    private String path(HttpServerExchange exchange) {
        String target = exchange.getRequestURI();
        if (!exchange.isHostIncludedInRequestURI()) {
            return target;
        }
        int authority = target.indexOf("://") + 3;
        int path = target.indexOf('/', authority);
        hosts.check(target.substring(authority, path < 0 ? target.length() : path));
        return path < 0 ? "/" : target.substring(path);
    }

    private void checkOrigin(HttpServerExchange exchange) {
        HeaderValues origins = exchange.getRequestHeaders().get(Headers.ORIGIN);
        String host = exchange.getRequestHeaders().getFirst(Headers.HOST);
        if (origins != null
                && (origins.size() != 1
                        || host == null
                        || !hosts.isSameOrigin(origins.getFirst(), host, isEncrypted(exchange)))) {
            throw new Problem(403, "origin-not-allowed", "A page of another site may not open this WebSocket.");
        }
    }
}
