package io.ringmain.gateway.ws;

/** What one connection, and all of them, may ask for. */
final class Limits {
    /** Longest message taken, and longest frame of values sent, in bytes. */
    static final int MAX_FRAME_BYTES = 65_536;
    /** Tags subscribed to on one connection, counted once a subscription. */
    static final int MAX_TAGS = 20_000;

    /** Globs of one subscription; each is compared with the names of all tags, while others wait. */
    static final int MAX_GLOBS = 100;

    static final int MAX_SUBSCRIPTIONS = 64;
    static final int MAX_NAME_LENGTH = 64;
    static final int MAX_CONNECTIONS = 500;
    /** Messages taken from a connection and not handled yet, in bytes. */
    static final int MAX_PENDING_BYTES = 4 * MAX_FRAME_BYTES;
    /** Replies that wait for a connection to take them, in bytes. */
    static final int MAX_REPLY_BYTES = 4 * 1024 * 1024;

    /** What the system may keep of a connection that is not read; it takes twice as much. */
    static final int SOCKET_BYTES = 65_536;

    static final int MAX_ERRORS = 100;
    /** Subscriptions of one connection that wait for a replay to arrive. */
    static final int MAX_AWAITED = 8;

    static final double MIN_HZ = 0.1;
    static final double MAX_HZ = 50;
    static final double DEFAULT_HZ = 5;

    /** Frames that are pushed are this far apart at least: what comes more often is bundled. */
    static final long PUSH_NS = 500_000;

    static final long TICK_MS = 20;
    static final long HEARTBEAT_MS = 1_000;
    static final long HELLO_MS = 5_000;
    /** A connection that takes no frame for so long is dropped. */
    static final long BLOCKED_MS = 10_000;
    /** Alarms, machines, link states and outcomes that are kept for those who come back. */
    static final int LOG_ENTRIES = 8_192;

    private Limits() {}
}
