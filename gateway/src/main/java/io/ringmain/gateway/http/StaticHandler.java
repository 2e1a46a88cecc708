package io.ringmain.gateway.http;

import io.ringmain.gateway.rest.Answer;
import io.ringmain.gateway.rest.Failures;
import io.ringmain.gateway.rest.Lane;
import io.ringmain.gateway.rest.Lanes;
import io.ringmain.gateway.view.Problem;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Serves the operators' screens, and the page that describes the interface. Thread: I/O, but for {@link #answer}. */
final class StaticHandler {
    private static final byte[] NOTHING = {};
    private static final String INDEX = "index.html";
    /** The page that draws the description of the interface. */
    private static final String DOCS = "docs";

    private final StaticFiles files;
    private final Lanes lanes;

    StaticHandler(StaticFiles files, Lanes lanes) {
        this.files = files;
        this.lanes = lanes;
    }

    void handle(HttpServerExchange exchange, List<String> segments) {
        String method = exchange.getRequestMethod().toString();
        if (!"GET".equals(method) && !"HEAD".equals(method)) {
            throw new Problem(405, "method-not-allowed", "This path takes GET, HEAD.", Map.of("Allow", "GET, HEAD"));
        }
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> {
            try {
                lanes.of(Lane.CORE).execute(() -> send(exchange, segments));
            } catch (RuntimeException e) {
                Responses.send(exchange, Answer.of(Failures.problem(e)));
            }
        });
    }

    private void send(HttpServerExchange exchange, List<String> segments) {
        Answer answer;
        try {
            answer = answer(exchange, segments);
        } catch (RuntimeException e) {
            answer = Answer.of(Failures.problem(e));
        }
        Answer sent = answer;
        exchange.getIoThread().execute(() -> Responses.send(exchange, sent));
    }

    /** Thread: a lane, as files are read once from the jar. */
    private Answer answer(HttpServerExchange exchange, List<String> segments) {
        String path = String.join("/", segments);
        if (path.isEmpty() || path.equals(DOCS)) {
            path += path.isEmpty() ? INDEX : "/" + INDEX;
        }
        StaticFiles.File file = files.find(path);
        if (file == null) {
            throw Problem.notFound("not-found", "There is nothing at this path.");
        }
        Map<String, String> headers = new HashMap<>();
        headers.put("Cache-Control", file.isHashed() ? "public, max-age=31536000, immutable" : "no-cache");
        headers.put("ETag", file.etag());
        headers.put("Vary", "Accept-Encoding");
        String known = exchange.getRequestHeaders().getFirst(Headers.IF_NONE_MATCH);
        if (known != null && (known.contains(file.etag()) || "*".equals(known.trim()))) {
            return new Answer(304, "", NOTHING, headers);
        }
        if (file.gzipped() != null && Responses.takesGzip(exchange)) {
            headers.put("Content-Encoding", "gzip");
            return new Answer(200, file.contentType(), file.gzipped(), headers);
        }
        return new Answer(200, file.contentType(), file.plain(), headers);
    }
}
