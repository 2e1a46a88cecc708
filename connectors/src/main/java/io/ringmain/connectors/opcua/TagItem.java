package io.ringmain.connectors.opcua;

import io.ringmain.core.spi.BoundTag;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;

/**
 * A bound tag with its source parsed; the type is what the source sends, before it is scaled or rounded. Two are equal when
 * there is nothing to be done for the change from one to the other.
 */
record TagItem(
        int tagId,
        TagDefinition definition,
        TagType type,
        NodeAddress address,
        TagSource.Mode mode,
        int intervalMs,
        ItemOptions options) {

    /** Null when the address is none; validation has refused such tags before. */
    static TagItem of(BoundTag tag) {
        TagSource source = tag.definition().source();
        NodeAddress address = NodeAddress.parse(source.address());
        return address == null
                ? null
                : new TagItem(
                        tag.tagId(),
                        tag.definition(),
                        tag.definition().sourceType(),
                        address,
                        source.mode(),
                        Math.max(OpcUaConnectorProvider.FASTEST_MS, source.intervalMs()),
                        ItemOptions.parse(tag.definition(), new ArrayList<>()));
    }

    static List<TagItem> of(List<BoundTag> tags) {
        List<TagItem> items = new ArrayList<>(tags.size());
        for (BoundTag tag : tags) {
            TagItem item = of(tag);
            if (item != null) {
                items.add(item);
            }
        }
        return items;
    }

    String name() {
        return definition.name();
    }
}
