package io.ringmain.connectors.example;

import io.ringmain.connectors.SettingsReader;
import io.ringmain.core.site.ConnectorDefinition;
import java.util.List;

/**
 * Settings of one gauge connector, validated.
 *
 * @param timeoutMs how long the device may be silent, and how long a write may take
 * @param reconnectMinMs first pause before a new attempt
 * @param reconnectMaxMs longest pause before a new attempt
 */
record GaugeSettings(String host, int port, int timeoutMs, int reconnectMinMs, int reconnectMaxMs) {
    private static final String HOST = "host";
    private static final String PORT = "port";
    private static final String TIMEOUT = "timeout";
    private static final String RECONNECT_MIN = "reconnect-min";
    private static final String RECONNECT_MAX = "reconnect-max";
    private static final List<String> KNOWN = List.of(HOST, PORT, TIMEOUT, RECONNECT_MIN, RECONNECT_MAX);

    /** Reads the settings; adds a line to the problems for each that is wrong. Does no I/O. */
    static GaugeSettings parse(ConnectorDefinition definition, List<String> problems) {
        SettingsReader reader = new SettingsReader(definition, KNOWN, problems);
        return new GaugeSettings(
                reader.required(HOST, "a host name or address"),
                reader.number(PORT, 5075, 1, 65_535),
                reader.durationMs(TIMEOUT, 5_000, 100, 60_000),
                reader.durationMs(RECONNECT_MIN, 1_000, 10, 60_000),
                reader.durationMs(RECONNECT_MAX, 30_000, 10, 3_600_000));
    }
}
