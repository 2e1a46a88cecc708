package io.ringmain.gateway.ws;

import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.replay.ReplayWatch;
import io.ringmain.gateway.replay.Replays;
import io.ringmain.gateway.rest.Failures;
import io.ringmain.gateway.view.Json;
import io.ringmain.gateway.view.Problem;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The replays that the subscriptions of one connection look at, and what they tell.
 *
 * <p>Thread: the hub's.
 */
final class WatchedReplays {
    private static final int MOST_IN_TURN = 16;

    private final Session session;
    private final Hub hub;
    private final Replays replays;
    private final Subscriptions subscriptions;
    private final Map<String, ReplayWatch> watches = new LinkedHashMap<>();
    private final Map<String, String> idBySubscription = new HashMap<>();
    /** Subscriptions that wait for their replay. */
    private int awaited;

    private int toldInTurn;

    WatchedReplays(Session session, Hub hub, Replays replays, Subscriptions subscriptions) {
        this.session = session;
        this.hub = hub;
        this.replays = replays;
        this.subscriptions = subscriptions;
    }

    /** A subscription to the past is answered when its replay has a moment. */
    void subscribe(Principal who, Request request, double hz) {
        List<String> names = request.texts("tags");
        String name = request.text("sub");
        if (awaited == Limits.MAX_AWAITED) {
            throw Problem.unavailable("replay-seeking", "Other subscriptions wait for their replays already.", 1);
        }
        awaited++;
        replays.watch(who, request.text("replay"))
                .whenComplete((watch, failure) -> hub.run(() -> {
                    awaited--;
                    long nowMs = Hub.nowMs();
                    if (failure != null) {
                        session.fail(request, Failures.problem(failure), nowMs);
                    } else {
                        subscribe(request, name, names, hz, watch, nowMs);
                    }
                    session.pump(nowMs);
                }));
    }

    private void subscribe(Request request, String name, List<String> names, double hz, ReplayWatch fresh, long nowMs) {
        if (session.isOver()) {
            fresh.close();
            return;
        }
        ReplayWatch watch = share(fresh);
        try {
            ReplayWatch.Shown shown = watch.shown();
            if (shown == null) {
                throw Problem.unavailable("replay-seeking", "The replay is on its way to another moment.", 1);
            }
            Subscriptions.Definition made = Subscriptions.resolve(shown.site(), names);
            subscriptions.add(name, ValueSource.of(watch), made, hz);
            idBySubscription.put(name, watch.id());
            session.reply(nowMs, json -> {
                request.writeRe(json);
                json.writeBooleanField("ok", true);
                json.writeStringField("replay", watch.id());
                made.write(json);
            });
        } catch (Problem e) {
            closeUnused();
            session.fail(request, e, nowMs);
        }
    }

    /** One watch a replay, however many subscriptions look at it. */
    private ReplayWatch share(ReplayWatch fresh) {
        ReplayWatch known = watches.putIfAbsent(fresh.id(), fresh);
        if (known == null) {
            return fresh;
        }
        fresh.close();
        return known;
    }

    void remove(String subscription) {
        idBySubscription.remove(subscription);
        closeUnused();
    }

    /** Ends what no subscription looks at. */
    private void closeUnused() {
        watches.values().removeIf(watch -> {
            boolean isUnused = !idBySubscription.containsValue(watch.id());
            if (isUnused) {
                watch.close();
            }
            return isUnused;
        });
    }

    /**
     * The next frame of what replays tell, else of values; of values also after many of the others: a replay that plays fast
     * must not hold its own values up.
     */
    Frame next(long nowMs) {
        Frame told = toldInTurn < MOST_IN_TURN ? change() : null;
        if (told != null) {
            toldInTurn++;
            return told;
        }
        boolean isTurnOver = toldInTurn == MOST_IN_TURN;
        toldInTurn = 0;
        Frame values = subscriptions.next(nowMs);
        return values == null && isTurnOver ? change() : values;
    }

    private Frame change() {
        for (ReplayWatch watch : watches.values()) {
            long missed = watch.takeMissed();
            if (missed > 0) {
                return Frame.of("state", 0, out -> {
                    out.writeStringField("replay", watch.id());
                    out.writeNumberField("missed", missed);
                });
            }
            ReplayWatch.Change change = watch.poll();
            if (change != null) {
                return frame(change);
            }
        }
        return null;
    }

    private static Frame frame(ReplayWatch.Change change) {
        byte[] head = Encoding.JSON.head(Json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("op", change.operation());
            out.writeEndObject();
        }));
        return Frame.encoded(change.operation(), 0, Encoding.JSON, head, change.members());
    }

    void close() {
        idBySubscription.clear();
        closeUnused();
    }
}
