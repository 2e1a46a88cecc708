package io.ringmain.gateway.logging;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request as a line: the combined format of web servers with the duration in ms at its end, or JSON. Without secrets. */
final class AccessLine {
    private static final DateTimeFormatter COMBINED = DateTimeFormatter.ofPattern(
                    "dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final Pattern PARAMETER = Pattern.compile("([?&])([^=&]*)=([^&]*)");
    /** Parameters whose values are told; of any other only the name is. */
    private static final Set<String> TOLD = Set.of(
            "query",
            "match[]",
            "from",
            "to",
            "limit",
            "aggregate",
            "interval",
            "points",
            "glob",
            "tags",
            "tag",
            "area",
            "segment",
            "state",
            "step",
            "start",
            "end",
            "time",
            "format",
            "buckets",
            "replay",
            "kind",
            "priority",
            "criticality",
            "class");

    private static final int MOST = 2_048;
    private static final double NS_PER_MS = 1e6;

    private AccessLine() {}

    static String combined(AccessEntry entry) {
        StringBuilder line = new StringBuilder(200);
        append(line, entry.address());
        line.append(" - ");
        append(line, entry.user().isEmpty() ? "-" : entry.user().replace(' ', '_'));
        line.append(" [")
                .append(COMBINED.format(Instant.ofEpochMilli(entry.timeMs())))
                .append("] \"");
        append(line, entry.method() + " " + withoutSecrets(entry.target()) + " " + entry.protocol());
        line.append("\" ")
                .append(entry.status())
                .append(' ')
                .append(entry.bytes())
                .append(" \"");
        append(line, entry.referrer().isEmpty() ? "-" : withoutQuery(entry.referrer()));
        line.append("\" \"");
        append(line, entry.userAgent().isEmpty() ? "-" : entry.userAgent());
        return line.append("\" ").append(ms(entry)).toString();
    }

    static String json(AccessEntry entry) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("time", Instant.ofEpochMilli(entry.timeMs()).toString());
            out.writeStringField("address", entry.address());
            out.writeStringField("user", entry.user());
            out.writeStringField("method", entry.method());
            out.writeStringField("target", cut(withoutSecrets(entry.target())));
            out.writeStringField("protocol", entry.protocol());
            out.writeNumberField("status", entry.status());
            out.writeNumberField("bytes", entry.bytes());
            out.writeStringField("referrer", cut(withoutQuery(entry.referrer())));
            out.writeStringField("userAgent", cut(entry.userAgent()));
            out.writeNumberField("ms", Double.parseDouble(ms(entry)));
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString();
    }

    /** Nobody is to put a token into a URL; whoever does is not to find it in a file. */
    static String withoutSecrets(String target) {
        int query = target.indexOf('?');
        if (query < 0) {
            return target;
        }
        Matcher parameter = PARAMETER.matcher(target.substring(query));
        return target.substring(0, query)
                + parameter.replaceAll(found -> Matcher.quoteReplacement(found.group(1)
                        + found.group(2)
                        + "="
                        + (TOLD.contains(found.group(2)) ? found.group(3) : "***")));
    }

    private static String withoutQuery(String referrer) {
        int end = referrer.indexOf('?');
        return end < 0 ? referrer : referrer.substring(0, end);
    }

    private static String ms(AccessEntry entry) {
        return String.format(Locale.ROOT, "%.3f", entry.durationNs() / NS_PER_MS);
    }

    private static String cut(String text) {
        return text.length() <= MOST ? text : text.substring(0, MOST);
    }

    /** Inside quotes. */
    private static void append(StringBuilder line, String text) {
        OneLine.append(line, cut(text).replace("\\", "\\\\").replace("\"", "\\\""));
    }
}
