package io.ringmain.connectors.mqtt.broker;

import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads settings; each that is wrong adds a line to the problems and takes its default. Thread: one. */
public final class SettingsReader {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(B|KiB|MiB)");

    private final String connector;
    private final Map<String, String> settings;
    private final List<String> problems;

    public SettingsReader(ConnectorDefinition definition, List<String> problems) {
        connector = definition.name();
        settings = definition.settings();
        this.problems = problems;
    }

    /** Everything else is a mistake. */
    public void refuseUnknown(List<List<String>> groups) {
        List<String> known = new ArrayList<>();
        groups.forEach(known::addAll);
        for (String key : settings.keySet()) {
            if (!known.contains(key)) {
                problem(
                        key,
                        "unknown setting" + NearestName.hint(key, known) + "; known are " + String.join(", ", known));
            }
        }
    }

    public void problem(String key, String text) {
        problems.add(connector + ": " + key + ": " + text);
    }

    Map<String, String> settings() {
        return settings;
    }

    /** Takes lines that begin with a setting. */
    void problems(List<String> lines) {
        lines.forEach(line -> problems.add(connector + ": " + line));
    }

    public boolean has(String key) {
        return settings.containsKey(key);
    }

    /** Trimmed; the standard when it is not given. */
    public String text(String key, String standard) {
        String text = settings.get(key);
        return text == null ? standard : text.trim();
    }

    public String requiredText(String key, String allowed) {
        String text = text(key, "");
        if (text.isEmpty()) {
            problem(key, "missing; allowed is " + allowed);
        }
        return text;
    }

    /** What stands between blanks and commas. */
    public List<String> words(String key) {
        return List.of(text(key, "").split("[\\s,]+")).stream()
                .filter(word -> !word.isEmpty())
                .toList();
    }

    public boolean flag(String key, boolean standard) {
        String text = settings.get(key);
        if (text == null) {
            return standard;
        }
        switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "true":
                return true;
            case "false":
                return false;
            default:
                problem(key, "'" + text + "' is not allowed, allowed are true and false");
                return standard;
        }
    }

    public String oneOf(String key, String standard, List<String> allowed) {
        String text = text(key, standard);
        if (allowed.contains(text)) {
            return text;
        }
        problem(key, "'" + text + "' is not allowed, allowed are " + String.join(", ", allowed));
        return standard;
    }

    public int durationMs(String key, int standardMs, int leastMs, int mostMs) {
        String text = settings.get(key);
        if (text == null) {
            return standardMs;
        }
        Matcher matcher = DURATION.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            long factor = switch (matcher.group(2)) {
                case "ms" -> 1;
                case "s" -> 1_000;
                case "m" -> 60_000;
                case "h" -> 3_600_000;
                default -> 86_400_000;
            };
            long milliseconds = Long.parseLong(matcher.group(1)) * factor;
            if (milliseconds >= leastMs && milliseconds <= mostMs) {
                return (int) milliseconds;
            }
        }
        problem(
                key,
                "'" + text + "' is not a duration from " + leastMs + "ms to " + mostMs
                        + "ms, allowed are forms such as 250ms, 2s, 1m");
        return standardMs;
    }

    public int bytes(String key, int standard, int least, int most) {
        String text = settings.get(key);
        if (text == null) {
            return standard;
        }
        Matcher matcher = SIZE.matcher(text.trim());
        if (matcher.matches()) {
            long factor = switch (matcher.group(2)) {
                case "B" -> 1;
                case "KiB" -> 1_024;
                default -> 1_024 * 1_024;
            };
            long bytes = Long.parseLong(matcher.group(1)) * factor;
            if (bytes >= least && bytes <= most) {
                return (int) bytes;
            }
        }
        problem(
                key,
                "'" + text + "' is not a size from " + least + "B to " + most
                        + "B, allowed are forms such as 512B, 64KiB, 1MiB");
        return standard;
    }

    public int number(String key, int standard, int least, int most) {
        String text = settings.get(key);
        if (text == null) {
            return standard;
        }
        try {
            int number = Integer.parseInt(text.trim());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the same line as for a number out of range
        }
        problem(key, "'" + text + "' is not a whole number from " + least + " to " + most);
        return standard;
    }
}
