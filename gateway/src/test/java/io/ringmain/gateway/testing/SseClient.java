package io.ringmain.gateway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Reads a stream of server-sent events as a browser would. */
public final class SseClient implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    /**
     * One event.
     *
     * @param id empty when it has none
     */
    public record Event(String id, String name, JsonNode data) {}

    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private final InputStream stream;
    private final HttpResponse<InputStream> response;

    private SseClient(HttpResponse<InputStream> response) {
        this.response = response;
        stream = response.body();
        Thread reader = new Thread(this::read, "sse-client");
        reader.setDaemon(true);
        reader.start();
    }

    /** Asks for the stream; {@code lastEventId} empty to begin. */
    public static SseClient open(TestGateway gateway, String token, String query, String lastEventId) {
        HttpRequest.Builder request = gateway.request("/api/v1/stream?" + query, token);
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            return new SseClient(gateway.client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<InputStream> response() {
        return response;
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            String id = "";
            String name = "";
            String data = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.isEmpty()) {
                    events.add(new Event(id, name, TestGateway.json(data)));
                    id = "";
                }
            }
            ended.complete(true);
        } catch (IOException e) {
            ended.complete(false);
        }
    }

    public Event await(String name) {
        return await(name, event -> true);
    }

    /** The next event of that name that is wanted; others before it are dropped. */
    public Event await(String name, Predicate<JsonNode> wanted) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end) {
            Event event = next(end - System.nanoTime());
            if (event != null && event.name().equals(name) && wanted.test(event.data())) {
                return event;
            }
        }
        throw new AssertionError("the event " + name + " has not come within " + PATIENCE_SECONDS + " s");
    }

    /** The next event, whatever it is. */
    public Event next() {
        return next(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
    }

    private Event next(long ns) {
        try {
            return events.poll(ns, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whether the server has ended the response as a whole one. */
    public boolean awaitEnd() {
        return ended.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
