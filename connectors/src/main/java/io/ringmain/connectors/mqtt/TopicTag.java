package io.ringmain.connectors.mqtt;

import io.ringmain.core.spi.BoundTag;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;

/**
 * A bound tag with its address and options parsed. Thread: the link's, but for what is final. Owns: whether it is live.
 */
final class TopicTag {
    final int tagId;
    final String name;
    /** What the source sends, before it is scaled or rounded. */
    final TagType type;
    /** Most elements. */
    final int length;

    final TopicAddress address;
    final TagOptions options;
    /** Has had a message since the connection was made that the broker had not kept from before. */
    boolean isLive;

    private TopicTag(BoundTag tag, TopicAddress address, TagOptions options) {
        TagDefinition definition = tag.definition();
        tagId = tag.tagId();
        name = definition.name();
        type = definition.sourceType();
        length = definition.length();
        this.address = address;
        this.options = options;
    }

    /** Null when the address is none; validation has refused such tags before. */
    static TopicTag of(BoundTag tag) {
        List<String> problems = new ArrayList<>();
        TagOptions options = TagOptions.parse(tag.definition().source().options(), problems);
        try {
            TopicAddress address = TopicAddress.parse(tag.definition().source().address());
            return problems.isEmpty() ? new TopicTag(tag, address, options) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    boolean needsDocument() {
        return address.path() != null || options.timestamp() != null || options.quality() != null;
    }
}
