package io.ringmain.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One WebSocket of a client, from hello on. Thread: the client's; callbacks of the socket hand over to it. */
final class Connection implements WebSocket.Listener {
    private static final String PROTOCOL = "ringmain.v1.json";
    private static final long OPEN_S = 5;

    private final RingmainClient client;
    private final Executor thread;
    private final String ticket;
    private final long seen;
    private final StringBuilder partial = new StringBuilder();
    private final Map<Long, Consumer<JsonNode>> replies = new HashMap<>();
    private final Map<String, Map<Integer, String>> names = new HashMap<>();
    private WebSocket socket;
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
    private long nextId = 1;
    private long nextNumber = 1;
    private long heardNs = System.nanoTime();

    /** @param seen the last sequence of the stream, negative to begin */
    Connection(RingmainClient client, Executor thread, String ticket, long seen) {
        this.client = client;
        this.thread = thread;
        this.ticket = ticket;
        this.seen = seen;
    }

    void open(HttpClient http, URI uri) {
        http.newWebSocketBuilder()
                .subprotocols(PROTOCOL)
                .buildAsync(uri, this)
                .orTimeout(OPEN_S, TimeUnit.SECONDS)
                .whenComplete((opened, failure) -> thread.execute(() -> {
                    if (failure == null) {
                        socket = opened;
                        hello();
                    } else {
                        client.closed(this, 0, String.valueOf(failure.getMessage()));
                    }
                }));
    }

    private void hello() {
        ObjectNode message = message("hello").put("ticket", ticket);
        if (seen >= 0) {
            message.putObject("resume").put("seq", seen);
        }
        request(message, reply -> {
            if (reply.path("ok").asBoolean()) {
                client.ready(reply);
            } else {
                client.closed(this, 0, RingmainClient.refused(reply).getMessage());
            }
        });
    }

    private static ObjectNode message(String operation) {
        return RestCalls.JSON.createObjectNode().put("op", operation);
    }

    void subscribe(String name, List<String> tags, double hz) {
        ObjectNode message = message("sub").put("sub", name).put("hz", hz);
        ArrayNode list = message.putArray("tags");
        tags.forEach(list::add);
        names.put(name, new HashMap<>());
        request(message, reply -> {
            Map<Integer, String> handles = names.get(name);
            if (handles != null) {
                reply.path("def")
                        .forEach(tag ->
                                handles.put(tag.path(0).asInt(), tag.path(1).asText()));
            }
            if (!reply.path("ok").asBoolean()) {
                tags.forEach(client::unknown);
            }
            reply.path("bad").forEach(bad -> client.unknown(bad.path(0).asText()));
        });
    }

    void unsubscribe(String name) {
        names.remove(name);
        request(message("unsub").put("sub", name), reply -> {});
    }

    /** Sends a message; one after the other, as the socket demands. */
    void request(ObjectNode message, Consumer<JsonNode> onReply) {
        long id = nextId++;
        replies.put(id, onReply);
        String text = message.put("id", id).toString();
        WebSocket to = socket;
        sent = sent.handle((done, failure) -> null).thenCompose(ignored -> to.sendText(text, true));
    }

    /** How long nothing has come. */
    long silentMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - heardNs);
    }

    void abort() {
        if (socket != null) {
            socket.abort();
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
        partial.append(data);
        if (isLast) {
            String text = partial.toString();
            partial.setLength(0);
            thread.execute(() -> receive(text));
        }
        from.request(1);
        return null;
    }

    private void receive(String text) {
        heardNs = System.nanoTime();
        JsonNode frame;
        try {
            frame = RestCalls.JSON.readTree(text);
        } catch (IOException e) {
            client.closed(this, 0, "what came is no JSON");
            return;
        }
        if (frame.has("re")) {
            Consumer<JsonNode> reply = replies.remove(frame.path("re").asLong());
            if (reply != null) {
                reply.accept(frame);
            }
            return;
        }
        long number = frame.path("n").asLong();
        boolean isGap = number != nextNumber;
        nextNumber = number + 1;
        switch (frame.path("op").asText()) {
            case "v" -> values(frame);
            case "hb" -> {
                // it has been heard
            }
            case "bye" ->
                client.closed(
                        this, frame.path("code").asInt(), frame.path("reason").asText());
            default -> client.frame(frame);
        }
        if (isGap) {
            client.gap();
        }
    }

    private void values(JsonNode frame) {
        Map<Integer, String> handles = names.get(frame.path("sub").asText());
        if (handles == null) {
            return; // it was on its way when the subscription ended
        }
        boolean isSnapshot = frame.path("snap").asBoolean();
        long baseMs = frame.path("t").asLong();
        for (JsonNode item : frame.path("d")) {
            String tag = handles.get(item.path(0).asInt());
            if (tag != null) {
                Instant time = Instant.ofEpochMilli(baseMs + item.path(3).asLong());
                client.update(new Update(tag, item.path(1), item.path(2).asLong(), time, isSnapshot));
            }
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        thread.execute(() -> client.closed(this, code, reason));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        thread.execute(() -> client.closed(this, 0, String.valueOf(error.getMessage())));
    }
}
