package io.ringmain.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.History;
import io.ringmain.core.spi.Permission;
import io.ringmain.core.tag.Glob;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.gateway.view.Json;
import io.ringmain.gateway.view.Problem;
import io.ringmain.gateway.view.Times;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Stored samples as they are, their aggregates, or the extremes of intervals; of one tag or of many. */
final class HistoryEndpoints {
    private static final int DEFAULT_BUCKETS = 500;
    private static final int MOST_TAGS = 100;
    private static final int MOST_ITEMS = 100_000;
    private static final String CURSOR = "history";
    private static final String INTERVALS = "intervals";
    private static final String EXTREMES = "minmax";
    private static final List<String> EXTREMES_ONLY = List.of("aggregate", "buckets");

    private final Plant plant;
    private final History history;
    private final Clock clock;
    private final Executor lane;

    HistoryEndpoints(RestContext context) {
        plant = context.plant();
        history = context.history();
        clock = context.clock();
        lane = context.lanes().of(Lane.CORE);
    }

    List<Route> routes() {
        Set<String> query = new HashSet<>(HistoryRequest.KEYS);
        query.addAll(Set.of("cursor", "buckets"));
        return List.of(
                Route.read("/api/v1/history/{name}", Permission.VIEW, Set.copyOf(query), this::one),
                Route.command("POST", "/api/v1/history:query", Permission.VIEW, this::many));
    }

    private CompletionStage<Answer> one(Call call) {
        TagDefinition tag = tag(plant.site(), call.path("name"));
        if (call.query("aggregate").equals(EXTREMES)) {
            return extremes(call, tag);
        }
        HistoryRequest request = HistoryRequest.of(call, Times.ns(clock.instant()));
        requireHistory();
        return page(tag, request, call.query("cursor"))
                .thenApplyAsync(
                        page -> Answer.json(out -> {
                            out.writeStartObject();
                            page.write(out);
                            out.writeEndObject();
                        }),
                        lane);
    }

    /** A query parameter that is a time. */
    static long time(Call call, String name) {
        return HistoryRequest.time(call, name);
    }

    private static TagDefinition tag(SitePlan site, String name) {
        return site.tag(TagEndpoints.tagId(site, name));
    }

    private void requireHistory() {
        if (history == null) {
            throw Problem.unavailable("history-unavailable", "This site keeps no history.", 60);
        }
    }

    private CompletionStage<Answer> extremes(Call call, TagDefinition tag) {
        for (String key : HistoryRequest.KEYS) {
            if (!Set.of("from", "to", "aggregate", "limit").contains(key)
                    && !call.query(key).isEmpty()) {
                throw Problem.badRequest(key + ": is not for " + EXTREMES + ", which takes buckets");
            }
        }
        long to = call.query("to").isEmpty() ? Times.ns(clock.instant()) : HistoryRequest.time(call, "to");
        long from =
                call.query("from").isEmpty() ? to - HistoryRequest.DEFAULT_SPAN_NS : HistoryRequest.time(call, "from");
        if (from >= to) {
            throw Problem.badRequest("from: must be before to");
        }
        int buckets = call.queryInt("buckets", DEFAULT_BUCKETS, 1, Page.MAX_LIMIT);
        requireHistory();
        return history.buckets(tag.name(), from, to, buckets).thenApplyAsync(HistoryPage::buckets, lane);
    }

    private CompletionStage<Answer> many(Call call) {
        JsonNode body = call.object();
        if (body.path("aggregate").asText().equals(EXTREMES)) {
            return extremesOfMany(body);
        }
        JsonBody.of(body, keys());
        HistoryRequest request = HistoryRequest.of(body, Times.ns(clock.instant()));
        requireHistory();
        Set<String> names = names(body.get("tags"));
        if (names.size() > MOST_TAGS || (long) names.size() * request.limit() > MOST_ITEMS && names.size() > 1) {
            throw Problem.badRequest("tags: " + names.size() + " tags with up to " + request.limit()
                    + " items each, at most " + MOST_TAGS + " tags and " + MOST_ITEMS + " items are answered at once");
        }
        return ofAll(names, tag -> page(tag, request, "").thenApply(page -> (Json.Writing) page::write));
    }

    private CompletionStage<Answer> extremesOfMany(JsonNode body) {
        JsonBody said = JsonBody.of(body, "tags", "from", "to", "aggregate", "buckets");
        HistoryRequest span =
                HistoryRequest.of(((ObjectNode) body).deepCopy().without(EXTREMES_ONLY), Times.ns(clock.instant()));
        long buckets = said.number("buckets", DEFAULT_BUCKETS);
        if (buckets < 1 || buckets > Page.MAX_LIMIT) {
            throw Problem.badRequest("buckets: " + buckets + " is not a whole number from 1 to " + Page.MAX_LIMIT);
        }
        requireHistory();
        Set<String> names = names(body.get("tags"));
        if (names.size() > MOST_TAGS || names.size() * buckets > MOST_ITEMS) {
            throw Problem.badRequest("tags: " + names.size() + " tags with " + buckets + " buckets each, at most "
                    + MOST_TAGS + " tags and " + MOST_ITEMS + " buckets are answered at once");
        }
        return ofAll(
                names,
                tag -> history.buckets(tag.name(), span.fromNs(), span.toNs(), (int) buckets)
                        .thenApply(found -> (Json.Writing) out -> HistoryPage.write(out, found)));
    }

    /** What one tag has to say is answered beside what keeps another one from it. */
    private CompletionStage<Answer> ofAll(
            Set<String> names, Function<TagDefinition, CompletableFuture<Json.Writing>> question) {
        List<String> order = List.copyOf(names);
        List<CompletableFuture<Json.Writing>> pages = new ArrayList<>();
        for (String name : order) {
            pages.add(askedOrProblem(name, question));
        }
        return CompletableFuture.allOf(pages.toArray(CompletableFuture[]::new))
                .handleAsync((all, failure) -> answer(order, pages), lane);
    }

    private static String[] keys() {
        Set<String> keys = new HashSet<>(HistoryRequest.KEYS);
        keys.add("tags");
        return keys.stream().sorted().toArray(String[]::new);
    }

    private Set<String> names(JsonNode tags) {
        if (tags == null || !tags.isArray() || tags.isEmpty()) {
            throw Problem.badRequest("tags: a list of names or globs is expected");
        }
        SitePlan site = plant.site();
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode tag : tags) {
            if (!tag.isTextual()) {
                throw Problem.badRequest("tags: " + tag + " is no text");
            }
            if (!Glob.isGlob(tag.textValue())) {
                names.add(tag.textValue());
                continue;
            }
            Glob glob = new Glob(tag.textValue());
            for (int id = 0; id < site.tagCount(); id++) {
                TagDefinition definition = site.tag(id);
                if (definition != null && glob.matches(definition.name())) {
                    names.add(definition.name());
                }
            }
        }
        return names;
    }

    private CompletableFuture<Json.Writing> askedOrProblem(
            String name, Function<TagDefinition, CompletableFuture<Json.Writing>> question) {
        try {
            return question.apply(tag(plant.site(), name));
        } catch (Problem e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static Answer answer(List<String> names, List<CompletableFuture<Json.Writing>> pages) {
        return Answer.json(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("items");
            for (int i = 0; i < names.size(); i++) {
                out.writeStartObject();
                out.writeStringField("tag", names.get(i));
                try {
                    pages.get(i).join().to(out);
                } catch (CompletionException e) {
                    Problem problem = Failures.problem(e);
                    out.writeStringField("code", problem.code());
                    out.writeStringField("detail", problem.detail());
                }
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeNullField("next");
            out.writeEndObject();
        });
    }

    private CompletableFuture<HistoryPage> page(TagDefinition tag, HistoryRequest request, String cursor) {
        return request.aggregate() == null ? raw(tag, request, cursor) : aggregate(tag, request, cursor);
    }

    /** A cursor holds the number of the interval to go on with. */
    private CompletableFuture<HistoryPage> aggregate(TagDefinition tag, HistoryRequest request, String cursor) {
        long first = cursor.isEmpty() ? 0 : Page.decode(cursor, INTERVALS)[0];
        if (first < 0 || first >= request.count()) {
            throw Problem.badRequest("cursor: not one that this list has given");
        }
        long next = first + request.limit();
        String more = next < request.count() ? Page.encode(INTERVALS, next) : null;
        return history.aggregate(request.query(tag, (int) first))
                .thenApply(values -> HistoryPage.ofValues(values, more))
                .exceptionally(failure -> {
                    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                    throw cause instanceof IllegalArgumentException
                            ? new Problem(422, "too-many-samples", cause.getMessage())
                            : new CompletionException(cause);
                });
    }

    /** A cursor holds the time to go on from, and how many samples of that very time have been given. */
    private CompletableFuture<HistoryPage> raw(TagDefinition tag, HistoryRequest request, String cursor) {
        long[] at = cursor.isEmpty() ? new long[] {request.fromNs(), 0} : Page.decode(cursor, CURSOR);
        if (at.length != 2 || at[0] < request.fromNs() || at[1] < 0 || at[1] > Page.MAX_LIMIT) {
            throw Problem.badRequest("cursor: not one that this list has given");
        }
        int skip = (int) at[1];
        CompletableFuture<History.Sample> before = cursor.isEmpty()
                ? history.before(tag.name(), request.fromNs())
                : CompletableFuture.completedFuture(null);
        return history.raw(tag.name(), at[0], request.toNs(), request.limit() + skip)
                .thenCombine(before, (samples, earlier) -> page(samples, request.limit(), skip, earlier));
    }

    private static HistoryPage page(History.Samples samples, int limit, int skip, History.Sample before) {
        List<History.Sample> items = samples.items();
        int start = Math.min(skip, items.size());
        int end = Math.min(items.size(), start + limit);
        boolean isMore = samples.isTruncated() || end < items.size();
        String next = isMore && end > start ? next(items, end) : null;
        return HistoryPage.ofSamples(items.subList(start, end), next, before, samples.gaps());
    }

    private static String next(List<History.Sample> items, int end) {
        long last = items.get(end - 1).sourceTimeNs();
        int ofLast = 0;
        for (int i = end - 1; i >= 0 && items.get(i).sourceTimeNs() == last; i--) {
            ofLast++;
        }
        return Page.encode(CURSOR, last, ofLast);
    }
}
