package io.ringmain.connectors;

import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.text.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a connector's settings. What is wrong becomes one line each, {@code connector: setting: what is wrong, what is
 * allowed}, and the default is given instead, so that all mistakes are found at once.
 *
 * <p>Thread: its owner.
 */
public final class SettingsReader {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(B|KiB|MiB)");

    private final String connector;
    private final Map<String, String> settings;
    private final List<String> problems;

    /** @param known all settings there are; each other one is a problem */
    public SettingsReader(ConnectorDefinition definition, Collection<String> known, List<String> problems) {
        this.connector = definition.name();
        this.settings = definition.settings();
        this.problems = problems;
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

    /** Takes lines that begin with a setting. */
    public void problems(List<String> lines) {
        lines.forEach(line -> problems.add(connector + ": " + line));
    }

    /** All of them as they are. */
    public Map<String, String> settings() {
        return settings;
    }

    public boolean has(String key) {
        return settings.containsKey(key);
    }

    public String text(String key, String standard) {
        String text = settings.get(key);
        return text == null ? standard : text.trim();
    }

    /** The text of a setting that has to be there; empty when it is not, which is a problem. */
    public String required(String key, String allowed) {
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
        return oneOf(key, Boolean.toString(standard), List.of("true", "false")).equals("true");
    }

    /** One of some words, in lower case. */
    public String oneOf(String key, String standard, List<String> allowed) {
        String word = text(key, standard).toLowerCase(Locale.ROOT);
        if (allowed.contains(word)) {
            return word;
        }
        problem(key, "'" + word + "' is not allowed, allowed are " + String.join(", ", allowed));
        return standard;
    }

    /** A duration in milliseconds, at most 24 days. */
    public int durationMs(String key, int standard, int least, int most) {
        String text = settings.get(key);
        if (text == null) {
            return standard;
        }
        long milliseconds = durationMs(text);
        if (milliseconds >= least && milliseconds <= most) {
            return (int) milliseconds;
        }
        problem(
                key,
                "'" + text + "' is not a duration from " + least + "ms to " + most
                        + "ms, allowed are forms such as 250ms, 2s, 1m");
        return standard;
    }

    /** Milliseconds of a text such as {@code 250ms}, {@code 2s}, {@code 1m}, {@code 1h}, {@code 1d}; -1 when it is none. */
    public static long durationMs(String text) {
        Matcher matcher = DURATION.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return -1;
        }
        long factor = switch (matcher.group(2)) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 86_400_000;
        };
        return Long.parseLong(matcher.group(1)) * factor;
    }

    /** A size in bytes. */
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
