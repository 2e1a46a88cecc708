package io.ringmain.core.spi;

import io.ringmain.core.tag.TagType;
import java.util.Objects;

/**
 * Something found in a device's address space.
 *
 * @param address as it is written in a tag's source
 * @param name what the device calls it, one level only
 * @param kind what it is
 * @param dataType the device's own word for the type of its values, empty for what has no value
 * @param type the tag type that takes its values, null when there is none
 * @param isWritable whether the device takes writes, as far as it says
 * @param unit unit symbol, may be empty
 * @param low least value, NaN when it is not said
 * @param high greatest value, NaN when it is not said
 * @param description may be empty
 */
public record BrowsedNode(
        String address,
        String name,
        Kind kind,
        String dataType,
        TagType type,
        boolean isWritable,
        String unit,
        double low,
        double high,
        String description) {

    public enum Kind {
        /** A folder or an object: it has children. */
        OBJECT,
        /** It has a value, and may have children. */
        VARIABLE,
        METHOD,
        OTHER
    }

    public BrowsedNode {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(dataType, "dataType");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(description, "description");
    }
}
