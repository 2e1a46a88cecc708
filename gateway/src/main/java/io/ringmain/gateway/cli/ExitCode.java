package io.ringmain.gateway.cli;

/** What a command's end means to whoever called it. */
final class ExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;
    /** Wrong usage or configuration. */
    static final int REFUSED = 2;
    /** Something outside is not reachable, occupied, unwritable or in use. */
    static final int NOT_REACHABLE = 3;

    static final int VERIFICATION_FAILED = 4;

    private ExitCode() {}
}
