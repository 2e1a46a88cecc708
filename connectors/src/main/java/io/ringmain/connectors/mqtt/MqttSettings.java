package io.ringmain.connectors.mqtt;

import io.ringmain.connectors.SettingsReader;
import io.ringmain.connectors.mqtt.broker.BrokerSettings;
import io.ringmain.connectors.mqtt.broker.Message;
import io.ringmain.core.site.ConnectorDefinition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Settings of one connector, validated.
 *
 * @param qos most that topics are delivered with where a tag says nothing
 * @param writeTimeoutMs how long the broker may take to acknowledge a write
 * @param will null for none
 * @param online published to the will's topic once connected, null for nothing
 * @param publishing null when nothing is published
 */
record MqttSettings(
        BrokerSettings broker, int qos, int writeTimeoutMs, Message will, Message online, Publishing publishing) {

    /**
     * What leaves.
     *
     * @param tags globs
     * @param topic template
     * @param isJson whether payloads are documents, not bare values
     * @param intervalMs least time between two messages of a tag; changes in between are conflated
     */
    record Publishing(
            List<String> tags, TopicTemplate topic, boolean isJson, int intervalMs, int qos, boolean isRetained) {}

    private static final String QOS = "qos";
    private static final String WRITE_TIMEOUT = "write-timeout";
    private static final String WILL_TOPIC = "will-topic";
    private static final String WILL_PAYLOAD = "will-payload";
    private static final String WILL_QOS = "will-qos";
    private static final String WILL_RETAIN = "will-retain";
    private static final String ONLINE_PAYLOAD = "online-payload";
    private static final String PUBLISH = "publish";
    private static final String PUBLISH_TOPIC = "publish-topic";
    private static final String PUBLISH_FORMAT = "publish-format";
    private static final String PUBLISH_INTERVAL = "publish-interval";
    private static final String PUBLISH_QOS = "publish-qos";
    private static final String PUBLISH_RETAIN = "publish-retain";

    private static final List<String> KEYS = List.of(
            QOS,
            WRITE_TIMEOUT,
            WILL_TOPIC,
            WILL_PAYLOAD,
            WILL_QOS,
            WILL_RETAIN,
            ONLINE_PAYLOAD,
            PUBLISH,
            PUBLISH_TOPIC,
            PUBLISH_FORMAT,
            PUBLISH_INTERVAL,
            PUBLISH_QOS,
            PUBLISH_RETAIN);

    static MqttSettings parse(ConnectorDefinition definition, List<String> problems) {
        List<String> known = new ArrayList<>(BrokerSettings.KEYS);
        known.addAll(KEYS);
        SettingsReader reader = new SettingsReader(definition, known, problems);
        BrokerSettings broker = BrokerSettings.parse(reader);
        Message will = will(reader);
        return new MqttSettings(
                broker,
                reader.number(QOS, 1, 0, 2),
                reader.durationMs(WRITE_TIMEOUT, 5_000, 100, 60_000),
                will,
                will == null || !reader.has(ONLINE_PAYLOAD)
                        ? null
                        : new Message(
                                will.topic(), bytes(reader.text(ONLINE_PAYLOAD, "")), will.qos(), will.isRetained()),
                publishing(reader));
    }

    private static Message will(SettingsReader reader) {
        if (!reader.has(WILL_TOPIC)) {
            for (String key : List.of(WILL_PAYLOAD, WILL_QOS, WILL_RETAIN, ONLINE_PAYLOAD)) {
                if (reader.has(key)) {
                    reader.problem(key, "needs will-topic");
                }
            }
            return null;
        }
        String topic = reader.text(WILL_TOPIC, "");
        if (!TopicAddress.isName(topic)) {
            reader.problem(WILL_TOPIC, "'" + topic + "' is not a topic, allowed is one without + and #");
        }
        return new Message(
                topic,
                bytes(reader.text(WILL_PAYLOAD, "")),
                reader.number(WILL_QOS, 1, 0, 2),
                reader.flag(WILL_RETAIN, false));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Publishing publishing(SettingsReader reader) {
        List<String> tags = reader.words(PUBLISH);
        if (tags.isEmpty()) {
            for (String key : List.of(PUBLISH_TOPIC, PUBLISH_FORMAT, PUBLISH_INTERVAL, PUBLISH_QOS, PUBLISH_RETAIN)) {
                if (reader.has(key)) {
                    reader.problem(key, "needs publish, the tags that are published");
                }
            }
            return null;
        }
        String template = reader.text(PUBLISH_TOPIC, "ringmain/{area}/{tag}");
        for (String problem : TopicTemplate.problems(template)) {
            reader.problem(PUBLISH_TOPIC, problem);
        }
        return new Publishing(
                tags,
                new TopicTemplate(template),
                reader.oneOf(PUBLISH_FORMAT, "json", List.of("json", "plain")).equals("json"),
                reader.durationMs(PUBLISH_INTERVAL, 100, 10, 3_600_000),
                reader.number(PUBLISH_QOS, 1, 0, 2),
                reader.flag(PUBLISH_RETAIN, false));
    }
}
