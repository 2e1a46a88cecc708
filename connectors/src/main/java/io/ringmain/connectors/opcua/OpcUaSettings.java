package io.ringmain.connectors.opcua;

import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.text.NearestName;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings of one OPC UA client, validated.
 *
 * @param endpoint URL of the server, {@code opc.tcp://host:port/path}
 * @param publishingIntervalMs publishing interval of all subscriptions, 0 to take each tag's interval
 * @param sessionTimeoutMs how long the server keeps a session without a request
 * @param requestTimeoutMs how long a request may take, writes too
 * @param keepAliveIntervalMs how often the link is probed; a lost one is noticed within two of them
 * @param reconnectMinMs first pause before a new attempt
 * @param reconnectMaxMs longest pause before a new attempt
 * @param batchSize most items or nodes in one request
 * @param queueSize values that the server keeps for an item between two publishings, 0 to derive it
 */
record OpcUaSettings(
        String endpoint,
        int publishingIntervalMs,
        int sessionTimeoutMs,
        int requestTimeoutMs,
        int keepAliveIntervalMs,
        int reconnectMinMs,
        int reconnectMaxMs,
        int batchSize,
        int queueSize) {

    private static final int HOUR_MS = 3_600_000;
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");

    private static final String ENDPOINT = "endpoint";
    private static final String SECURITY = "security";
    private static final String PUBLISHING_INTERVAL = "publishing-interval";
    private static final String SESSION_TIMEOUT = "session-timeout";
    private static final String REQUEST_TIMEOUT = "request-timeout";
    private static final String KEEP_ALIVE_INTERVAL = "keep-alive-interval";
    private static final String RECONNECT_MIN = "reconnect-min";
    private static final String RECONNECT_MAX = "reconnect-max";
    private static final String BATCH_SIZE = "batch-size";
    private static final String QUEUE_SIZE = "queue-size";

    private static final List<String> KNOWN = List.of(
            ENDPOINT,
            SECURITY,
            PUBLISHING_INTERVAL,
            SESSION_TIMEOUT,
            REQUEST_TIMEOUT,
            KEEP_ALIVE_INTERVAL,
            RECONNECT_MIN,
            RECONNECT_MAX,
            BATCH_SIZE,
            QUEUE_SIZE);

    /** Reads the settings; adds a line to the problems for each that is wrong, and then takes its default. */
    static OpcUaSettings parse(ConnectorDefinition definition, List<String> problems) {
        Reader reader = new Reader(definition.name(), definition.settings(), problems);
        reader.refuseUnknown();
        reader.checkSecurity();
        OpcUaSettings settings = new OpcUaSettings(
                reader.endpoint(),
                reader.durationMs(PUBLISHING_INTERVAL, 0, 10, 60_000),
                reader.durationMs(SESSION_TIMEOUT, 60_000, 1_000, HOUR_MS),
                reader.durationMs(REQUEST_TIMEOUT, 5_000, 100, 60_000),
                reader.durationMs(KEEP_ALIVE_INTERVAL, 2_000, 100, 60_000),
                reader.durationMs(RECONNECT_MIN, 1_000, 10, HOUR_MS),
                reader.durationMs(RECONNECT_MAX, 30_000, 10, HOUR_MS),
                reader.number(BATCH_SIZE, 500, 1, 10_000),
                reader.number(QUEUE_SIZE, 0, 2, 10_000));
        if (settings.reconnectMinMs > settings.reconnectMaxMs) {
            reader.problem(
                    RECONNECT_MIN,
                    settings.reconnectMinMs + "ms is longer than reconnect-max, " + settings.reconnectMaxMs + "ms");
        }
        return settings;
    }

    private record Reader(String connector, Map<String, String> settings, List<String> problems) {

        Reader {
            settings = new LinkedHashMap<>(settings);
        }

        void problem(String key, String text) {
            problems.add(connector + ": " + key + ": " + text);
        }

        void refuseUnknown() {
            for (String key : settings.keySet()) {
                if (!KNOWN.contains(key)) {
                    problem(
                            key,
                            "unknown setting" + NearestName.hint(key, KNOWN) + "; known are "
                                    + String.join(", ", KNOWN));
                }
            }
        }

        void checkSecurity() {
            String security = settings.get(SECURITY);
            if (security == null) {
                problem(SECURITY, "missing; an unsecured link must be asked for by 'None'");
            } else if (!security.equalsIgnoreCase("None")) {
                problem(SECURITY, "'" + security + "' is not supported yet, allowed is None");
            }
        }

        String endpoint() {
            String endpoint = settings.get(ENDPOINT);
            if (endpoint == null || endpoint.isBlank()) {
                problem(ENDPOINT, "missing; allowed is opc.tcp://host:port/path");
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
            problem(ENDPOINT, "'" + endpoint + "' is not an endpoint, allowed is opc.tcp://host:port/path");
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
                    default -> 60_000;
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
}
