package io.ringmain.gateway.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The DevTools protocol over a pair of pipes: JSON texts, each with a zero byte behind it. No port is opened, so that
 * nobody else on the machine can talk to the browser.
 *
 * <p>Thread: one drives; another, of its own, reads. Both pipes end with the browser.
 */
final class DevTools {
    private static final int MOST_MESSAGE_BYTES = 96 * 1024 * 1024;
    private static final int MOST_WAITING = 4_096;
    private static final long LOOK_MS = 50;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MOST_MESSAGE_BYTES)
                    .build())
            .build());
    private static final byte[] END = {};

    private final OutputStream out;
    private final BlockingQueue<byte[]> received = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Consumer<JsonNode> events;
    private final BooleanSupplier isCancelled;
    private final long deadlineNanoTime;
    private int lastId;
    private boolean isOver;

    /**
     * @param events told of everything that is no answer, while somebody waits
     * @param deadlineNanoTime when waiting ends
     */
    DevTools(
            InputStream in,
            OutputStream out,
            Consumer<JsonNode> events,
            BooleanSupplier isCancelled,
            long deadlineNanoTime) {
        this.out = out;
        this.events = events;
        this.isCancelled = isCancelled;
        this.deadlineNanoTime = deadlineNanoTime;
        Thread reader = new Thread(() -> read(in), "render-reader");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(InputStream in) {
        try (InputStream buffered = new BufferedInputStream(in)) {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            for (int next = buffered.read(); next >= 0 && message.size() < MOST_MESSAGE_BYTES; next = buffered.read()) {
                if (next == 0) {
                    received.put(message.toByteArray());
                    message.reset();
                } else {
                    message.write(next);
                }
            }
        } catch (IOException e) {
            // the browser has ended, which the end of the queue says
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        received.offer(END);
    }

    static JsonNode parse(String text) throws RenderException {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new RenderException(RenderException.FAILED, "the browser has sent what is no JSON");
        }
    }

    /** A text as a literal of a script. */
    static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (IOException e) {
            throw new IllegalArgumentException("a text that is none", e);
        }
    }

    /**
     * Asks for something and waits for the answer.
     *
     * @param session of a page, empty for the browser
     * @throws RenderException when it is refused, cancelled or late, or the browser has ended
     */
    JsonNode call(String session, String method, Map<String, ?> parameters) throws RenderException {
        int id = ++lastId;
        ObjectNode message = JSON.createObjectNode();
        message.put("id", id);
        message.put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        try {
            out.write(JSON.writeValueAsBytes(message));
            out.write(0);
            out.flush();
        } catch (IOException e) {
            throw ended();
        }
        while (true) {
            JsonNode answer = next();
            if (answer != null && answer.path("id").asInt() == id) {
                if (answer.has("error")) {
                    throw new RenderException(
                            RenderException.FAILED,
                            "the browser has refused " + method + ": "
                                    + answer.at("/error/message").asText());
                }
                return answer.path("result");
            }
        }
    }

    /** Waits a moment for what comes. */
    void look() throws RenderException {
        next();
    }

    /** An answer; null when there was none for a moment, or an event, which has been told. */
    private JsonNode next() throws RenderException {
        if (isCancelled.getAsBoolean()) {
            throw new RenderException(RenderException.CANCELLED, "it was cancelled");
        }
        if (System.nanoTime() - deadlineNanoTime > 0) {
            throw new RenderException(RenderException.TIMEOUT, "it took too long");
        }
        byte[] message;
        try {
            message = isOver ? END : received.poll(LOOK_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RenderException(RenderException.CANCELLED, "it was interrupted");
        }
        if (message == END) {
            isOver = true;
            throw ended();
        }
        if (message == null) {
            return null;
        }
        JsonNode node;
        try {
            node = JSON.readTree(message);
        } catch (IOException e) {
            throw new RenderException(RenderException.FAILED, "the browser has sent what is no JSON");
        }
        if (node.has("id")) {
            return node;
        }
        events.accept(node);
        return null;
    }

    private static RenderException ended() {
        return new RenderException(RenderException.FAILED, "the browser has ended unexpectedly");
    }
}
