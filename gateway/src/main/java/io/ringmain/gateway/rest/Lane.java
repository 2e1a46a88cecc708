package io.ringmain.gateway.rest;

/** Where an endpoint runs; never in an I/O thread. */
public enum Lane {
    /** Reads and commands: short, without I/O. */
    CORE,
    /** The store of users, sessions and tokens: it may block. */
    AUTH,
    /** Hashing passwords, which anybody can ask for and which takes 0.1 s of a core: not to hold up anything else. */
    PASSWORD,
    /** Asking an identity provider, which may take its time: nothing else waits for it. */
    OIDC,
    /** Reading the database of records: it may block. */
    RECORDS,
    /** What takes seconds: one at a time. */
    LONG,
    /** The queue of jobs and their results: it may be down. */
    JOBS
}
