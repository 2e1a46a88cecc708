package io.ringmain.connectors.opcua;

import io.ringmain.core.text.NearestName;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads single settings of a connector; adds a line to the problems for each that is wrong, and gives its default then. */
record SettingsReader(String connector, Map<String, String> settings, List<String> problems) {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

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

    /** Null when it is not there. */
    String text(String key) {
        String text = settings.get(key);
        if (text != null && text.isBlank()) {
            problem(key, "empty");
            return null;
        }
        return text == null ? null : text.trim();
    }

    boolean flag(String key, boolean standard) {
        String text = settings.get(key);
        if (text == null) {
            return standard;
        }
        if (text.trim().equalsIgnoreCase("true") || text.trim().equalsIgnoreCase("false")) {
            return text.trim().equalsIgnoreCase("true");
        }
        problem(key, "'" + text + "' is neither true nor false");
        return standard;
    }

    String endpoint(String key) {
        String endpoint = settings.get(key);
        if (endpoint == null || endpoint.isBlank()) {
            problem(key, "missing; allowed is opc.tcp://host:port/path");
            return "";
        }
        try {
            URI uri = new URI(endpoint.trim());
            if ("opc.tcp".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getPort() != 0
                    && uri.getPort() <= 65_535) {
                return endpoint.trim();
            }
        } catch (URISyntaxException e) {
            // the same line as for any other wrong address
        }
        problem(key, "'" + endpoint + "' is not an endpoint, allowed is opc.tcp://host:port/path");
        return "";
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
                        + "ms, allowed are forms such as 250ms, 2s, 1m, 24h");
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
