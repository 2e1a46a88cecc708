package io.ringmain.gateway.view;

import java.util.Map;

/**
 * A request that is refused, as RFC 9457 tells it. {@link #code()} is stable, the detail is for people.
 *
 * <p>Carries no stack trace: refusing is not an error of the server.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Map<String, String> headers;

    public Problem(int status, String code, String detail) {
        this(status, code, detail, Map.of());
    }

    /** @param headers response headers that belong to the refusal, for example {@code Retry-After} */
    public Problem(int status, String code, String detail, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.headers = Map.copyOf(headers);
    }

    public static Problem badRequest(String detail) {
        return new Problem(400, "bad-request", detail);
    }

    public static Problem notFound(String code, String detail) {
        return new Problem(404, code, detail);
    }

    /** The server is busy or something it needs is down; worth another try after that time. */
    public static Problem unavailable(String code, String detail, long retryAfterSeconds) {
        return new Problem(503, code, detail, Map.of("Retry-After", Long.toString(retryAfterSeconds)));
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String detail() {
        return getMessage();
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** The document {@code application/problem+json}. */
    public byte[] json() {
        return Json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("type", "about:blank");
            out.writeStringField("title", title(status));
            out.writeNumberField("status", status);
            out.writeStringField("code", code);
            out.writeStringField("detail", detail());
            out.writeEndObject();
        });
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 406 -> "Not Acceptable";
            case 409 -> "Conflict";
            case 411 -> "Length Required";
            case 412 -> "Precondition Failed";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 415 -> "Unsupported Media Type";
            case 417 -> "Expectation Failed";
            case 421 -> "Misdirected Request";
            case 422 -> "Unprocessable Content";
            case 426 -> "Upgrade Required";
            case 428 -> "Precondition Required";
            case 429 -> "Too Many Requests";
            case 431 -> "Request Header Fields Too Large";
            case 501 -> "Not Implemented";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            case 505 -> "HTTP Version Not Supported";
            default -> status >= 500 ? "Internal Server Error" : "Refused";
        };
    }
}
