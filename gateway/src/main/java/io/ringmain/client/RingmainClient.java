package io.ringmain.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A session with a gateway that stays: a lost connection is sought again, subscriptions come back with it, and the stream goes on
 * where it was left or says that it can not.
 *
 * <pre>{@code
 * try (RingmainClient client = RingmainClient.login(URI.create("http://127.0.0.1:8080"), "operator", password, listener)) {
 *     client.subscribe(List.of("Feed.*"), 5);
 *     client.command("write", Map.of("tag", "Feed.Setpoint", "value", 42, "reason", "night")).join();
 * }
 * }</pre>
 *
 * <p>Thread: public methods any; the listener and all state the client's own.
 */
public final class RingmainClient implements AutoCloseable {
    private static final long FIRST_DELAY_MS = 200;
    private static final long LAST_DELAY_MS = 2_000;
    private static final double MISSED_HEARTBEATS = 2.5;
    private static final long COMMAND_S = 15;
    private static final long WELCOME_S = 8;
    private static final int FIRST_FINAL_CODE = 4_500;
    private static final int LAST_OWN_CODE = 5_000;

    private record Subscription(List<String> tags, double hz) {}

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ScheduledExecutorService thread;
    private final RestCalls rest;
    private final URI socketUri;
    private final ClientListener listener;
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    private final Map<String, CompletableFuture<JsonNode>> commands = new HashMap<>();
    private Connection connection;
    private LinkState state = LinkState.LOST;
    private long seen = -1;
    private int attempts;
    private int nextName = 1;

    private RingmainClient(URI base, ClientListener listener) {
        this.listener = listener;
        rest = new RestCalls(http, base);
        socketUri = URI.create(base.resolve("/api/v1/ws").toString().replaceFirst("^http", "ws"));
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "ringmain-client");
            made.setDaemon(true);
            return made;
        });
    }

    /**
     * Logs in and begins to connect.
     *
     * @throws RefusedException when the name or the password is wrong
     */
    public static RingmainClient login(URI base, String user, String password, ClientListener listener) {
        RingmainClient client = new RingmainClient(base, listener);
        try {
            client.rest.login(user, password);
        } catch (RuntimeException e) {
            client.thread.shutdownNow();
            throw e;
        }
        client.run(client::connect);
        return client;
    }

    /**
     * Asks over REST.
     *
     * @param path below {@code /api/v1}
     * @param body null for none, otherwise what Jackson can write
     * @return the answer, or a {@link RefusedException}
     */
    public CompletableFuture<JsonNode> call(String method, String path, Object body) {
        return rest.call(method, path, body);
    }

    /**
     * Has the listener told of values, also over lost connections.
     *
     * @param tags names and globs
     * @param hz most frames a second, 0 for as soon as something changes
     * @return the name by which it is ended
     */
    public CompletableFuture<String> subscribe(List<String> tags, double hz) {
        CompletableFuture<String> made = new CompletableFuture<>();
        run(made, () -> {
            String name = "s" + nextName++;
            Subscription subscription = new Subscription(List.copyOf(tags), hz);
            subscriptions.put(name, subscription);
            if (state == LinkState.LIVE) {
                subscribe(name, subscription);
            }
            made.complete(name);
        });
        return made;
    }

    public void unsubscribe(String name) {
        run(() -> {
            if (subscriptions.remove(name) != null && state == LinkState.LIVE) {
                connection.unsubscribe(name);
            }
        });
    }

    /**
     * Sends a command: {@code write {tag, value, reason?}}, {@code ack {alarm, occurrence?, comment?}}, {@code transition {machine, to}} and
     * the others of the protocol.
     *
     * @return the frame that tells its outcome, also after a lost connection; a {@link RefusedException} when it was not done; a timeout
     *     when nothing is known after 15 s
     */
    public CompletableFuture<JsonNode> command(String operation, Map<String, Object> members) {
        CompletableFuture<JsonNode> outcome = new CompletableFuture<>();
        String id = UUID.randomUUID().toString();
        run(outcome, () -> {
            if (state != LinkState.LIVE) {
                outcome.completeExceptionally(new RefusedException("not-connected", "There is no link at the moment."));
                return;
            }
            commands.put(id, outcome);
            ObjectNode message = RestCalls.JSON.valueToTree(members);
            message.put("op", operation).put("cmd", id);
            connection.request(message, reply -> {
                if (!reply.path("ok").asBoolean()) {
                    outcome.completeExceptionally(refused(reply));
                }
            });
        });
        return outcome.orTimeout(COMMAND_S, TimeUnit.SECONDS)
                .whenComplete((done, failure) -> run(() -> commands.remove(id)));
    }

    static RefusedException refused(JsonNode answer) {
        return new RefusedException(
                answer.path("code").asText("refused"), answer.path("detail").asText(""));
    }

    // ---- the connection; all of it in the client's thread --------------------------------------------------------

    private void connect() {
        if (state == LinkState.ENDED) {
            return;
        }
        rest.ticket()
                .whenComplete((ticket, failure) -> run(() -> {
                    if (state == LinkState.ENDED) {
                        return;
                    }
                    if (failure == null) {
                        connection = new Connection(this, this::run, ticket, seen);
                        connection.open(http, socketUri);
                        awaitWelcome(connection);
                    } else if (failure.getCause() instanceof RefusedException refused
                            && refused.code().startsWith("token")) {
                        end(refused.getMessage());
                    } else {
                        lost(null, String.valueOf(failure.getMessage()));
                    }
                }));
    }

    /** A server that takes the connection and says nothing is as lost as one that is gone. */
    private void awaitWelcome(Connection made) {
        thread.schedule(
                () -> {
                    if (made == connection && state == LinkState.LOST) {
                        lost(made, "the server does not answer");
                    }
                },
                WELCOME_S,
                TimeUnit.SECONDS);
    }

    void ready(JsonNode hello) {
        boolean isResumed = hello.path("recovered").asBoolean();
        attempts = 0;
        become(LinkState.LIVE, "");
        if (!isResumed) {
            // what is not told from here on will be behind this
            seen = hello.path("seq").asLong();
            listener.onStreamLost();
        }
        subscriptions.forEach(this::subscribe);
        watch(connection, hello.path("hb").asLong());
    }

    private void subscribe(String name, Subscription subscription) {
        connection.subscribe(name, subscription.tags(), subscription.hz());
    }

    private void watch(Connection watched, long heartbeatMs) {
        thread.schedule(
                () -> {
                    if (watched != connection || state != LinkState.LIVE) {
                        return;
                    }
                    if (watched.silentMs() > MISSED_HEARTBEATS * heartbeatMs) {
                        lost(watched, "the server has gone silent");
                    } else {
                        watch(watched, heartbeatMs);
                    }
                },
                heartbeatMs / 2,
                TimeUnit.MILLISECONDS);
    }

    /** A frame is missing: values begin anew, and what of the stream stood in it is not known. */
    void gap() {
        subscriptions.forEach((name, subscription) -> {
            connection.unsubscribe(name);
            subscribe(name, subscription);
        });
        listener.onStreamLost();
    }

    void frame(JsonNode frame) {
        seen = Math.max(seen, frame.path("seq").asLong(-1));
        if ("cmd".equals(frame.path("op").asText())) {
            CompletableFuture<JsonNode> outcome = commands.get(frame.path("cmd").asText());
            if (outcome != null && "DONE".equals(frame.path("state").asText())) {
                outcome.complete(frame);
            } else if (outcome != null) {
                outcome.completeExceptionally(refused(frame));
            }
        }
        listener.onFrame(frame);
    }

    void update(Update update) {
        listener.onUpdate(update);
    }

    void unknown(String name) {
        listener.onUnknown(name);
    }

    /** The connection has ended; codes from 4500 say not to come back. */
    void closed(Connection ended, int code, String reason) {
        if (ended != connection || state == LinkState.ENDED) {
            return;
        }
        if (code >= FIRST_FINAL_CODE && code < LAST_OWN_CODE) {
            end(reason);
        } else {
            lost(ended, reason);
        }
    }

    private void lost(Connection ended, String reason) {
        if (ended != null) {
            ended.abort();
        }
        connection = null;
        become(LinkState.LOST, reason);
        long delayMs = Math.min(LAST_DELAY_MS, FIRST_DELAY_MS << Math.min(attempts++, 10));
        thread.schedule(this::connect, delayMs, TimeUnit.MILLISECONDS);
    }

    private void end(String reason) {
        if (connection != null) {
            connection.abort();
            connection = null;
        }
        become(LinkState.ENDED, reason);
    }

    private void become(LinkState other, String reason) {
        state = other;
        listener.onLink(other, reason);
    }

    private void run(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            // the client is closed: nobody waits for it
        }
    }

    /** For what somebody may wait for. */
    private void run(CompletableFuture<?> answer, Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(new RefusedException("closed", "The client is closed."));
        }
    }

    /** Ends the connection; the session goes on until its token ends. */
    @Override
    public void close() {
        run(() -> {
            end("closed");
            commands.values().forEach(outcome -> outcome.cancel(false));
        });
        thread.shutdown();
    }
}
