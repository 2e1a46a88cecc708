package io.ringmain.gateway.rest;

import io.ringmain.core.spi.HistoryUnavailableException;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.prom.PromEngine;
import io.ringmain.gateway.prom.PromException;
import io.ringmain.gateway.view.Times;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** What Prometheus would answer to Grafana, for its data source of that kind. */
final class PromEndpoints {
    private static final String ROOT = "/prom/api/v1/";
    private static final Set<String> INSTANT = Set.of("query", "time", "timeout", "limit", "stats", "lookback_delta");
    private static final Set<String> RANGE =
            Set.of("query", "start", "end", "step", "timeout", "limit", "stats", "lookback_delta");
    private static final Set<String> MATCH = Set.of("match[]", "start", "end", "limit");

    private final RestContext context;
    private final PromEngine engine;
    private final Executor lane;

    PromEndpoints(RestContext context) {
        this.context = context;
        engine = new PromEngine(
                context.plant(),
                context.history(),
                context.gate(),
                context.metrics().history());
        lane = context.lanes().of(Lane.RECORDS);
    }

    List<Route> routes() {
        return List.of(
                route("GET", "query", INSTANT, this::query),
                route("POST", "query", INSTANT, this::query),
                route("GET", "query_range", RANGE, this::range),
                route("POST", "query_range", RANGE, this::range),
                route("GET", "series", MATCH, this::series),
                route("POST", "series", MATCH, this::series),
                route("GET", "labels", MATCH, this::labels),
                route("POST", "labels", MATCH, this::labels),
                route("GET", "label/{name}/values", MATCH, this::values),
                route("GET", "metadata", Set.of("metric", "limit", "limit_per_metric"), this::metadata),
                route("GET", "status/buildinfo", Set.of(), asked -> done(PromEngine.buildInfo(context.version()))));
    }

    /** Parameters of a request, of its query or of the form in its body, and what its caller may see. */
    private record Asked(Call call, FormBody form) {
        String text(String name) {
            String inBody = form.text(name);
            return inBody.isEmpty() ? call.query(name) : inBody;
        }

        List<String> all(String name) {
            List<String> inBody = form.all(name);
            return inBody.isEmpty() && !call.query(name).isEmpty()
                    ? List.of(call.query(name).split("\n"))
                    : inBody;
        }

        boolean isSystemSeen() {
            return call.principal().may(Permission.VIEW_SYSTEM);
        }
    }

    private Route route(
            String method, String path, Set<String> query, Function<Asked, CompletableFuture<byte[]>> answering) {
        return new Route(method, ROOT + path, Permission.VIEW, Lane.RECORDS, query, call -> answer(call, answering));
    }

    private static CompletionStage<Answer> answer(Call call, Function<Asked, CompletableFuture<byte[]>> answering) {
        try {
            return answering
                    .apply(new Asked(call, FormBody.of(call)))
                    .thenApply(Answer::json)
                    .exceptionally(PromEndpoints::failed);
        } catch (PromException e) {
            return refused(e).now();
        }
    }

    private static Answer failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof PromException refused) {
            return refused(refused);
        }
        if (cause instanceof HistoryUnavailableException) {
            return refused(PromException.unavailable("the store of samples does not answer"));
        }
        if (cause instanceof IllegalArgumentException) {
            return refused(PromException.tooMuch(cause.getMessage()));
        }
        throw cause instanceof RuntimeException known ? known : new CompletionException(cause);
    }

    private static Answer refused(PromException failure) {
        return Answer.json(PromEngine.error(failure)).withStatus(failure.status());
    }

    private static CompletableFuture<byte[]> done(byte[] body) {
        return CompletableFuture.completedFuture(body);
    }

    private CompletableFuture<byte[]> query(Asked asked) {
        return engine.instant(
                asked.text("query"),
                asked.text("time"),
                Times.ns(context.clock().instant()),
                asked.isSystemSeen(),
                lane);
    }

    private CompletableFuture<byte[]> range(Asked asked) {
        return engine.range(
                asked.text("query"),
                asked.text("start"),
                asked.text("end"),
                asked.text("step"),
                asked.isSystemSeen(),
                lane);
    }

    private CompletableFuture<byte[]> series(Asked asked) {
        return done(engine.series(asked.all("match[]"), asked.isSystemSeen()));
    }

    private CompletableFuture<byte[]> labels(Asked asked) {
        return done(engine.labels(asked.all("match[]"), asked.isSystemSeen()));
    }

    private CompletableFuture<byte[]> values(Asked asked) {
        return done(engine.values(asked.call().path("name"), asked.all("match[]"), asked.isSystemSeen()));
    }

    private CompletableFuture<byte[]> metadata(Asked asked) {
        return done(engine.metadata(asked.text("metric"), asked.isSystemSeen()));
    }
}
