package io.ringmain.connectors.sparkplug.host;

import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import java.util.ArrayList;
import java.util.List;

/** Makes Sparkplug host applications. */
public final class HostConnectorProvider implements ConnectorProvider {

    @Override
    public String type() {
        return "sparkplug-host";
    }

    @Override
    public List<String> validate(ConnectorDefinition definition, List<TagDefinition> tags) {
        List<String> problems = new ArrayList<>();
        HostSettings.parse(definition, problems);
        for (TagDefinition tag : tags) {
            TagSource source = tag.source();
            try {
                MetricAddress.parse(source.address());
            } catch (IllegalArgumentException e) {
                problems.add(tag.name() + ": address: " + e.getMessage());
            }
            if (source.mode() == TagSource.Mode.POLL) {
                problems.add(tag.name() + ": mode poll: a broker is not polled, allowed is subscribe");
            }
            for (String option : source.options().keySet()) {
                problems.add(tag.name() + ": option " + option + " is unknown, there are none");
            }
        }
        return problems;
    }

    @Override
    public Connector create(ConnectorDefinition definition) {
        List<String> problems = new ArrayList<>();
        HostSettings settings = HostSettings.parse(definition, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new HostConnector(definition.name(), settings);
    }

    @Override
    public List<String> counters() {
        return HostCounters.NAMES;
    }
}
