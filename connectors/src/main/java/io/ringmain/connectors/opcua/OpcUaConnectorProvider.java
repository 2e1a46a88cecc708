package io.ringmain.connectors.opcua;

import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.tag.TagDefinition;
import java.util.ArrayList;
import java.util.List;

/** Makes OPC UA client connectors. */
public final class OpcUaConnectorProvider implements ConnectorProvider {
    static final String TYPE = "opcua";

    /** Fastest sampling or polling that a tag may ask for. */
    static final int FASTEST_MS = 10;

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<String> validate(ConnectorDefinition definition, List<TagDefinition> tags) {
        List<String> problems = new ArrayList<>();
        OpcUaSettings.parse(definition, problems);
        for (TagDefinition tag : tags) {
            NodeAddress address = NodeAddress.parse(tag.source().address());
            if (address == null) {
                problems.add(
                        tag.name() + ": address '" + tag.source().address()
                                + "' is not a NodeId, allowed are forms such as ns=2;s=Area.Tag, ns=2;i=1001 and ns=2;s=Pump#motor.speed");
            } else if (tag.isWritable() && !address.path().isEmpty()) {
                problems.add(
                        tag.name() + ": writable, but address '"
                                + tag.source().address()
                                + "' is a field of a structure, which can only be read; write the whole node or set writable: false");
            }
            if (tag.source().intervalMs() < FASTEST_MS) {
                problems.add(tag.name() + ": interval " + tag.source().intervalMs() + "ms is too short, at least "
                        + FASTEST_MS + "ms");
            }
            ItemOptions.parse(tag, problems);
        }
        return problems;
    }

    @Override
    public List<String> counters() {
        return OpcUaCounters.names();
    }

    @Override
    public Connector create(ConnectorDefinition definition) {
        List<String> problems = new ArrayList<>();
        OpcUaSettings settings = OpcUaSettings.parse(definition, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new OpcUaConnector(definition.name(), settings);
    }
}
