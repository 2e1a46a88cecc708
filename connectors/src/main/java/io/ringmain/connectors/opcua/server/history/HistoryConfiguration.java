package io.ringmain.connectors.opcua.server.history;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;

import io.ringmain.connectors.opcua.server.space.PropertyNode;
import io.ringmain.connectors.opcua.server.space.References;
import io.ringmain.connectors.opcua.server.space.ServedNode;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;

/** How the history of a tag is to be read: HistoricalDataConfigurationType (OPC 10000-11, 5.2.2). Stateless. */
public final class HistoryConfiguration {
    /** Its browse name by the standard. */
    public static final String NAME = "HA Configuration";

    private static final String STEPPED = "Stepped";
    private static final String AGGREGATES = "AggregateConfiguration";
    private static final String[] SETTINGS = {
        "TreatUncertainAsBad", "PercentDataBad", "PercentDataGood", "UseSlopedExtrapolation"
    };

    private HistoryConfiguration() {}

    /**
     * The configuration or a part of it, null when there is none of that path.
     *
     * @param owner identifier of the tag's node
     * @param path below the tag
     * @param isSloped whether a line stands between two samples
     */
    public static ServedNode node(String owner, String path, boolean isSloped) {
        String id = owner + "/" + NAME;
        String aggregates = id + "/" + AGGREGATES;
        if (path.equals(NAME)) {
            return new Part(id, NAME, NodeIds.HistoricalDataConfigurationType, to -> {
                to.from(NodeIds.HasHistoricalConfiguration, owner);
                to.property(id + "/" + STEPPED);
                to.component(aggregates);
            });
        }
        if (path.equals(NAME + "/" + STEPPED)) {
            return new PropertyNode(id, STEPPED, NodeIds.Boolean, !isSloped);
        }
        if (path.equals(NAME + "/" + AGGREGATES)) {
            return new Part(aggregates, AGGREGATES, NodeIds.AggregateConfigurationType, to -> {
                to.from(NodeIds.HasComponent, id);
                for (String setting : SETTINGS) {
                    to.property(aggregates + "/" + setting);
                }
            });
        }
        String prefix = NAME + "/" + AGGREGATES + "/";
        return path.startsWith(prefix) ? setting(aggregates, path.substring(prefix.length())) : null;
    }

    /** The defaults of OPC 10000-13, see {@link io.ringmain.core.spi.AggregateQuery#of}. */
    private static PropertyNode setting(String owner, String name) {
        return switch (name) {
            case "TreatUncertainAsBad" -> new PropertyNode(owner, name, NodeIds.Boolean, true);
            case "PercentDataBad", "PercentDataGood" -> new PropertyNode(owner, name, NodeIds.Byte, ubyte(100));
            case "UseSlopedExtrapolation" -> new PropertyNode(owner, name, NodeIds.Boolean, false);
            default -> null;
        };
    }

    /** An object with a name of the standard. */
    private record Part(String id, String browseName, NodeId typeDefinition, Consumer<References> links)
            implements ServedNode {
        @Override
        public NodeClass nodeClass() {
            return NodeClass.Object;
        }

        @Override
        public boolean isStandardName() {
            return true;
        }

        @Override
        public void references(References to) {
            links.accept(to);
        }
    }
}
