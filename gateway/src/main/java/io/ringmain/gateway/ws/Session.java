package io.ringmain.gateway.ws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.auth.AccessRefused;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.auth.Source;
import io.ringmain.gateway.rest.Failures;
import io.ringmain.gateway.rest.StreamRequest;
import io.ringmain.gateway.view.Json;
import io.ringmain.gateway.view.Problem;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;

/**
 * One connection from hello to bye.
 *
 * <p>Thread: the hub's. Owns: everything about the connection.
 */
final class Session implements Outbound.Source {
    /** Name of the only subscription of a stream of events. */
    private static final String STREAM_SUB = "tags";

    private final Hub hub;
    private final WsContext context;
    private final Wire wire;
    private final Outbound out;
    private final Subscriptions subscriptions;
    private final WatchedReplays replays;
    private final SocketNotes notes;
    private final SocketCommands commands;
    private final long openedMs;

    private Principal principal;
    /** What of the stream is wanted, null for all. */
    private Set<String> operations;

    private Frame greeting;
    private Instant expiresAt;
    private long position;
    private long heartbeatMs;
    private int errors;
    private boolean isEnding;
    private boolean isClosed;
    private CloseCode ending;
    private long endingMs;

    Session(Hub hub, WsContext context, Wire wire, long nowMs) {
        this.hub = hub;
        this.context = context;
        this.wire = wire;
        this.openedMs = nowMs;
        out = new Outbound(wire, context.gate(), this, hub.figures());
        notes = new SocketNotes(context.trail(), wire.address());
        commands = new SocketCommands(this, hub, context.desk(), Source.of(wire.address()));
        subscriptions =
                new Subscriptions(context.plant(), wire.encoding(), hub.buffer(), hub.figures(), hub::pushLater);
        replays = new WatchedReplays(this, hub, context.replays(), subscriptions);
    }

    /** The login session, null before hello. */
    String login() {
        return principal == null ? null : principal.session();
    }

    boolean isClosed() {
        return isClosed;
    }

    /** Whether nothing more is to be begun. */
    boolean isOver() {
        return isEnding || isClosed;
    }

    /** Whether it wants changes at once. */
    boolean isPushed() {
        return subscriptions.isPushed();
    }

    void extend(Instant until) {
        expiresAt = until;
    }

    // ---- in ------------------------------------------------------------------------------------------------------

    void onMessage(byte[] message, long nowMs) {
        wire.handled(message.length);
        if (isEnding) {
            return;
        }
        Request request = null;
        try {
            request = Request.parse(wire.encoding(), message);
            handle(request, nowMs);
        } catch (JsonProcessingException e) {
            fail(
                    request,
                    new Problem(
                            400, wire.encoding().malformed(), wire.encoding().malformedDetail()),
                    nowMs);
        } catch (IOException | RuntimeException e) {
            fail(request, Failures.problem(e), nowMs);
        }
        out.pump(nowMs);
    }

    private void handle(Request request, long nowMs) {
        String op = request.op();
        if (principal == null) {
            if (!"hello".equals(op)) {
                onRefused(CloseCode.HELLO_EXPECTED, nowMs);
                return;
            }
            hello(request, nowMs);
            return;
        }
        switch (op) {
            case "sub" -> subscribe(request, nowMs);
            case "unsub" -> unsubscribe(request, nowMs);
            case "write", "override", "release", "transition", "attribute" -> commands.take(request, principal, nowMs);
            case "hello" -> throw Problem.badRequest("hello has been said");
            default -> {
                if (Request.alarmKind(op) == null) {
                    throw Request.unknown(op);
                }
                commands.take(request, principal, nowMs);
            }
        }
    }

    private void hello(Request request, long nowMs) {
        request.only("ticket", "resume");
        try {
            principal = context.access().redeem(request.text("ticket")).at("ws", wire.address());
        } catch (AccessRefused e) {
            fail(request, Failures.problem(e), nowMs);
            end(CloseCode.TICKET_REFUSED, nowMs);
            return;
        }
        JsonNode resume = request.node("resume");
        boolean isRecovered = begin(resume == null ? -1 : resume.path("seq").asLong(-1), nowMs);
        reply(nowMs, json -> {
            request.writeRe(json);
            json.writeBooleanField("ok", true);
            json.writeBooleanField("recovered", isRecovered);
            json.writeNumberField("hb", Limits.HEARTBEAT_MS);
            json.writeNumberField("maxFrame", Limits.MAX_FRAME_BYTES);
            json.writeNumberField("maxTags", Limits.MAX_TAGS);
            json.writeStringField("role", principal.role().label());
            json.writeNumberField("seq", context.plant().journaledSequence());
        });
    }

    /** Whether the stream goes on where the client has left it. */
    private boolean begin(long seen, long nowMs) {
        expiresAt = principal.expiresAt();
        heartbeatMs = nowMs;
        StreamLog log = hub.log();
        boolean isRecovered = seen >= 0 && seen <= context.plant().journaledSequence() && log.canResume(seen);
        position = isRecovered ? log.positionAfter(seen) : log.end();
        return isRecovered;
    }

    /** Begins without a message of the client, which has said all in its request. */
    void stream(StreamRequest request, Subscriptions.Definition tags, long nowMs) {
        principal = request.principal();
        operations = request.operations();
        onUsersChanged(nowMs);
        boolean isRecovered = begin(request.seen(), nowMs);
        long from = isRecovered ? request.seen() : context.plant().journaledSequence();
        greeting = Frame.streamed("hello", from, 0, json -> {
            json.writeBooleanField("recovered", isRecovered);
            json.writeNumberField("hb", Limits.HEARTBEAT_MS);
            json.writeStringField("role", principal.role().label());
            tags.write(json);
        });
        if (tags.tagIds().length > 0) {
            subscriptions.add(STREAM_SUB, tags, Subscriptions.hz(request.hz()));
            hub.subscriptionsChanged();
        }
        out.pump(nowMs);
    }

    private void subscribe(Request request, long nowMs) {
        request.only("sub", "tags", "hz", "replay");
        double hz = Subscriptions.hz(request.number("hz", Double.NaN));
        if (request.node("replay") != null) {
            replays.subscribe(principal, request, hz);
            return;
        }
        Subscriptions.Definition made = subscriptions.resolve(request.texts("tags"));
        subscriptions.add(request.text("sub"), made, hz);
        hub.subscriptionsChanged();
        reply(nowMs, json -> {
            request.writeRe(json);
            json.writeBooleanField("ok", true);
            made.write(json);
        });
    }

    private void unsubscribe(Request request, long nowMs) {
        request.only("sub");
        subscriptions.remove(request.text("sub"));
        replays.remove(request.text("sub"));
        hub.subscriptionsChanged();
        reply(nowMs, json -> {
            request.writeRe(json);
            json.writeBooleanField("ok", true);
        });
    }

    /** @param request null when the message was none */
    void fail(Request request, Problem problem, long nowMs) {
        notes.refused(principal, request, problem);
        reply(nowMs, json -> {
            Request.writeRe(json, request == null ? null : request.id());
            json.writeBooleanField("ok", false);
            json.writeStringField("code", problem.code());
            json.writeStringField("detail", problem.detail());
        });
        if (++errors > Limits.MAX_ERRORS) {
            onRefused(CloseCode.TOO_MANY_ERRORS, nowMs);
        }
    }

    void reply(long nowMs, Json.Writing members) {
        boolean isTaken = out.reply(json -> {
            json.writeStartObject();
            members.to(json);
            json.writeEndObject();
        });
        if (!isTaken) {
            end(CloseCode.SLOW_CLIENT, nowMs);
        }
    }

    // ---- out -----------------------------------------------------------------------------------------------------

    /** One beat of the hub's clock. */
    void onTick(long nowMs, Instant now) {
        if (isClosed) {
            return;
        }
        if (isEnding) {
            if (nowMs - endingMs > Limits.HEARTBEAT_MS) {
                wire.drop();
            }
            return;
        }
        if (out.isBlocked(nowMs)) {
            hub.misuse(wire, CloseCode.SLOW_CLIENT.reason());
            hub.figures().onSlow();
            wire.drop();
        } else if (principal == null && nowMs - openedMs > Limits.HELLO_MS) {
            end(CloseCode.HELLO_EXPECTED, nowMs);
        } else if (principal != null && !now.isBefore(expiresAt)) {
            end(CloseCode.SESSION_ENDED, nowMs);
        } else {
            out.pump(nowMs);
        }
    }

    void pump(long nowMs) {
        out.pump(nowMs);
    }

    void onSent(long nowMs) {
        out.onSent();
        if (isEnding) {
            sayBye(nowMs);
        } else {
            out.pump(nowMs);
        }
    }

    @Override
    public Frame heartbeat(long nowMs) {
        if (principal == null || nowMs - heartbeatMs < Limits.HEARTBEAT_MS) {
            return null;
        }
        heartbeatMs = nowMs;
        // whatever was said of its end in the moment in which it began is noticed here
        onUsersChanged(nowMs);
        if (isEnding) {
            return null;
        }
        context.access().used(principal);
        return Frame.of("hb", 0, json -> json.writeNumberField("t", System.currentTimeMillis()));
    }

    @Override
    public Frame next(long nowMs) {
        if (principal == null) {
            return null;
        }
        if (greeting != null) {
            Frame first = greeting;
            greeting = null;
            return first;
        }
        StreamLog log = hub.log();
        if (log.isOverrun(position)) {
            end(CloseCode.STREAM_OVERRUN, nowMs);
            return null;
        }
        while (log.has(position)) {
            StreamLog.Entry entry = log.entry(position++);
            boolean isMine = entry.session() == null || entry.session().equals(principal.session());
            if (isMine
                    && (operations == null || operations.contains(entry.frame().operation()))) {
                return entry.frame();
            }
        }
        return replays.next(nowMs);
    }

    // ---- end -----------------------------------------------------------------------------------------------------

    /** A changed role shows in the next hello, so the client is asked to connect again; all commands check it anyway. */
    void onUsersChanged(long nowMs) {
        if (principal == null) {
            return;
        }
        try {
            context.access().requireNoDuePassword(principal);
            if (!context.access().present(principal).role().equals(principal.role())) {
                end(CloseCode.ROLE_CHANGED, nowMs);
            }
        } catch (AccessRefused e) {
            end(CloseCode.SESSION_ENDED, nowMs);
        }
    }

    /** What came is not taken. */
    void onRefused(CloseCode code, long nowMs) {
        if (!isEnding && !isClosed) {
            notes.ended(principal, code);
        }
        end(code, nowMs);
    }

    /** Says bye and closes; at once, or when the frame on its way has been taken. */
    void end(CloseCode code, long nowMs) {
        if (isEnding || isClosed) {
            return;
        }
        if (code == CloseCode.SLOW_CLIENT) {
            hub.figures().onSlow();
        }
        if (code.isMisuse()) {
            hub.misuse(wire, code.reason());
        }
        isEnding = true;
        ending = code;
        endingMs = nowMs;
        sayBye(nowMs);
    }

    /** Says it when nothing is on its way and the replies are out. */
    private void sayBye(long nowMs) {
        CloseCode code = ending;
        if (code == null || out.isInFlight()) {
            return;
        }
        if (code != CloseCode.SLOW_CLIENT && out.hasReplies()) {
            out.pump(nowMs);
            return;
        }
        ending = null;
        out.last(
                Frame.of("bye", 0, json -> {
                    json.writeNumberField("code", code.code());
                    json.writeStringField("reason", code.reason());
                    json.writeBooleanField("retry", code.isRetry());
                    if (code.isRetry()) {
                        json.writeNumberField("afterMs", 500);
                    }
                }),
                nowMs);
        wire.close(code);
    }

    void onClosed() {
        isClosed = true;
        replays.close();
    }
}
