package io.ringmain.core.tag;

/** The types a tag can have; {@link #code()} is what the journal stores. */
public enum TagType {
    BOOL(1, "bool"),
    INT64(2, "int64"),
    FLOAT64(3, "float64"),
    STRING(4, "string"),
    INT64_ARRAY(5, "int64[]"),
    FLOAT64_ARRAY(6, "float64[]");

    private static final TagType[] BY_CODE = {null, BOOL, INT64, FLOAT64, STRING, INT64_ARRAY, FLOAT64_ARRAY};

    private final byte code;
    private final String label;

    TagType(int code, String label) {
        this.code = (byte) code;
        this.label = label;
    }

    /** Stable number of the type in journals and snapshots, 1 to 6. */
    public byte code() {
        return code;
    }

    public boolean isArray() {
        return this == INT64_ARRAY || this == FLOAT64_ARRAY;
    }

    /** Type of an array's elements; of everything else it is the type itself. */
    public TagType element() {
        return this == INT64_ARRAY ? INT64 : this == FLOAT64_ARRAY ? FLOAT64 : this;
    }

    /** Whether that is the code of an array's type. */
    public static boolean isArray(int code) {
        return code == INT64_ARRAY.code || code == FLOAT64_ARRAY.code;
    }

    /** The name used in site files and in the REST interface, for example {@code float64}. */
    public String label() {
        return label;
    }

    /** Type with that code, or null when there is none. */
    public static TagType ofCode(int code) {
        return code > 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    /** Type with that label, or null when there is none. */
    public static TagType ofLabel(String label) {
        for (TagType type : values()) {
            if (type.label.equals(label)) {
                return type;
            }
        }
        return null;
    }
}
