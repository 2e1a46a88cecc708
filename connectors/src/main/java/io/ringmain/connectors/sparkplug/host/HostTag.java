package io.ringmain.connectors.sparkplug.host;

import io.ringmain.core.spi.BoundTag;
import io.ringmain.core.tag.TagType;

/**
 * A bound tag with its address parsed.
 *
 * @param type what the source sends, before it is scaled or rounded
 * @param length most elements
 */
record HostTag(int tagId, String name, TagType type, int length, MetricAddress address) {

    /** Null when the address is none; validation has refused such tags before. */
    static HostTag of(BoundTag tag) {
        try {
            return new HostTag(
                    tag.tagId(),
                    tag.definition().name(),
                    tag.definition().sourceType(),
                    tag.definition().length(),
                    MetricAddress.parse(tag.definition().source().address()));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
