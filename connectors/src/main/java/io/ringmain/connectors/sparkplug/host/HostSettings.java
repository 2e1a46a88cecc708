package io.ringmain.connectors.sparkplug.host;

import io.ringmain.connectors.SettingsReader;
import io.ringmain.connectors.mqtt.broker.BrokerSettings;
import io.ringmain.connectors.sparkplug.SparkplugTopic;
import io.ringmain.core.site.ConnectorDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * Settings of one host application, validated.
 *
 * @param hostId under which it says that it is online
 * @param groups that are listened to besides those of tags
 * @param reorderMs how long a missing message may come late
 * @param rebirthMs least time between two requests for a node's births
 * @param mostMetrics of one node, devices included
 * @param mostNodes that are kept in mind
 */
record HostSettings(
        BrokerSettings broker,
        String hostId,
        List<String> groups,
        int reorderMs,
        int rebirthMs,
        int mostMetrics,
        int mostNodes) {

    private static final String HOST_ID = "host-id";
    private static final String GROUPS = "groups";
    private static final String REORDER = "reorder-timeout";
    private static final String REBIRTH = "rebirth-interval";
    private static final String MOST_METRICS = "max-metrics";
    private static final String MOST_NODES = "max-nodes";
    private static final String MAX_PAYLOAD = "max-payload";

    private static final List<String> KEYS = List.of(HOST_ID, GROUPS, REORDER, REBIRTH, MOST_METRICS, MOST_NODES);
    private static final List<String> PRESCRIBED = List.of("clean-start", "session-expiry");

    static HostSettings parse(ConnectorDefinition definition, List<String> problems) {
        List<String> known = new ArrayList<>(BrokerSettings.KEYS);
        known.removeAll(PRESCRIBED);
        known.addAll(KEYS);
        SettingsReader reader = new SettingsReader(definition, known, problems);
        BrokerSettings broker = BrokerSettings.parse(reader).withCleanSession();
        HostSettings settings = new HostSettings(
                reader.has(MAX_PAYLOAD) ? broker : broker.withPayloadBytes(4 * 1_024 * 1_024),
                reader.required(HOST_ID, "a name without /, + and #"),
                reader.words(GROUPS),
                reader.durationMs(REORDER, 2_000, 10, 60_000),
                reader.durationMs(REBIRTH, 5_000, 100, 3_600_000),
                reader.number(MOST_METRICS, 50_000, 1, 1_000_000),
                reader.number(MOST_NODES, 1_000, 1, 100_000));
        if (!settings.hostId().isEmpty() && !SparkplugTopic.isId(settings.hostId())) {
            reader.problem(HOST_ID, "'" + settings.hostId() + "' is not allowed, allowed is a name without /, + and #");
        }
        for (String group : settings.groups()) {
            if (!SparkplugTopic.isId(group) || group.equals("STATE")) {
                reader.problem(GROUPS, "'" + group + "' is not a group");
            }
        }
        return settings;
    }
}
