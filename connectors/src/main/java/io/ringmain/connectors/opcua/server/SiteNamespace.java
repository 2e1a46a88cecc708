package io.ringmain.connectors.opcua.server;

import io.ringmain.connectors.opcua.server.space.Caller;
import io.ringmain.connectors.opcua.server.space.NodePart;
import io.ringmain.connectors.opcua.server.space.Reading;
import io.ringmain.connectors.opcua.server.space.References;
import io.ringmain.connectors.opcua.server.space.ServedNode;
import io.ringmain.connectors.opcua.server.space.ServedSite;
import io.ringmain.core.spi.Permission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import org.eclipse.milo.opcua.sdk.server.AddressSpaceFilter;
import org.eclipse.milo.opcua.sdk.server.AddressSpaceFragment;
import org.eclipse.milo.opcua.sdk.server.Namespace;
import org.eclipse.milo.opcua.sdk.server.SimpleAddressSpaceFilter;
import org.eclipse.milo.opcua.sdk.server.items.DataItem;
import org.eclipse.milo.opcua.sdk.server.items.EventItem;
import org.eclipse.milo.opcua.sdk.server.items.MonitoredItem;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.ViewDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.WriteValue;

/**
 * The site's address space. No node is kept: each is made for the request that asks for it, by the part that knows it, so
 * that a site of a million tags costs no more here than one of ten.
 *
 * <p>Thread: Milo's, several at once. Owns: nothing. Allocates: per request.
 */
final class SiteNamespace implements Namespace, AddressSpaceFragment {
    /** How long a read waits for the journal, which is milliseconds behind as a rule. */
    private static final long PATIENCE_MS = 2_000;

    private static final UInteger VALUE = AttributeId.Value.uid();

    private final ServedSite site;
    private final List<NodePart> parts;
    private final NodeAttributes attributes;
    private final Sampling sampling;
    private final long longestQueue;
    private final AddressSpaceFilter filter;

    SiteNamespace(
            ServedSite site, List<NodePart> parts, Sampling sampling, NodeAttributes attributes, int longestQueue) {
        this.site = site;
        this.parts = List.copyOf(parts);
        this.sampling = sampling;
        this.attributes = attributes;
        this.longestQueue = longestQueue;
        filter = SimpleAddressSpaceFilter.create(id -> id.getNamespaceIndex().equals(site.namespace()));
    }

    @Override
    public UShort getNamespaceIndex() {
        return site.namespace();
    }

    @Override
    public String getNamespaceUri() {
        return ServedSite.URI;
    }

    @Override
    public AddressSpaceFilter getFilter() {
        return filter;
    }

    /** A node, and the part that it is of. */
    record Found(NodePart part, ServedNode node) {}

    /** The node as of now, null when there is none. */
    ServedNode node(NodeId nodeId) {
        Found found = find(nodeId);
        return found == null ? null : found.node();
    }

    /** The same with its part. */
    Found find(NodeId nodeId) {
        if (nodeId.getNamespaceIndex().equals(site.namespace()) && nodeId.getIdentifier() instanceof String id) {
            for (NodePart part : parts) {
                ServedNode node = part.node(id);
                if (node != null) {
                    return new Found(part, node);
                }
            }
        }
        return null;
    }

    @Override
    public List<DataValue> read(
            ReadContext context, Double maxAge, TimestampsToReturn timestamps, List<ReadValueId> ids) {
        Caller caller = Caller.of(context.getSession().orElse(null));
        if (!caller.may(Permission.VIEW)) {
            return Collections.nCopies(ids.size(), new DataValue(StatusCodes.Bad_UserAccessDenied));
        }
        Reading reading = new Reading();
        List<DataValue> values = new ArrayList<>(ids.size());
        NodeId last = null;
        ServedNode node = null;
        for (ReadValueId id : ids) {
            if (!id.getNodeId().equals(last)) { // several attributes of a node are asked for in a row
                last = id.getNodeId();
                node = node(last);
            }
            values.add(read(id, node, timestamps, caller, reading));
        }
        return site.gate().await(reading.sequence(), PATIENCE_MS) ? values : withheld(ids, values);
    }

    private DataValue read(
            ReadValueId id, ServedNode node, TimestampsToReturn timestamps, Caller caller, Reading reading) {
        if (node == null) {
            return new DataValue(StatusCodes.Bad_NodeIdUnknown);
        }
        AttributeId attribute = AttributeId.from(id.getAttributeId()).orElse(null);
        return attribute == null
                ? new DataValue(StatusCodes.Bad_AttributeIdInvalid)
                : attributes.read(
                        node, attribute, id.getIndexRange(), id.getDataEncoding(), timestamps, caller, reading);
    }

    /** The journal does not get on: no value leaves, all else may. */
    private static List<DataValue> withheld(List<ReadValueId> ids, List<DataValue> values) {
        for (int i = 0; i < values.size(); i++) {
            if (ids.get(i).getAttributeId().equals(VALUE)) {
                values.set(i, new DataValue(StatusCodes.Bad_ResourceUnavailable));
            }
        }
        return values;
    }

    /** Writes come another way, see {@link WriteService}. */
    @Override
    public List<StatusCode> write(WriteContext context, List<WriteValue> writes) {
        return Collections.nCopies(writes.size(), new StatusCode(StatusCodes.Bad_NotWritable));
    }

    @Override
    public List<ReferenceResult> browse(BrowseContext context, ViewDescription view, List<NodeId> nodeIds) {
        Caller caller = Caller.of(context.getSession().orElse(null));
        List<ReferenceResult> results = new ArrayList<>(nodeIds.size());
        for (NodeId nodeId : nodeIds) {
            ServedNode node = node(nodeId);
            results.add(
                    node == null
                            ? ReferenceResult.unknown()
                            : ReferenceResult.of(
                                    references(nodeId, node, caller).all()));
        }
        return results;
    }

    private References references(NodeId nodeId, ServedNode node, Caller caller) {
        References references = new References(site.namespace(), nodeId, caller);
        if (node.typeDefinition() != null) {
            references.add(NodeIds.HasTypeDefinition, node.typeDefinition(), true);
        }
        // Milo asks for the type definition of each node that a browse has found, and for nothing else, as the server
        if (!caller.isServer() && caller.may(Permission.VIEW)) {
            node.references(references);
            for (NodePart part : parts) {
                part.gather(nodeId, references);
            }
        }
        return references;
    }

    @Override
    public ReferenceResult.ReferenceList gather(BrowseContext context, ViewDescription view, NodeId nodeId) {
        Caller caller = Caller.of(context.getSession().orElse(null));
        References references = new References(site.namespace(), nodeId, caller);
        if (!caller.isServer() && caller.may(Permission.VIEW)) {
            for (NodePart part : parts) {
                part.gather(nodeId, references);
            }
        }
        return new ReferenceResult.ReferenceList(references.all());
    }

    @Override
    public RevisedDataItemParameters onCreateDataItem(ReadValueId item, Double samplingIntervalMs, UInteger queueSize) {
        return new RevisedDataItemParameters(samplingIntervalMs, bounded(queueSize));
    }

    @Override
    public RevisedDataItemParameters onModifyDataItem(ReadValueId item, Double samplingIntervalMs, UInteger queueSize) {
        return new RevisedDataItemParameters(samplingIntervalMs, bounded(queueSize));
    }

    @Override
    public RevisedEventItemParameters onCreateEventItem(ReadValueId item, UInteger queueSize) {
        return new RevisedEventItemParameters(bounded(queueSize));
    }

    @Override
    public RevisedEventItemParameters onModifyEventItem(ReadValueId item, UInteger queueSize) {
        return new RevisedEventItemParameters(bounded(queueSize));
    }

    private UInteger bounded(UInteger queueSize) {
        return queueSize.longValue() <= longestQueue ? queueSize : UInteger.valueOf(longestQueue);
    }

    @Override
    public void onDataItemsCreated(List<DataItem> items) {
        sampling.add(items);
    }

    @Override
    public void onDataItemsModified(List<DataItem> items) {
        sampling.change(items);
    }

    @Override
    public void onDataItemsDeleted(List<DataItem> items) {
        sampling.remove(items);
    }

    @Override
    public void onMonitoringModeChanged(List<MonitoredItem> items) {
        sampling.change(items.stream()
                .filter(DataItem.class::isInstance)
                .map(DataItem.class::cast)
                .toList());
        toParts(
                items.stream()
                        .filter(EventItem.class::isInstance)
                        .map(EventItem.class::cast)
                        .toList(),
                NodePart::onEventItemsModified);
    }

    @Override
    public void onEventItemsCreated(List<EventItem> items) {
        toParts(items, NodePart::onEventItemsCreated);
    }

    @Override
    public void onEventItemsModified(List<EventItem> items) {
        toParts(items, NodePart::onEventItemsModified);
    }

    @Override
    public void onEventItemsDeleted(List<EventItem> items) {
        // all parts: the node may be gone, and then it is of none
        parts.forEach(part -> part.onEventItemsDeleted(items));
    }

    private void toParts(List<EventItem> items, BiConsumer<NodePart, List<EventItem>> call) {
        for (NodePart part : parts) {
            List<EventItem> own = items.stream()
                    .filter(item -> isOf(part, item.getReadValueId().getNodeId()))
                    .toList();
            if (!own.isEmpty()) {
                call.accept(part, own);
            }
        }
    }

    private boolean isOf(NodePart part, NodeId nodeId) {
        Found found = find(nodeId);
        return found != null && found.part() == part;
    }
}
