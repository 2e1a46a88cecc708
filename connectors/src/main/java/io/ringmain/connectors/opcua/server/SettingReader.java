package io.ringmain.connectors.opcua.server;

import io.ringmain.core.text.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads settings, notes a line for each that is wrong, and takes its default then. Thread: its owner. */
record SettingReader(String connector, Map<String, String> settings, List<String> problems) {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(B|KiB|MiB)");

    void problem(String key, String text) {
        problems.add(connector + ": " + key + ": " + text);
    }

    void refuseUnknown(List<String> known) {
        for (String key : settings.keySet()) {
            if (!known.contains(key)) {
                problem(
                        key,
                        "unknown setting" + NearestName.hint(key, known) + "; known are " + String.join(", ", known));
            }
        }
    }

    String text(String key, String standard) {
        String text = settings.get(key);
        return text == null ? standard : text.trim();
    }

    int durationMs(String key, int standard, int least, int most) {
        String text = settings.get(key);
        if (text == null) {
            return standard;
        }
        Matcher matcher = DURATION.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            long factor = switch (matcher.group(2)) {
                case "ms" -> 1;
                case "s" -> 1_000;
                case "m" -> 60_000;
                default -> 3_600_000;
            };
            long milliseconds = Long.parseLong(matcher.group(1)) * factor;
            if (milliseconds >= least && milliseconds <= most) {
                return (int) milliseconds;
            }
        }
        problem(
                key,
                "'" + text + "' is not a duration from " + least + "ms to " + most
                        + "ms, allowed are forms such as 250ms, 2s, 1m");
        return standard;
    }

    int bytes(String key, int standard, int least, int most) {
        String text = settings.get(key);
        if (text == null) {
            return standard;
        }
        Matcher matcher = SIZE.matcher(text.trim());
        if (matcher.matches()) {
            long factor = switch (matcher.group(2)) {
                case "B" -> 1;
                case "KiB" -> 1 << 10;
                default -> 1 << 20;
            };
            long bytes = Long.parseLong(matcher.group(1)) * factor;
            if (bytes >= least && bytes <= most) {
                return (int) bytes;
            }
        }
        problem(
                key,
                "'" + text + "' is not a size from " + least + "B to " + most
                        + "B, allowed are forms such as 64KiB, 4MiB");
        return standard;
    }

    int number(String key, int standard, int least, int most) {
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
