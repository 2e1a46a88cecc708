package io.ringmain.connectors.sparkplug.edge;

import io.ringmain.connectors.SettingsReader;
import io.ringmain.connectors.mqtt.broker.BrokerSettings;
import io.ringmain.connectors.sparkplug.SparkplugTopic;
import io.ringmain.core.site.ConnectorDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * Settings of one edge node, validated.
 *
 * @param tags globs of the tags that are its metrics
 * @param isByArea whether tags with an area are metrics of a device of that name
 * @param intervalMs least time between two values of a metric
 * @param primaryHost the host application without which nothing is sent, empty for none
 * @param commandUser whose permissions commands have, empty when none are taken
 * @param forwardMs how far back what was missed is sent, 0 for not at all
 */
record EdgeSettings(
        BrokerSettings broker,
        String group,
        String node,
        List<String> tags,
        boolean isByArea,
        int intervalMs,
        String primaryHost,
        String commandUser,
        int forwardMs) {

    private static final String GROUP = "group";
    private static final String NODE = "edge-node";
    private static final String TAGS = "tags";
    private static final String DEVICES = "devices";
    private static final String INTERVAL = "publish-interval";
    private static final String PRIMARY_HOST = "primary-host";
    private static final String COMMAND_USER = "command-user";
    private static final String FORWARD = "store-and-forward";

    private static final List<String> KEYS =
            List.of(GROUP, NODE, TAGS, DEVICES, INTERVAL, PRIMARY_HOST, COMMAND_USER, FORWARD);
    /** What Sparkplug prescribes itself. */
    private static final List<String> PRESCRIBED = List.of("clean-start", "session-expiry");

    private static final int DAY_MS = 86_400_000;

    static EdgeSettings parse(ConnectorDefinition definition, List<String> problems) {
        List<String> known = new ArrayList<>(BrokerSettings.KEYS);
        known.removeAll(PRESCRIBED);
        known.addAll(KEYS);
        SettingsReader reader = new SettingsReader(definition, known, problems);
        EdgeSettings settings = new EdgeSettings(
                BrokerSettings.parse(reader).withCleanSession(),
                id(reader, GROUP),
                id(reader, NODE),
                reader.words(TAGS),
                reader.oneOf(DEVICES, "none", List.of("none", "area")).equals("area"),
                reader.durationMs(INTERVAL, 250, 10, 3_600_000),
                reader.text(PRIMARY_HOST, ""),
                reader.text(COMMAND_USER, ""),
                reader.durationMs(FORWARD, DAY_MS, 0, 20 * DAY_MS));
        if (settings.tags().isEmpty()) {
            reader.problem(TAGS, "missing; allowed are globs of tags, for example Area.*");
        }
        if (reader.has(PRIMARY_HOST) && !SparkplugTopic.isId(settings.primaryHost())) {
            reader.problem(PRIMARY_HOST, "'" + settings.primaryHost() + "' is not a host id");
        }
        return settings;
    }

    private static String id(SettingsReader reader, String key) {
        String text = reader.required(key, "a name without /, + and #");
        if (!text.isEmpty() && (!SparkplugTopic.isId(text) || key.equals(GROUP) && text.equals("STATE"))) {
            reader.problem(key, "'" + text + "' is not allowed, allowed is a name without /, + and #");
        }
        return text;
    }
}
