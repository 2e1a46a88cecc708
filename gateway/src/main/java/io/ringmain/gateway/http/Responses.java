package io.ringmain.gateway.http;

import io.ringmain.gateway.rest.Answer;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes answers onto exchanges. */
final class Responses {
    private static final int WORTH_COMPRESSING = 1_400;

    private Responses() {}

    /** Sends an answer as it is. Thread: the exchange's I/O thread. */
    static void send(HttpServerExchange exchange, Answer answer) {
        RequestRecord.of(exchange).answered(exchange, answer);
        if (exchange.isResponseStarted()) {
            exchange.endExchange();
            return;
        }
        exchange.setStatusCode(answer.status());
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
        if (answer.live() != null) {
            begin(exchange, answer);
            return;
        }
        if (answer.body().length == 0) {
            exchange.endExchange();
            return;
        }
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, answer.contentType());
        if (!exchange.getResponseHeaders().contains(Headers.CACHE_CONTROL)) {
            exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        }
        exchange.getResponseSender().send(ByteBuffer.wrap(answer.body()));
    }

    /** The connection ends with the stream: who has read it has no other request in mind. */
    private static void begin(HttpServerExchange exchange, Answer answer) {
        exchange.setPersistent(false);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, answer.contentType());
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        if (Methods.HEAD.equals(exchange.getRequestMethod())) {
            exchange.endExchange();
        } else {
            answer.live().begin(exchange);
        }
    }

    /** The same answer, compressed when that is worth it and the client takes it. Thread: a worker. */
    static Answer compressed(HttpServerExchange exchange, Answer answer) {
        if (answer.body().length < WORTH_COMPRESSING || !takesGzip(exchange)) {
            return answer;
        }
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.put("Content-Encoding", "gzip");
        headers.put("Vary", "Accept-Encoding");
        return new Answer(
                answer.status(), answer.contentType(), gzip(answer.body()), headers, answer.live(), answer.code());
    }

    static boolean takesGzip(HttpServerExchange exchange) {
        String accepted = exchange.getRequestHeaders().getFirst(Headers.ACCEPT_ENCODING);
        if (accepted == null) {
            return false;
        }
        for (String item : accepted.split(",")) {
            String coding = item.trim();
            if (coding.startsWith("gzip")) {
                return !coding.replace(" ", "").matches("gzip;q=0(\\.0*)?");
            }
        }
        return false;
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 4 + 64);
        try (GZIPOutputStream stream = new GZIPOutputStream(bytes)) {
            stream.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("compressing in memory", e);
        }
        return bytes.toByteArray();
    }
}
