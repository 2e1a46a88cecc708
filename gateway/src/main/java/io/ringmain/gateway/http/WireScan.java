package io.ringmain.gateway.http;

import io.ringmain.gateway.view.Problem;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads along with the bytes of a connection and notices what the server's parser lets pass though RFC 9112 does not:
 * folded header lines, white space before the colon, control characters, bare line feeds, more than one length of the
 * body, unknown transfer codings, chunks that are not as long as they say, malformed percent escapes, and headers beyond the
 * limits. It changes nothing.
 *
 * <p>After the first finding it reads no more; the connection is to be closed with {@link #finding()}.
 *
 * <p>Thread: the connection's I/O thread.
 */
final class WireScan {
    static final int MAX_REQUEST_LINE = 8 * 1024;
    static final int MAX_HEADER_BYTES = 16 * 1024;
    static final int MAX_HEADERS = 64;
    private static final int VERSION_LENGTH = " HTTP/1.1".length();
    private static final int MAX_CHUNK_LINE = 256;
    private static final int MAX_EMPTY_LINES = 4;
    private static final int MAX_NOTED = 300;
    /** As much of the first line as is needed to know what kind of target it has. */
    private static final int MAX_START = 64;

    private static final Pattern START = Pattern.compile("[^ ]+ (/|https?://).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?");
    private static final String HEX = "0123456789abcdefABCDEF";
    private static final String TOKEN = "!#$%&'*+-.^_`|~";

    /** What the next byte belongs to. */
    enum Place {
        REQUEST_LINE,
        LINE_START,
        HEADER_NAME,
        HEADER_VALUE,
        BODY,
        CHUNK_SIZE,
        CHUNK_DATA,
        CHUNK_END,
        TRAILER,
        /** Another protocol after an upgrade, or after a finding: not looked at. */
        UNSEEN
    }

    private final StringBuilder version = new StringBuilder();
    private final StringBuilder name = new StringBuilder();
    private final StringBuilder value = new StringBuilder();
    private Place place = Place.REQUEST_LINE;
    private Problem finding;
    private boolean isAfterReturn;
    /** Hexadecimal digits that a percent sign still wants. */
    private int escapeDigits;

    private int lineBytes;
    private int headBytes;
    private int headers;
    private int hosts;
    private long bodyLength;
    private boolean hasLength;
    private boolean isChunked;
    private boolean isUpgrade;
    private int spaces;
    private int emptyLines;
    private final StringBuilder start = new StringBuilder();
    private long remaining;

    /** What was found first, null when nothing was. */
    Problem finding() {
        return finding;
    }

    Place place() {
        return place;
    }

    /** Takes the next byte; false when it completes a finding. */
    boolean accept(byte next) {
        int c = next & 0xFF;
        switch (place) {
            case UNSEEN -> {
                return true;
            }
            case BODY -> {
                if (--remaining == 0) {
                    startRequest();
                }
            }
            case CHUNK_SIZE -> chunkSize(c);
            case CHUNK_DATA -> {
                if (--remaining == 0) {
                    place = Place.CHUNK_END;
                }
            }
            case CHUNK_END -> chunkEnd(c);
            case TRAILER -> trailer(c);
            case REQUEST_LINE, LINE_START, HEADER_NAME, HEADER_VALUE -> head(c);
        }
        return finding == null;
    }

    private void head(int c) {
        if (++headBytes > MAX_HEADER_BYTES || place == Place.REQUEST_LINE && ++lineBytes > MAX_REQUEST_LINE) {
            tooLarge();
        } else if (isAfterReturn) {
            isAfterReturn = false;
            if (c == '\n') {
                lineEnd();
            } else {
                find(400, "bare-carriage-return", "A carriage return stands without a line feed.");
            }
        } else if (c == '\r') {
            isAfterReturn = true;
        } else if (c == '\n') {
            find(400, "bare-line-feed", "A line ends in a line feed without a carriage return.");
        } else {
            character(c);
        }
    }

    private void character(int c) {
        switch (place) {
            case REQUEST_LINE -> {
                if (c < ' ' || c == 0x7F) {
                    find(400, "bad-character", "The request line holds a control character.");
                } else if (c > 0x7E && spaces == 0) {
                    find(501, "method-unknown", "This server does not know the method.");
                } else if (c > 0x7E || c == '\\' || c == '#') {
                    find(400, "bad-path", "The target holds a character that must be escaped.");
                } else if (escapeDigits > 0 && HEX.indexOf(c) < 0) {
                    find(400, "bad-path", "A percent sign is not followed by two hexadecimal digits.");
                } else {
                    escapeDigits = c == '%' ? 2 : Math.max(0, escapeDigits - 1);
                    spaces += c == ' ' ? 1 : 0;
                    if (start.length() < MAX_START) {
                        start.append((char) c);
                    }
                    version.append((char) c);
                    version.delete(0, Math.max(0, version.length() - VERSION_LENGTH));
                }
            }
            case LINE_START, HEADER_NAME -> nameCharacter(c);
            case HEADER_VALUE -> {
                if (c < ' ' && c != '\t' || c == 0x7F) {
                    find(400, "bad-character", "The value of a header holds a control character.");
                } else if (value.length() < MAX_NOTED) {
                    value.append((char) c);
                }
            }
            default -> throw new IllegalStateException(place.name());
        }
    }

    private void nameCharacter(int c) {
        if (place == Place.LINE_START && (c == ' ' || c == '\t')) {
            find(400, "obsolete-folding", "A header line begins with white space; folded lines are not accepted.");
        } else if (c == ':' && place == Place.HEADER_NAME) {
            place = Place.HEADER_VALUE;
        } else if (isToken(c)) {
            place = Place.HEADER_NAME;
            if (name.length() < MAX_NOTED) {
                name.append((char) c);
            }
        } else {
            find(400, "bad-header-name", "The name of a header holds a character that is not allowed there.");
        }
    }

    private static boolean isToken(int c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || TOKEN.indexOf(c) >= 0;
    }

    private void lineEnd() {
        switch (place) {
            case REQUEST_LINE -> {
                // one or more empty lines before a request are to be ignored
                if (lineBytes > 2) {
                    requestLineEnd();
                } else if (++emptyLines > MAX_EMPTY_LINES) {
                    find(400, "bad-request-line", "There are empty lines where a request should be.");
                } else {
                    lineBytes = 0;
                }
            }
            case LINE_START -> headEnd();
            case HEADER_NAME -> find(400, "bad-header-name", "A header line has no colon.");
            case HEADER_VALUE -> headerEnd();
            default -> throw new IllegalStateException(place.name());
        }
    }

    /** The parser takes other versions for 1.1. */
    private void requestLineEnd() {
        String last = version.toString();
        if (!" HTTP/1.1".equals(last) && !" HTTP/1.0".equals(last)) {
            find(505, "http-version-not-supported", "This server speaks HTTP/1.1 and HTTP/1.0.");
        } else if (spaces != 2) {
            find(
                    400,
                    "bad-request-line",
                    "A request line is a method, a target and a version, with one space between.");
        } else if (start.toString().startsWith("CONNECT ")) {
            find(501, "method-unknown", "This server is no proxy.");
        } else if (!START.matcher(start).matches()) {
            find(400, "bad-path", "The target is no path and no address.");
        } else {
            place = Place.LINE_START;
        }
    }

    private void headerEnd() {
        if (++headers > MAX_HEADERS) {
            find(431, "too-many-headers", "More than " + MAX_HEADERS + " headers.");
            return;
        }
        String text = value.toString().trim();
        switch (name.toString().toLowerCase(Locale.ROOT)) {
            case "content-length" -> contentLength(text);
            case "transfer-encoding" -> transferEncoding(text);
            // others are not followed, so that HTTP goes on; clients that would like HTTP/2 ask for it in passing
            case "upgrade" -> isUpgrade |= "websocket".equalsIgnoreCase(text);
            case "host" -> host(text);
            case "expect" -> expect(text);
            default -> {
                // says nothing about where the request ends
            }
        }
        name.setLength(0);
        value.setLength(0);
        if (finding == null) {
            place = Place.LINE_START;
        }
    }

    private void contentLength(String text) {
        if (hasLength || text.isEmpty() || text.length() > 15 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            find(400, "bad-content-length", "Content-Length must be one number.");
            return;
        }
        hasLength = true;
        bodyLength = Long.parseLong(text);
    }

    private void transferEncoding(String text) {
        if (isChunked || !"chunked".equalsIgnoreCase(text)) {
            find(501, "unknown-transfer-encoding", "The only transfer coding taken is chunked, once.");
        }
        isChunked = true;
    }

    private void host(String text) {
        hosts++;
        if (!AUTHORITY.matcher(text).matches()) {
            find(400, "bad-host", "The header Host is not a name or an address with or without a port.");
        }
    }

    private void expect(String text) {
        if (!"100-continue".equalsIgnoreCase(text)) {
            find(417, "expectation-failed", "The only expectation that is met is 100-continue.");
        }
    }

    private void headEnd() {
        if (isChunked && !version.toString().endsWith("1")) {
            find(400, "bad-transfer-encoding", "HTTP/1.0 has no transfer codings.");
        } else if (hosts > 1 || hosts == 0 && version.toString().endsWith("1")) {
            find(400, "bad-host", "A request has exactly one header Host.");
        } else if (isChunked && hasLength) {
            find(400, "two-lengths", "A request has either Content-Length or Transfer-Encoding.");
        } else if (isUpgrade && !isChunked && bodyLength == 0) {
            place = Place.UNSEEN;
        } else if (isChunked) {
            startChunk();
        } else if (bodyLength > 0) {
            remaining = bodyLength;
            place = Place.BODY;
        } else {
            startRequest();
        }
    }

    private void startChunk() {
        value.setLength(0);
        lineBytes = 0;
        place = Place.CHUNK_SIZE;
    }

    /** The data of a chunk is followed by the end of a line, and by nothing else. */
    private void chunkEnd(int c) {
        if (c == '\r' && !isAfterReturn) {
            isAfterReturn = true;
        } else if (c == '\n' && isAfterReturn) {
            isAfterReturn = false;
            startChunk();
        } else {
            find(400, "bad-chunk", "A chunk is longer than it says.");
        }
    }

    private void chunkSize(int c) {
        if (++lineBytes > MAX_CHUNK_LINE) {
            find(400, "bad-chunk", "The line of a chunk's size is longer than " + MAX_CHUNK_LINE + " bytes.");
            return;
        }
        if (c == '\r' && !isAfterReturn) {
            isAfterReturn = true;
            return;
        }
        if (c == '\n' != isAfterReturn || c < ' ' && c != '\n' && c != '\t') {
            find(400, "bad-chunk", "The line of a chunk's size does not end as a line does.");
            return;
        }
        if (c != '\n') {
            if (value.length() < MAX_NOTED) {
                value.append((char) c);
            }
            return;
        }
        isAfterReturn = false;
        lineBytes = 0;
        String text = value.toString();
        int end = text.indexOf(';');
        String size = end < 0 ? text : text.substring(0, end);
        try {
            remaining = Long.parseLong(size, 16);
        } catch (NumberFormatException e) {
            remaining = -1;
        }
        if (remaining < 0 || size.startsWith("+") || size.startsWith("-") || size.length() > 15) {
            find(400, "bad-chunk", "The size of a chunk is not a hexadecimal number.");
        } else if (remaining == 0) {
            value.setLength(0);
            lineBytes = 0;
            place = Place.TRAILER;
        } else {
            place = Place.CHUNK_DATA;
        }
    }

    private void trailer(int c) {
        if (++headBytes > MAX_HEADER_BYTES) {
            tooLarge();
        } else if (c != '\n') {
            lineBytes += c == '\r' ? 0 : 1;
        } else if (lineBytes == 0) {
            startRequest();
        } else {
            lineBytes = 0;
        }
    }

    private void startRequest() {
        place = Place.REQUEST_LINE;
        escapeDigits = 0;
        spaces = 0;
        emptyLines = 0;
        start.setLength(0);
        lineBytes = 0;
        headBytes = 0;
        headers = 0;
        bodyLength = 0;
        hasLength = false;
        isChunked = false;
        isUpgrade = false;
        hosts = 0;
        version.setLength(0);
        name.setLength(0);
        value.setLength(0);
    }

    private void tooLarge() {
        if (place == Place.REQUEST_LINE) {
            find(414, "uri-too-long", "The request line is longer than " + MAX_REQUEST_LINE + " bytes.");
        } else {
            find(431, "headers-too-large", "The headers are longer than " + MAX_HEADER_BYTES + " bytes.");
        }
    }

    private void find(int status, String code, String detail) {
        finding = new Problem(status, code, detail);
    }

    /** What ends the head that the parser is in the middle of, so that it can be answered. */
    String completion() {
        return switch (place) {
            case REQUEST_LINE -> "4".repeat(escapeDigits) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
            case HEADER_NAME -> ":\r\n\r\n";
            default -> "\r\n\r\n";
        };
    }

    /** Whether the next byte is the first one of a request. */
    boolean isAtStart() {
        return place == Place.REQUEST_LINE && headBytes == 0;
    }
}
