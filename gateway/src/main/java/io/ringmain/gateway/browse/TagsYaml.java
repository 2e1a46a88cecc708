package io.ringmain.gateway.browse;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Writes definitions of tags as a list {@code tags} of the site file, a line a key, the source in one line. */
public final class TagsYaml {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_./%-]*");
    /** What YAML takes for something else than a text. */
    private static final Set<String> WORDS =
            Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf");

    private TagsYaml() {}

    public static void write(List<FoundTag> tags, FoundTag.Binding binding, Consumer<String> line) {
        line.accept(tags.isEmpty() ? "tags: []" : "tags:");
        for (FoundTag tag : tags) {
            String begin = "  - ";
            for (Map.Entry<String, Object> key : tag.keys(binding).entrySet()) {
                line.accept(begin + key.getKey() + ": " + value(key.getValue()));
                begin = "    ";
            }
        }
    }

    private static String value(Object value) {
        if (value instanceof Map<?, ?> below) {
            StringBuilder flow = new StringBuilder("{");
            below.forEach((key, inner) -> flow.append(flow.length() == 1 ? "" : ", ")
                    .append(key)
                    .append(": ")
                    .append(value(inner)));
            return flow.append('}').toString();
        }
        if (value instanceof double[] pair) {
            return "[" + number(pair[0]) + ", " + number(pair[1]) + "]";
        }
        return value instanceof String text ? text(text) : String.valueOf(value);
    }

    private static String number(double value) {
        return value == StrictMath.rint(value) && StrictMath.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    private static String text(String text) {
        return PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT)) ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isPair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (isPair) {
                out.append(c).append(text.charAt(++i));
            } else if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (isPrintable(c)) {
                out.append(c);
            } else {
                out.append(String.format("\\u%04x", Character.isSurrogate(c) ? 0xFFFD : (int) c));
            }
        }
        return out.append('"').toString();
    }

    private static boolean isPrintable(char c) {
        return c >= ' ' && c < 0x7F
                || c >= 0xA0 && c < 0xD800 && c != 0x2028 && c != 0x2029
                || c >= 0xE000 && c < 0xFEFF;
    }
}
