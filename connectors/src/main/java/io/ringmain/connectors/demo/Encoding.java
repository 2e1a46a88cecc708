package io.ringmain.connectors.demo;

import io.ringmain.core.tag.TagType;

/** Built-in OPC UA type in which a variable is served; several stand for one tag type, as in real devices. */
public enum Encoding {
    BOOLEAN(TagType.BOOL, Boolean.class),
    UINT16(TagType.INT64, Integer.class),
    INT32(TagType.INT64, Integer.class),
    UINT32(TagType.INT64, Long.class),
    INT64(TagType.INT64, Long.class),
    FLOAT(TagType.FLOAT64, Float.class),
    DOUBLE(TagType.FLOAT64, Double.class),
    STRING(TagType.STRING, String.class);

    private final TagType type;
    private final Class<?> javaType;

    Encoding(TagType type, Class<?> javaType) {
        this.type = type;
        this.javaType = javaType;
    }

    public TagType type() {
        return type;
    }

    /** What {@link DemoPlant#value} answers for a variable of this encoding. */
    public Class<?> javaType() {
        return javaType;
    }
}
