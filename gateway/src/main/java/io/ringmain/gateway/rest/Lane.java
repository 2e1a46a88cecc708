package io.ringmain.gateway.rest;

/** Where an endpoint runs; never in an I/O thread. */
public enum Lane {
    /** Reads and commands: short, without I/O. */
    CORE,
    /** Password hashing and the user store: slow, and not to hold up anything else. */
    AUTH,
    /** Reading the database of records: it may block. */
    RECORDS,
    /** What takes seconds: one at a time. */
    LONG
}
