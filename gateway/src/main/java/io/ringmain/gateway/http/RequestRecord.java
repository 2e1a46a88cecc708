package io.ringmain.gateway.http;

import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.rest.Answer;
import io.ringmain.gateway.trail.AuditNote;
import io.ringmain.gateway.trail.AuditTrail;
import io.ringmain.gateway.trail.RequestMark;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.net.InetSocketAddress;
import java.util.Deque;
import java.util.Map;
import java.util.Set;

/**
 * What a request leaves on record: every one that changes something, every login and every refusal leaves something. What
 * has left a record of its own, a command or a note, is not noted here again.
 *
 * <p>Thread: whoever serves the request, one at a time; never waits.
 */
final class RequestRecord {
    private static final AttachmentKey<RequestRecord> KEY = AttachmentKey.create(RequestRecord.class);
    private static final String REQUEST = "request";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** What changes nothing though it is no GET; who may not is on record all the same. */
    static final Set<String> READS = Set.of(
            "/api/v1/history:query",
            "/api/v1/auth/ws-ticket",
            "/api/v1/connectors/{name}/browse:tags",
            "/prom/api/v1/query",
            "/prom/api/v1/query_range",
            "/prom/api/v1/series",
            "/prom/api/v1/labels");

    private static final String SOCKET = "/api/v1/ws";

    /** Words for what people do with their own logins. */
    private static final Map<String, String> ACTIONS = Map.of(
            "/api/v1/auth/login",
            AuditNote.LOGIN,
            "/api/v1/auth/logout",
            "logout",
            "/api/v1/auth/refresh",
            "session.refresh",
            "/api/v1/auth/ws-ticket",
            "session.ticket",
            "/api/v1/auth/password",
            "password.change",
            SOCKET,
            "ws.open");

    /** Refusals of access, on record whatever was asked for. */
    private static final Set<Integer> NO_ACCESS = Set.of(401, 403, 421, 429);

    private final AuditTrail trail;
    private final RefusalLog refusals;
    private final RequestMark mark = new RequestMark();
    private Principal principal;
    private boolean isHostile = true;
    private boolean isUnread;

    private RequestRecord(AuditTrail trail, RefusalLog refusals) {
        this.trail = trail;
        this.refusals = refusals;
    }

    /** Nothing is known of the request yet; a refusal from here on is one of something that no client of good will sends. */
    static RequestRecord begin(HttpServerExchange exchange, AuditTrail trail, RefusalLog refusals) {
        RequestRecord record = new RequestRecord(trail, refusals);
        exchange.putAttachment(KEY, record);
        return record;
    }

    static RequestRecord of(HttpServerExchange exchange) {
        return exchange.getAttachment(KEY);
    }

    /** What was sent is not what the exchange says. */
    void unread() {
        isUnread = true;
    }

    /** It is fit to be looked at. */
    void wellFormed() {
        isHostile = false;
    }

    /** Who has logged in. */
    void of(Principal known) {
        principal = known;
    }

    RequestMark mark() {
        return mark;
    }

    /** Notes what has to be noted; called once, with the answer that goes out. */
    void answered(HttpServerExchange exchange, Answer answer) {
        if (isHostile || RefusalLog.isAboutCaller(answer.status())) {
            refusals.refuse(exchange, answer, isUnread);
        }
        if (mark.isRecorded()) {
            return;
        }
        String template = exchange.getAttachment(RequestWatch.ROUTE);
        boolean isRefused = answer.status() >= 400;
        boolean isChange = !mark.isOnlyLook()
                && !READING.contains(exchange.getRequestMethod().toString())
                && !(template != null && READS.contains(template));
        boolean isToldAlways = isRefused && (isHostile || NO_ACCESS.contains(answer.status()));
        if (isChange || isToldAlways) {
            mark.recorded();
            trail.note(note(exchange, template, isRefused ? answer.code() : AuditNote.GOOD));
        }
    }

    private AuditNote note(HttpServerExchange exchange, String template, String code) {
        String action = template == null ? REQUEST : ACTIONS.getOrDefault(template, REQUEST);
        String target =
                isUnread || !action.equals(REQUEST) ? "" : exchange.getRequestMethod() + " " + exchange.getRequestURI();
        Deque<String> reasons = exchange.getQueryParameters().get("reason");
        return new AuditNote(
                principal == null ? mark.tried() : principal.user(),
                action,
                target,
                "",
                "",
                reasons == null || isHostile ? "" : reasons.getFirst(),
                origin(SOCKET.equals(template) ? "ws" : "rest", exchange.getSourceAddress()),
                code);
    }

    private static String origin(String way, InetSocketAddress from) {
        return from == null || from.getAddress() == null
                ? way
                : way + " " + from.getAddress().getHostAddress();
    }
}
