package io.ringmain.gateway.http;

import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.auth.Access;
import io.ringmain.gateway.auth.AccessRefused;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.auth.Source;
import io.ringmain.gateway.command.Rights;
import io.ringmain.gateway.rest.Answer;
import io.ringmain.gateway.rest.Call;
import io.ringmain.gateway.rest.Failures;
import io.ringmain.gateway.rest.Lane;
import io.ringmain.gateway.rest.Lanes;
import io.ringmain.gateway.rest.Route;
import io.ringmain.gateway.rest.Routes;
import io.ringmain.gateway.view.Problem;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * Brings a request to its route: who calls, may they, what is the body; then the route's lane, then the answer. No I/O
 * thread waits for anything.
 *
 * <p>Thread: I/O, but for {@link #run}.
 */
final class RestHandler {
    /** Largest body that the parser lets through where nothing else is said. */
    static final long MAX_ENTITY_BYTES = 1024 * 1024;
    /** Largest body of a route that takes thousands of definitions. */
    private static final long MAX_BATCH_BYTES = 16 * 1024 * 1024;
    /** Largest body of a route that takes a whole site. */
    private static final long MAX_IMPORT_BYTES = 64 * 1024 * 1024;
    /** Bodies of people who have not logged in yet must not fill the memory. */
    private static final long MAX_AUTH_BYTES = 16 * 1024;
    /** How long a client may take to send a body. */
    private static final long BODY_SECONDS = 15;

    private static final Set<String> METRICS = Set.of("/metrics", "/api/v1/metrics");
    private static final String BEARER = "Bearer ";
    private static final HttpString IDEMPOTENCY_KEY = new HttpString("Idempotency-Key");
    private static final HttpString LAST_EVENT_ID = new HttpString("Last-Event-ID");
    private static final byte[] NOTHING = {};
    /** What is left to a session whose password has to be changed first. */
    private static final Set<String> WITH_A_DUE_PASSWORD =
            Set.of("/api/v1/auth/password", "/api/v1/auth/refresh", "/api/v1/auth/logout", "/api/v1/auth/me");

    private final Routes routes;
    private final Access access;
    private final Lanes lanes;
    private final boolean isMetricsOpen;
    private final PendingPasswords pending = new PendingPasswords();
    private final long bodyBytes;
    private final RequestRate rate;
    private final AtomicInteger underWay = new AtomicInteger();

    RestHandler(Routes routes, Access access, Lanes lanes, boolean isMetricsOpen, long bodyBytes, RequestRate rate) {
        this.routes = routes;
        this.access = access;
        this.lanes = lanes;
        this.isMetricsOpen = isMetricsOpen;
        this.bodyBytes = bodyBytes;
        this.rate = rate;
    }

    /** Requests that have no answer yet. */
    int underWay() {
        return underWay.get();
    }

    void handle(HttpServerExchange exchange, List<String> segments, Map<String, String> query) {
        try {
            Routes.Match match = match(exchange, segments);
            exchange.putAttachment(RequestWatch.ROUTE, match.route().template());
            Principal principal = authorise(exchange, match.route());
            exchange.setMaxEntitySize(limit(match.route()));
            if (exchange.getRequestContentLength() > exchange.getMaxEntitySize()) {
                throw tooLarge(exchange);
            }
            String source = Source.of(exchange.getSourceAddress()).net();
            boolean isCounted = match.route().lane() == Lane.PASSWORD;
            if (isCounted) {
                pending.begin(source);
            }
            underWay.incrementAndGet();
            exchange.addExchangeCompleteListener((ended, next) -> {
                underWay.decrementAndGet();
                if (isCounted) {
                    pending.end(source);
                }
                next.proceed();
            });
            if (exchange.isRequestComplete()) {
                dispatch(exchange, match, query, principal, NOTHING);
            } else {
                receive(exchange, match, query, principal);
            }
        } catch (RuntimeException e) {
            Responses.send(exchange, Answer.of(Failures.problem(e)));
        }
    }

    private Routes.Match match(HttpServerExchange exchange, List<String> segments) {
        try {
            return routes.match(exchange.getRequestMethod().toString(), segments);
        } catch (Problem e) {
            admitNobody(exchange);
            throw e;
        }
    }

    /** Counts those for their address who come with a token that nobody looks at, or that is none. */
    private void admitNobody(HttpServerExchange exchange) {
        if (exchange.getRequestHeaders().contains(Headers.AUTHORIZATION)) {
            rate.admit(RequestWatch.address(exchange));
        }
    }

    private Principal authorise(HttpServerExchange exchange, Route route) {
        Permission permission = route.permission();
        String header = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
        if (permission == null || header == null && isOpenHere(exchange, route)) {
            admitNobody(exchange);
            return null;
        }
        if (header != null && route.template().startsWith("/prom/")) {
            header = BasicToken.asBearer(header);
        }
        boolean isBearer = header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
        Principal principal = authenticate(
                        exchange, isBearer ? header.substring(BEARER.length()).trim() : "")
                .at("rest", exchange.getSourceAddress());
        RequestRecord.of(exchange).of(principal);
        exchange.putAttachment(RequestWatch.USER, principal.user());
        rate.admit("user " + principal.user());
        if (route.isPerArea()) {
            Rights.require(principal, permission);
        } else {
            Rights.requireEverywhere(principal, permission);
        }
        if (!WITH_A_DUE_PASSWORD.contains(route.template())) {
            access.requireNoDuePassword(principal);
        }
        access.used(principal);
        return principal;
    }

    /** Who comes with tokens that are none counts as one without. */
    private Principal authenticate(HttpServerExchange exchange, String token) {
        try {
            return access.authenticate(token);
        } catch (AccessRefused e) {
            admitNobody(exchange);
            throw e;
        }
    }

    /** Whether it is asked for figures from this machine, and they are open to it. */
    private boolean isOpenHere(HttpServerExchange exchange, Route route) {
        InetAddress from = exchange.getSourceAddress().getAddress();
        return isMetricsOpen && METRICS.contains(route.template()) && from != null && from.isLoopbackAddress();
    }

    private void receive(
            HttpServerExchange exchange, Routes.Match match, Map<String, String> query, Principal principal) {
        XnioExecutor.Key deadline = exchange.getIoThread()
                .executeAfter(() -> IoUtils.safeClose(exchange.getConnection()), BODY_SECONDS, TimeUnit.SECONDS);
        exchange.getRequestReceiver()
                .receiveFullBytes(
                        (received, body) -> {
                            deadline.remove();
                            dispatch(received, match, query, principal, body);
                        },
                        (received, failure) -> {
                            deadline.remove();
                            fail(received, failure);
                        });
    }

    private static void fail(HttpServerExchange exchange, IOException failure) {
        boolean isTooLarge = failure instanceof RequestTooBigException;
        Problem problem = isTooLarge
                ? tooLarge(exchange)
                : new Problem(400, "body-unreadable", "The body ended early or is not framed as announced.");
        exchange.setPersistent(false);
        Responses.send(exchange, Answer.of(problem));
    }

    /** Lanes of requests and answers that hold secrets. */
    private static boolean isSecret(Lane lane) {
        return lane == Lane.AUTH || lane == Lane.PASSWORD;
    }

    private long limit(Route route) {
        if (isSecret(route.lane())) {
            return MAX_AUTH_BYTES;
        }
        if (route.template().endsWith(":import")) {
            return Math.max(MAX_IMPORT_BYTES, bodyBytes);
        }
        return route.template().endsWith(":batch") ? Math.max(MAX_BATCH_BYTES, bodyBytes) : bodyBytes;
    }

    private static Problem tooLarge(HttpServerExchange exchange) {
        exchange.setPersistent(false);
        return new Problem(
                413, "content-too-large", "The body has more than " + exchange.getMaxEntitySize() + " bytes.");
    }

    private void dispatch(
            HttpServerExchange exchange,
            Routes.Match match,
            Map<String, String> query,
            Principal principal,
            byte[] body) {
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> {
            try {
                lanes.of(match.route().lane()).execute(() -> run(exchange, match, query, principal, body));
            } catch (RuntimeException e) {
                Responses.send(exchange, Answer.of(Failures.problem(e)));
            }
        });
    }

    /** Thread: the route's lane. */
    private void run(
            HttpServerExchange exchange,
            Routes.Match match,
            Map<String, String> query,
            Principal principal,
            byte[] body) {
        String key = exchange.getRequestHeaders().getFirst(IDEMPOTENCY_KEY);
        try {
            String seen = exchange.getRequestHeaders().getFirst(Headers.IF_MATCH);
            String unseen = exchange.getRequestHeaders().getFirst(Headers.IF_NONE_MATCH);
            String last = exchange.getRequestHeaders().getFirst(LAST_EVENT_ID);
            HeaderValues cookies = exchange.getRequestHeaders().get(Headers.COOKIE);
            Call call = new Call(
                    match,
                    query,
                    body,
                    principal,
                    Source.of(exchange.getSourceAddress()),
                    key == null ? "" : key,
                    seen == null ? "" : seen.trim(),
                    unseen == null ? "" : unseen.trim(),
                    last == null ? "" : last.trim(),
                    cookies == null ? "" : String.join("; ", cookies));
            RequestRecord.of(exchange)
                    .mark()
                    .during(() -> match.route().endpoint().handle(call))
                    .whenComplete((answer, failure) ->
                            finish(exchange, match, failure == null ? answer : Answer.of(Failures.problem(failure))));
        } catch (RuntimeException e) {
            finish(exchange, match, Answer.of(Failures.problem(e)));
        }
    }

    private static void finish(HttpServerExchange exchange, Routes.Match match, Answer answer) {
        // answers that hold a secret beside text a client chose are never compressed
        Answer sent = isSecret(match.route().lane()) ? answer : Responses.compressed(exchange, answer);
        exchange.getIoThread().execute(() -> Responses.send(exchange, sent));
    }
}
