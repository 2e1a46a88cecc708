package io.ringmain.core.pipeline;

/** How many threads run the same stages. */
public enum ThreadingMode {
    /** A thread a stage. */
    DEDICATED,
    /** One thread runs all stages in order: for two cores. */
    SHARED,
    /** The caller steps the stages: tests and replay. */
    INVOKER
}
