package io.ringmain.connectors.opcua;

import io.ringmain.core.spi.BoundTag;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;

/** Bound tags for tests. */
final class TestItems {
    private TestItems() {}

    static TagItem item(int tagId, TagType type, String address) {
        TagDefinition definition = TagDefinition.builder("A.B" + tagId, type)
                .length(type.isArray() ? 8 : 1)
                .source(new TagSource("plant", address, TagSource.Mode.SUBSCRIBE, 100))
                .build();
        return TagItem.of(new BoundTag(tagId, definition));
    }
}
