package io.ringmain.historian.query;

/** What a stretch of time between two samples counts as. */
enum Region {
    GOOD,
    /** There is a value, but it rests on an uncertain sample or stands beside one that can not be used. */
    UNCERTAIN,
    BAD
}
