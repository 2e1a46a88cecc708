package io.ringmain.core.spi;

import io.ringmain.core.tag.TagDefinition;

/**
 * A tag that a connector acquires.
 *
 * @param tagId dense id, to be used in every update
 * @param definition the tag; its source is never null here
 */
public record BoundTag(int tagId, TagDefinition definition) {}
