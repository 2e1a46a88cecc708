package io.ringmain.connectors.opcua.server.condition;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import io.ringmain.connectors.opcua.server.space.DataValues;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.structured.ModelChangeStructureDataType;

/** The server's own events about conditions (OPC 10000-9, 5.11) and about its address space. Thread: any. */
final class SystemEvents {
    private static final int SEVERITY = 100;
    private static final int EVENT_ID_BYTES = 16;

    private final EventNodes nodes;

    SystemEvents(EventNodes nodes) {
        this.nodes = nodes;
    }

    ServedEvent refreshStart(long timeNs) {
        return event(NodeIds.RefreshStartEventType, "Refresh starts", timeNs);
    }

    ServedEvent refreshEnd(long timeNs) {
        return event(NodeIds.RefreshEndEventType, "Refresh ends", timeNs);
    }

    ServedEvent refreshRequired(long timeNs) {
        return event(NodeIds.RefreshRequiredEventType, "Events were lost, a refresh is required", timeNs);
    }

    /** OPC 10000-3, 9.32.7. */
    ServedEvent modelChanged(ModelChangeStructureDataType[] changes, long timeNs) {
        return event(
                NodeIds.GeneralModelChangeEventType, "Nodes have come or gone", timeNs, Map.of("Changes", changes));
    }

    private ServedEvent event(NodeId type, String message, long timeNs) {
        return event(type, message, timeNs, Map.of());
    }

    private ServedEvent event(NodeId type, String message, long timeNs, Map<String, Object> own) {
        UUID id = UUID.randomUUID();
        ByteBuffer bytes = ByteBuffer.allocate(EVENT_ID_BYTES);
        bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        DateTime time = DataValues.time(timeNs);
        Map<String, Object> fields = new HashMap<>(own);
        fields.putAll(Map.of(
                "EventId",
                ByteString.of(bytes.array()),
                "EventType",
                type,
                "SourceNode",
                NodeIds.Server,
                "SourceName",
                "Server",
                "Time",
                time,
                "ReceiveTime",
                time,
                "Message",
                new LocalizedText("en", message),
                "Severity",
                ushort(SEVERITY)));
        return nodes.event(type, fields::get);
    }
}
