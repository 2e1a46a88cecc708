package io.ringmain.connectors.sparkplug.payload;

import io.ringmain.core.tag.TagType;

/** Data types of Sparkplug B 3.0, 6.4.16; the codes stand in payloads. */
public enum DataType {
    UNKNOWN(0, "Unknown", null),
    INT8(1, "Int8", TagType.INT64),
    INT16(2, "Int16", TagType.INT64),
    INT32(3, "Int32", TagType.INT64),
    INT64(4, "Int64", TagType.INT64),
    UINT8(5, "UInt8", TagType.INT64),
    UINT16(6, "UInt16", TagType.INT64),
    UINT32(7, "UInt32", TagType.INT64),
    UINT64(8, "UInt64", TagType.INT64),
    FLOAT(9, "Float", TagType.FLOAT64),
    DOUBLE(10, "Double", TagType.FLOAT64),
    BOOLEAN(11, "Boolean", TagType.BOOL),
    STRING(12, "String", TagType.STRING),
    /** Milliseconds since the epoch. */
    DATE_TIME(13, "DateTime", TagType.INT64),
    TEXT(14, "Text", TagType.STRING),
    UUID(15, "UUID", TagType.STRING),
    DATA_SET(16, "DataSet", null),
    BYTES(17, "Bytes", null),
    FILE(18, "File", null),
    TEMPLATE(19, "Template", null),
    PROPERTY_SET(20, "PropertySet", null),
    PROPERTY_SET_LIST(21, "PropertySetList", null),
    INT8_ARRAY(22, "Int8Array", TagType.INT64_ARRAY),
    INT16_ARRAY(23, "Int16Array", TagType.INT64_ARRAY),
    INT32_ARRAY(24, "Int32Array", TagType.INT64_ARRAY),
    INT64_ARRAY(25, "Int64Array", TagType.INT64_ARRAY),
    UINT8_ARRAY(26, "UInt8Array", TagType.INT64_ARRAY),
    UINT16_ARRAY(27, "UInt16Array", TagType.INT64_ARRAY),
    UINT32_ARRAY(28, "UInt32Array", TagType.INT64_ARRAY),
    UINT64_ARRAY(29, "UInt64Array", TagType.INT64_ARRAY),
    FLOAT_ARRAY(30, "FloatArray", TagType.FLOAT64_ARRAY),
    DOUBLE_ARRAY(31, "DoubleArray", TagType.FLOAT64_ARRAY),
    BOOLEAN_ARRAY(32, "BooleanArray", TagType.INT64_ARRAY),
    STRING_ARRAY(33, "StringArray", null),
    DATE_TIME_ARRAY(34, "DateTimeArray", TagType.INT64_ARRAY);

    private static final DataType[] BY_CODE = values();

    private final int code;
    private final String label;
    private final TagType tagType;

    DataType(int code, String label, TagType tagType) {
        this.code = code;
        this.label = label;
        this.tagType = tagType;
    }

    public int code() {
        return code;
    }

    /** The standard's word. */
    public String label() {
        return label;
    }

    /** The tag type that takes its values, null when there is none. */
    public TagType tagType() {
        return tagType;
    }

    public static DataType ofCode(int code) {
        return code > 0 && code < BY_CODE.length ? BY_CODE[code] : UNKNOWN;
    }

    /** What values of tags are sent as. */
    public static DataType of(TagType type) {
        return switch (type) {
            case BOOL -> BOOLEAN;
            case INT64 -> INT64;
            case FLOAT64 -> DOUBLE;
            case STRING -> STRING;
            case INT64_ARRAY -> INT64_ARRAY;
            case FLOAT64_ARRAY -> DOUBLE_ARRAY;
        };
    }
}
