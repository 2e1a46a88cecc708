package io.ringmain.connectors.modbus;

import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource.Mode;
import java.util.ArrayList;
import java.util.List;

/** Makes Modbus TCP clients. */
public final class ModbusConnectorProvider implements ConnectorProvider {
    static final String TYPE = "modbus";

    /** Shortest interval that a tag may ask for. */
    private static final int FASTEST_MS = 10;

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<String> validate(ConnectorDefinition definition, List<TagDefinition> tags) {
        List<String> problems = new ArrayList<>();
        AddressReader addresses = new AddressReader(ModbusSettings.parse(definition, problems));
        for (TagDefinition tag : tags) {
            try {
                addresses.read(tag);
            } catch (IllegalArgumentException e) {
                problems.add(tag.name() + ": address: " + e.getMessage());
            }
            if (tag.source().mode() != Mode.POLL) {
                problems.add(tag.name() + ": mode subscribe is not possible, a Modbus device sends nothing by itself; "
                        + "allowed is mode: poll");
            }
            if (tag.source().intervalMs() < FASTEST_MS) {
                problems.add(tag.name() + ": interval " + tag.source().intervalMs() + "ms is too short, at least "
                        + FASTEST_MS + "ms");
            }
        }
        return problems;
    }

    @Override
    public Connector create(ConnectorDefinition definition) {
        List<String> problems = new ArrayList<>();
        ModbusSettings settings = ModbusSettings.parse(definition, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new ModbusConnector(definition.name(), settings);
    }

    @Override
    public List<String> counters() {
        List<String> names = new ArrayList<>(ModbusCounters.names());
        names.add(ModbusConnector.MISMATCHED);
        return names;
    }
}
