package io.ringmain.gateway.doctor;

/**
 * What was found of one thing.
 *
 * @param subject what was looked at
 * @param detail what was found
 * @param advice what to do; empty when all is well
 * @param kind what sort of failure it is, for the exit code
 */
public record Finding(Status status, String subject, String detail, String advice, Kind kind) {

    /** How bad it is. */
    public enum Status {
        OK,
        /** It runs, but not for long or not well. */
        WARN,
        /** It does not run. */
        FAIL
    }

    /** What sort of thing fails. */
    public enum Kind {
        NONE,
        MACHINE,
        CONFIGURATION,
        NOT_REACHABLE,
        DAMAGE
    }
}
