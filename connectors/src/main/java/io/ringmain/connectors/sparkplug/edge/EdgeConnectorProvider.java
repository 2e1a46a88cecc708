package io.ringmain.connectors.sparkplug.edge;

import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.tag.TagDefinition;
import java.util.ArrayList;
import java.util.List;

/** Makes Sparkplug edge nodes. */
public final class EdgeConnectorProvider implements ConnectorProvider {

    @Override
    public String type() {
        return "sparkplug-edge";
    }

    @Override
    public List<String> validate(ConnectorDefinition definition, List<TagDefinition> tags) {
        List<String> problems = new ArrayList<>();
        EdgeSettings.parse(definition, problems);
        for (TagDefinition tag : tags) {
            problems.add(tag.name() + ": an edge node sends tags and acquires none; name it in its setting tags");
        }
        return problems;
    }

    @Override
    public Connector create(ConnectorDefinition definition) {
        List<String> problems = new ArrayList<>();
        EdgeSettings settings = EdgeSettings.parse(definition, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new EdgeConnector(definition.name(), settings);
    }

    @Override
    public List<String> counters() {
        return EdgeCounters.NAMES;
    }

    @Override
    public boolean isAcquiring() {
        return false;
    }
}
