package io.ringmain.historian.audit;

/** What a leaf of the tree stands for; the code goes into its hash. */
enum EntryType {
    /** A batch of the journal, all its excerpts. */
    BATCH(1),
    /** The begin of an epoch, as its manifest says it. */
    EPOCH(2),
    /** A key with which is signed from here on. */
    KEY(3),
    /** Batches that retention deletes. */
    DELETION(4);

    private final byte code;

    EntryType(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }

    /** True for what stands in {@link EntryLog}, not in the journal. */
    boolean isSigned() {
        return this == KEY || this == DELETION;
    }

    /** Null when there is none with that code. */
    static EntryType ofCode(int code) {
        for (EntryType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        return null;
    }
}
