package io.ringmain.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** REST with a bearer token. Thread: any. */
final class RestCalls {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int FIRST_REFUSAL = 400;

    private final HttpClient http;
    private final URI base;
    private volatile String token = "";

    RestCalls(HttpClient http, URI base) {
        this.http = http;
        this.base = base;
    }

    /** @throws RefusedException when the name or the password is wrong */
    void login(String user, String password) {
        JsonNode answer = join(call("POST", "/auth/login", Map.of("username", user, "password", password)));
        token = answer.path("token").asText();
    }

    CompletableFuture<String> ticket() {
        return call("POST", "/auth/ws-ticket", Map.of())
                .thenApply(answer -> answer.path("ticket").asText());
    }

    /** @param body null for none */
    CompletableFuture<JsonNode> call(String method, String path, Object body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve("/api/v1" + path)).timeout(PATIENCE);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            request.header("Content-Type", "application/json")
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(RestCalls::read);
    }

    private static JsonNode read(HttpResponse<byte[]> response) {
        JsonNode answer = MissingNode.getInstance();
        try {
            answer = JSON.readTree(response.body());
        } catch (IOException e) {
            if (response.statusCode() < FIRST_REFUSAL) {
                throw new UncheckedIOException("an answer that is no JSON", e);
            }
        }
        if (response.statusCode() >= FIRST_REFUSAL) {
            throw new RefusedException(
                    answer.path("code").asText("http-" + response.statusCode()),
                    answer.path("detail").asText(""));
        }
        return answer;
    }

    static <T> T join(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RefusedException refused) {
                throw refused;
            }
            throw e;
        }
    }
}
