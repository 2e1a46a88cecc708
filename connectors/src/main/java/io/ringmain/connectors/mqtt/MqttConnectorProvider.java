package io.ringmain.connectors.mqtt;

import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import java.util.ArrayList;
import java.util.List;

/** Makes MQTT connectors. */
public final class MqttConnectorProvider implements ConnectorProvider {

    @Override
    public String type() {
        return "mqtt";
    }

    @Override
    public List<String> validate(ConnectorDefinition definition, List<TagDefinition> tags) {
        List<String> problems = new ArrayList<>();
        MqttSettings.parse(definition, problems);
        for (TagDefinition tag : tags) {
            TagSource source = tag.source();
            List<String> wrong = new ArrayList<>();
            try {
                TopicAddress.parse(source.address());
            } catch (IllegalArgumentException e) {
                wrong.add("address: " + e.getMessage());
            }
            boolean takesWrites = TagOptions.parse(source.options(), wrong).write() != null;
            if (takesWrites && !tag.isWritable()) {
                wrong.add("option write-topic: the tag is not writable, so that nothing would be sent; allowed with"
                        + " writable: true");
            }
            if (source.mode() == TagSource.Mode.POLL) {
                wrong.add("mode poll: a broker is not polled, allowed is subscribe");
            }
            wrong.forEach(line -> problems.add(tag.name() + ": " + line));
        }
        return problems;
    }

    @Override
    public Connector create(ConnectorDefinition definition) {
        List<String> problems = new ArrayList<>();
        MqttSettings settings = MqttSettings.parse(definition, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new MqttConnector(definition.name(), settings);
    }

    @Override
    public List<String> counters() {
        return MqttCounters.NAMES;
    }
}
