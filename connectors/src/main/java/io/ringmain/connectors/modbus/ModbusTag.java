package io.ringmain.connectors.modbus;

import io.ringmain.core.spi.BoundTag;
import io.ringmain.core.tag.TagType;

/** A tag and where its value stands. */
record ModbusTag(int tagId, String name, TagType type, int intervalMs, ModbusAddress address) {

    static ModbusTag of(BoundTag tag, AddressReader reader) {
        return new ModbusTag(
                tag.tagId(),
                tag.definition().name(),
                tag.definition().sourceType(),
                tag.definition().source().intervalMs(),
                reader.read(tag.definition()));
    }
}
