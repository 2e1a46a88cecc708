package io.ringmain.connectors.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MqttSettingsTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            broker,          http://localhost,        broker's address
            broker,          mqtt://user@host:1883,   broker's address
            broker,          mqtt://host:0,           broker's address
            password,        secret,                  a secret must not stand here
            versoin,         5,                       did you mean
            version,         4,                       allowed are
            keep-alive,      10,                      not a duration
            ca-file,         ca.pem,                  only with mqtts
            session-expiry,  1h,                      missing; a session can be kept
            publish-topic,   x/{tag},                 needs publish
            will-payload,    gone,                    needs will-topic
            max-payload,     1GiB,                    not a size
            """)
    void shouldRefuse(String key, String value, String problem) {
        Map<String, String> settings = new TreeMap<>(Map.of("broker", "mqtt://localhost:1883"));
        settings.put(key, value);

        List<String> problems =
                new MqttConnectorProvider().validate(new ConnectorDefinition("b", "mqtt", settings), List.of());

        assertThat(problems).singleElement().asString().startsWith("b: ").contains(problem);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            plant/+/state,      qos,            1,        not an address
            plant/state#speed,  qos,            1,        not a JSON path
            plant/state#$.a[-1],qos,            1,        not a JSON path
            plant/state,        qos,            3,        allowed are 0
            plant/state,        write-topic,    plant/#,  not a topic
            plant/state,        write-qos,      1,        needs write-topic
            plant/state,        timestmp,       $.t,      is unknown
            """)
    void shouldRefuseATag(String address, String option, String value, String problem) {
        TagDefinition tag = TagDefinition.builder("A.B", TagType.FLOAT64)
                .source(new TagSource("b", address, TagSource.Mode.SUBSCRIBE, 1_000, Map.of(option, value)))
                .build();

        List<String> problems = new MqttConnectorProvider()
                .validate(
                        new ConnectorDefinition("b", "mqtt", Map.of("broker", "mqtt://localhost:1883")), List.of(tag));

        assertThat(problems).singleElement().asString().startsWith("A.B: ").contains(problem);
    }

    @Test
    void shouldRefuseATopicForWritesOfATagThatIsNotWritable() {
        TagDefinition tag = TagDefinition.builder("A.B", TagType.FLOAT64)
                .writable(false)
                .source(new TagSource("b", "x", TagSource.Mode.SUBSCRIBE, 1_000, Map.of("write-topic", "x/set")))
                .build();

        List<String> problems = new MqttConnectorProvider()
                .validate(
                        new ConnectorDefinition("b", "mqtt", Map.of("broker", "mqtt://localhost:1883")), List.of(tag));

        assertThat(problems).singleElement().asString().contains("write-topic").contains("writable: true");
    }

    @Test
    void shouldRefuseATopicForAllTags() {
        List<String> problems = new MqttConnectorProvider()
                .validate(
                        new ConnectorDefinition(
                                "b",
                                "mqtt",
                                Map.of("broker", "mqtt://localhost", "publish", "*", "publish-topic", "x/{are}")),
                        List.of());

        assertThat(problems).hasSize(2);
    }
}
