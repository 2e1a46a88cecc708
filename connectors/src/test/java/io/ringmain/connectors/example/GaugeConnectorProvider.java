package io.ringmain.connectors.example;

import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Makes gauge connectors. A real one is named in {@code META-INF/services/io.ringmain.core.spi.ConnectorProvider}. */
public final class GaugeConnectorProvider implements ConnectorProvider {
    private static final Pattern ADDRESS = Pattern.compile("[a-z][a-z0-9-]*");

    @Override
    public String type() {
        return "gauge";
    }

    @Override
    public List<String> validate(ConnectorDefinition definition, List<TagDefinition> tags) {
        List<String> problems = new ArrayList<>();
        GaugeSettings.parse(definition, problems);
        for (TagDefinition tag : tags) {
            if (!ADDRESS.matcher(tag.source().address()).matches()) {
                problems.add(tag.name() + ": address '" + tag.source().address()
                        + "' is not a gauge, allowed are lower-case names such as level or flow-2");
            }
            if (tag.source().mode() != Mode.SUBSCRIBE) {
                problems.add(
                        tag.name() + ": mode poll is not possible, gauges send by themselves; allowed is subscribe");
            }
            if (tag.type().isArray()) {
                problems.add(tag.name() + ": type " + tag.type().label() + " is not possible, a gauge has one value");
            }
        }
        return problems;
    }

    @Override
    public Connector create(ConnectorDefinition definition) {
        List<String> problems = new ArrayList<>();
        GaugeSettings settings = GaugeSettings.parse(definition, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new GaugeConnector(definition.name(), settings);
    }

    @Override
    public List<String> counters() {
        return List.of("Connections", "Values", "Malformed");
    }
}
