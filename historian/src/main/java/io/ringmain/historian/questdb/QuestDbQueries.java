package io.ringmain.historian.questdb;

import io.ringmain.core.spi.HistoryUnavailableException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** SQL over HTTP, asynchronously, a few statements at a time. Thread: any. */
final class QuestDbQueries {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final int MAX_ERROR_CHARACTERS = 200;
    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int ATTEMPTS = 20;
    private static final long AGAIN_MS = 100;
    private static final int MOST_RUNNING = 4;
    private static final int MOST_WAITING = 1_000;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final Supplier<Endpoint> endpoint;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger running = new AtomicInteger();

    QuestDbQueries(Supplier<Endpoint> endpoint) {
        this.endpoint = endpoint;
    }

    /** Rows of a query without the line of names; fails with {@link HistoryUnavailableException}. */
    CompletableFuture<List<String[]>> rows(String sql) {
        return send("/exp?nm=true&query=", sql).thenApply(CsvRows::parse);
    }

    /** Runs a statement that gives no rows. */
    CompletableFuture<Void> execute(String sql) {
        return send("/exec?query=", sql).thenApply(ignored -> null);
    }

    /**
     * Hands over the lines of a query one after the other, without the line of names. They come on threads of the HTTP
     * client, and all of them before the answer is completed.
     */
    CompletableFuture<Void> lines(String sql, Consumer<String> line) {
        return send(
                        "/exp?nm=true&query=",
                        sql,
                        () -> HttpResponse.BodySubscribers.mapping(
                                HttpResponse.BodySubscribers.fromLineSubscriber(
                                        new LineConsumer(line), done -> "", StandardCharsets.UTF_8, null),
                                done -> done))
                .thenApply(ignored -> null);
    }

    private CompletableFuture<String> send(String path, String sql) {
        return send(path, sql, () -> HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8));
    }

    private CompletableFuture<String> send(
            String path, String sql, Supplier<HttpResponse.BodySubscriber<String>> body) {
        if (waiting.size() >= MOST_WAITING) {
            return CompletableFuture.failedFuture(
                    new HistoryUnavailableException(waiting.size() + " queries wait for QuestDB already", null));
        }
        CompletableFuture<String> answer = new CompletableFuture<>();
        waiting.add(() -> attempt(path, sql, body, ATTEMPTS, answer));
        startNext();
        return answer;
    }

    /** Every connection costs the server a worker's attention, and it refuses more than a few. */
    private void startNext() {
        while (running.get() < MOST_RUNNING) {
            if (running.incrementAndGet() > MOST_RUNNING) {
                running.decrementAndGet();
                return;
            }
            Runnable query = waiting.poll();
            if (query != null) {
                query.run();
                continue;
            }
            running.decrementAndGet();
            if (waiting.isEmpty()) {
                return;
            }
        }
    }

    private void attempt(
            String path,
            String sql,
            Supplier<HttpResponse.BodySubscriber<String>> body,
            int attempts,
            CompletableFuture<String> answer) {
        Endpoint server = endpoint.get();
        if (server == null) {
            fail(answer, "QuestDB is starting", null);
            return;
        }
        CompletableFuture<HttpResponse<String>> sent;
        try {
            sent = client.sendAsync(
                    request(server, path, sql),
                    info -> info.statusCode() == OK
                            ? body.get()
                            : HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            fail(answer, "QuestDB at " + server + " can not be asked", e);
            return;
        }
        sent.whenComplete((response, error) -> {
            if (error != null) {
                fail(answer, "QuestDB at " + server + " does not answer", error);
            } else if (response.statusCode() == TOO_MANY && attempts > 1) {
                CompletableFuture.delayedExecutor(AGAIN_MS, TimeUnit.MILLISECONDS)
                        .execute(() -> attempt(path, sql, body, attempts - 1, answer));
            } else if (response.statusCode() != OK) {
                String text = response.body();
                fail(
                        answer,
                        "QuestDB at " + server + " answers " + response.statusCode() + ": "
                                + text.substring(0, Math.min(MAX_ERROR_CHARACTERS, text.length())),
                        null);
            } else {
                running.decrementAndGet();
                answer.complete(response.body());
                startNext();
            }
        });
    }

    private void fail(CompletableFuture<String> answer, String message, Throwable cause) {
        running.decrementAndGet();
        answer.completeExceptionally(new HistoryUnavailableException(message, cause));
        // not from here: while a server starts all that wait fail at once, each inside the one before
        ForkJoinPool.commonPool().execute(this::startNext);
    }

    private static HttpRequest request(Endpoint server, String path, String sql) {
        URI uri = URI.create(server.server() + path + URLEncoder.encode(sql, StandardCharsets.UTF_8));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(ANSWER)
                .header("Statement-Timeout", Long.toString(ANSWER.toMillis()));
        if (server.hasUser()) {
            request.header("Authorization", server.basic());
        }
        return request.build();
    }

    /** A string literal. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
