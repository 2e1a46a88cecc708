package io.ringmain.connectors.opcua;

import io.ringmain.core.spi.BoundTag;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/** A bound tag with its address parsed; the type is what the source sends, before it is scaled or rounded. */
record TagItem(int tagId, String name, TagType type, NodeId nodeId, TagSource.Mode mode, int intervalMs) {

    /** Null when the address is no NodeId; validation has refused such tags before. */
    static TagItem of(BoundTag tag) {
        TagSource source = tag.definition().source();
        NodeId nodeId = parseAddress(source.address());
        return nodeId == null
                ? null
                : new TagItem(
                        tag.tagId(),
                        tag.definition().name(),
                        tag.definition().sourceType(),
                        nodeId,
                        source.mode(),
                        Math.max(OpcUaConnectorProvider.FASTEST_MS, source.intervalMs()));
    }

    static NodeId parseAddress(String address) {
        return NodeId.parseOrNull(address.trim());
    }
}
