package io.ringmain.perf.load;

/** Where a plant under load records. */
public enum JournalKind {
    /** The product's: Chronicle Queue in a temporary folder. */
    CHRONICLE,
    /** Nowhere: what the journal costs is the difference. */
    NONE
}
