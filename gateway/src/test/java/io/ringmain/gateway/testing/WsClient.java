package io.ringmain.gateway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A WebSocket client that keeps what it is sent until the test looks. */
public final class WsClient implements WebSocket.Listener, AutoCloseable {
    public static final String JSON = "ringmain.v1.json";
    public static final String CBOR = "ringmain.v1.cbor";
    private static final CBORMapper BINARY = new CBORMapper();
    private static final long PATIENCE_SECONDS = 60;

    private final LinkedBlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;
    private int nextId = 1;

    private final ByteArrayOutputStream partialBytes = new ByteArrayOutputStream();
    private final boolean isBinary;

    private WsClient(boolean isBinary) {
        this.isBinary = isBinary;
    }

    /** Connects and offers that sub-protocol. */
    public static WsClient connect(TestGateway gateway, String protocol) {
        WsClient made = new WsClient(protocol.equals(CBOR));
        URI uri = URI.create(gateway.uri("/api/v1/ws").toString().replaceFirst("^http", "ws"));
        made.socket = gateway.client()
                .newWebSocketBuilder()
                .subprotocols(protocol)
                .buildAsync(uri, made)
                .join();
        return made;
    }

    public JsonNode hello(String ticket) {
        return request("\"op\":\"hello\",\"ticket\":\"" + ticket + "\"");
    }

    public JsonNode hello(String ticket, long resumeFrom) {
        return request("\"op\":\"hello\",\"ticket\":\"" + ticket + "\",\"resume\":{\"seq\":" + resumeFrom + "}");
    }

    public JsonNode subscribe(String sub, double hz, String... tags) {
        String list = "[\"" + String.join("\",\"", tags) + "\"]";
        return request("\"op\":\"sub\",\"sub\":\"" + sub + "\",\"tags\":" + list + ",\"hz\":" + hz);
    }

    /** Sends the members as one message and waits for the reply to it. */
    public JsonNode request(String members) {
        int id = nextId++;
        send("{\"id\":" + id + "," + members + "}");
        return await(frame -> frame.path("re").asInt(-1) == id);
    }

    /** Sends JSON, on a connection that takes CBOR translated into that. */
    public void send(String text) {
        if (isBinary) {
            sendBinary(cbor(text));
        } else {
            sendText(text);
        }
    }

    public static byte[] cbor(String json) {
        try {
            return BINARY.writeValueAsBytes(TestGateway.json(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void sendText(String text) {
        socket.sendText(text, true).join();
    }

    public void sendBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /** The next frame with that operation; others before it are dropped. */
    public JsonNode awaitOp(String op) {
        return await(frame -> op.equals(frame.path("op").asText()));
    }

    public JsonNode await(Predicate<JsonNode> wanted) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end) {
            JsonNode frame = poll(end - System.nanoTime());
            if (frame != null && wanted.test(frame)) {
                return frame;
            }
        }
        throw new AssertionError("the frame has not come within " + PATIENCE_SECONDS + " s");
    }

    private JsonNode poll(long ns) {
        try {
            return frames.poll(ns, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The code with which the server has closed. */
    public int awaitClose() {
        return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Waits until the connection has ended, in whatever way. */
    public void awaitEnd() {
        closed.handle((code, failure) -> true)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
        partial.append(data);
        if (isLast) {
            frames.add(TestGateway.json(partial.toString()));
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean isLast) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        partialBytes.writeBytes(bytes);
        if (isLast) {
            try {
                frames.add(BINARY.readTree(partialBytes.toByteArray()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            partialBytes.reset();
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
