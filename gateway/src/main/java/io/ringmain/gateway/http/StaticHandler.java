package io.ringmain.gateway.http;

import io.ringmain.gateway.rest.Answer;
import io.ringmain.gateway.rest.Failures;
import io.ringmain.gateway.rest.Lane;
import io.ringmain.gateway.rest.Lanes;
import io.ringmain.gateway.texts.Languages;
import io.ringmain.gateway.texts.TextFolder;
import io.ringmain.gateway.view.Problem;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves the operators' screens, and the page that describes the interface. Thread: I/O, but for {@link #answer}. */
final class StaticHandler {
    private static final byte[] NOTHING = {};
    private static final String INDEX = "index.html";
    /** The page that draws the description of the interface. */
    private static final String DOCS = "docs";
    /** Texts of a language, some of which may be the site's own. */
    private static final Pattern TEXT = Pattern.compile("text/([A-Za-z0-9-]+)\\.json");

    private final StaticFiles files;
    private final Languages languages;
    private final Lanes lanes;
    private final Map<String, StaticFiles.File> packed = new ConcurrentHashMap<>();

    StaticHandler(StaticFiles files, TextFolder texts, Lanes lanes) {
        this.files = files;
        this.languages = new Languages(path -> plain(files.find(path)), texts);
        this.lanes = lanes;
    }

    private static byte[] plain(StaticFiles.File file) {
        return file == null ? null : file.plain();
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

    private StaticFiles.File find(String path) {
        Matcher text = TEXT.matcher(path);
        if (!text.matches()) {
            return files.find(path);
        }
        String code = text.group(1);
        byte[] json = "languages".equals(code) ? languages.list() : languages.texts(code);
        if (json == null) {
            return null;
        }
        // packed once, not for everybody who asks: only languages that there are get here
        StaticFiles.File last = packed.get(path);
        if (last != null && Arrays.equals(last.plain(), json)) {
            return last;
        }
        StaticFiles.File file = StaticFiles.file(path, json);
        packed.put(path, file);
        return file;
    }

    /** Thread: a lane, as files are read from disk. */
    private Answer answer(HttpServerExchange exchange, List<String> segments) {
        String path = String.join("/", segments);
        if (path.isEmpty() || path.equals(DOCS)) {
            path += path.isEmpty() ? INDEX : "/" + INDEX;
        }
        StaticFiles.File file = find(path);
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
