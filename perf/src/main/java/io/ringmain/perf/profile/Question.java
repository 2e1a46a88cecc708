package io.ringmain.perf.profile;

/** What is looked for. */
public enum Question {
    /** Who uses the processors. */
    TIME,
    /** Who makes objects. */
    ALLOCATION
}
