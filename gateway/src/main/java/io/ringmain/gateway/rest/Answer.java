package io.ringmain.gateway.rest;

import io.ringmain.gateway.view.Json;
import io.ringmain.gateway.view.Problem;
import io.undertow.server.HttpServerExchange;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A response.
 *
 * @param body may be empty
 * @param live what sends the body bit by bit, null when it stands in {@code body}
 * @param code the stable code of a refusal, empty when it is none
 */
public record Answer(int status, String contentType, byte[] body, Map<String, String> headers, Live live, String code) {
    /** A body that has no end yet. */
    @FunctionalInterface
    public interface Live {
        /** Takes the exchange over, its headers are set. Thread: the exchange's I/O thread. */
        void begin(HttpServerExchange exchange);
    }

    private static final String JSON = "application/json";
    private static final byte[] EMPTY = {};

    public Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
        this(status, contentType, body, headers, null, "");
    }

    static Answer live(String contentType, Live live) {
        return new Answer(200, contentType, EMPTY, Map.of(), live, "");
    }

    public static Answer json(byte[] body) {
        return new Answer(200, JSON, body, Map.of());
    }

    public static Answer json(Json.Writing writing) {
        return json(Json.bytes(writing));
    }

    public static Answer empty() {
        return new Answer(204, "", EMPTY, Map.of());
    }

    public static Answer text(String contentType, byte[] body) {
        return new Answer(200, contentType, body, Map.of());
    }

    public static Answer of(Problem problem) {
        return new Answer(
                problem.status(), "application/problem+json", problem.json(), problem.headers(), null, problem.code());
    }

    public Answer withStatus(int other) {
        return new Answer(other, contentType, body, headers, live, code);
    }

    Answer withHeader(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Answer(status, contentType, body, more, live, code);
    }

    CompletionStage<Answer> now() {
        return CompletableFuture.completedFuture(this);
    }
}
