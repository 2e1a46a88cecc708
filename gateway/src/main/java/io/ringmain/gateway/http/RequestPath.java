package io.ringmain.gateway.http;

import io.ringmain.gateway.view.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decodes paths and queries, strictly: what has two readings is refused. */
final class RequestPath {
    private static final int MAX_PARAMETERS = 32;

    private RequestPath() {}

    /**
     * The decoded segments of a raw path; none for the root.
     *
     * @throws Problem 400 on dot segments, empty segments, encoded slashes, path parameters and bad escapes
     */
    static List<String> segments(String raw) {
        if (!raw.startsWith("/")) {
            throw bad("it does not begin with a slash");
        }
        List<String> segments = new ArrayList<>();
        if (raw.length() == 1) {
            return segments;
        }
        for (String part : raw.substring(1).split("/", -1)) {
            String segment = decode(part, false);
            if (segment.isEmpty() || ".".equals(segment) || "..".equals(segment)) {
                throw bad("it has an empty segment or a dot segment");
            }
            for (int i = 0; i < segment.length(); i++) {
                char c = segment.charAt(i);
                if (c == '/' || c == '\\' || c == ';' || c < ' ' || c == 0x7F) {
                    throw bad("it has a slash, backslash, semicolon or control character inside a segment");
                }
            }
            segments.add(segment);
        }
        return segments;
    }

    /** The parameters of a raw query, each at most once; lists, whose names end in {@code []}, a line a value. */
    static Map<String, String> query(String raw) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (raw.isEmpty()) {
            return parameters;
        }
        for (String part : raw.split("&", MAX_PARAMETERS + 1)) {
            int equals = part.indexOf('=');
            String name = decode(equals < 0 ? part : part.substring(0, equals), true);
            String value = equals < 0 ? "" : decode(part.substring(equals + 1), true);
            if (parameters.size() == MAX_PARAMETERS) {
                throw Problem.badRequest("more than " + MAX_PARAMETERS + " query parameters");
            }
            if (name.endsWith("[]")) {
                parameters.merge(name, value, (some, more) -> some + "\n" + more);
            } else if (!name.isEmpty() && parameters.put(name, value) != null) {
                throw Problem.badRequest("the query parameter " + name + " is given twice");
            }
        }
        return parameters;
    }

    private static String decode(String text, boolean isQuery) {
        if (text.indexOf('%') < 0 && !(isQuery && text.indexOf('+') >= 0)) {
            return text;
        }
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
                int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw bad("a percent sign is not followed by two hexadecimal digits");
                }
                bytes.put((byte) (high * 16 + low));
                i += 2;
            } else if (c > 0x7E || c == '#') {
                throw bad("it has a character that must be escaped");
            } else {
                bytes.put((byte) (isQuery && c == '+' ? ' ' : c));
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw bad("it is not UTF-8");
        }
    }

    private static Problem bad(String why) {
        return new Problem(400, "bad-path", "The path or query is refused: " + why + ".");
    }
}
