package io.ringmain.connectors.opcua.server;

import io.ringmain.connectors.opcua.server.condition.ConditionPart;
import io.ringmain.connectors.opcua.server.space.ServedSite;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.tag.TagDefinition;
import java.util.ArrayList;
import java.util.List;

/** Makes OPC UA servers that serve the site itself. */
public final class OpcUaServerProvider implements ConnectorProvider {
    static final String TYPE = "opcua-server";

    /** Parts of the address space besides the tags. */
    private static final List<ServedSite.PartMaker> PARTS =
            List.of(MachinePart::new, AreaPart::new, ConditionPart::new);

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<String> validate(ConnectorDefinition definition, List<TagDefinition> tags) {
        List<String> problems = new ArrayList<>();
        ServerSettings.parse(definition, problems);
        for (TagDefinition tag : tags) {
            problems.add(tag.name() + ": source: " + definition.name()
                    + " serves the site and has no values of its own; bind the tag to another connector");
        }
        return problems;
    }

    @Override
    public Connector create(ConnectorDefinition definition) {
        List<String> problems = new ArrayList<>();
        ServerSettings settings = ServerSettings.parse(definition, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new OpcUaServerConnector(definition.name(), settings, PARTS);
    }

    @Override
    public List<String> counters() {
        return Counts.NAMES;
    }

    @Override
    public boolean isAcquiring() {
        return false;
    }
}
