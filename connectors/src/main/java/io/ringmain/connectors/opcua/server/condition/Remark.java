package io.ringmain.connectors.opcua.server.condition;

/**
 * What somebody wrote with a command.
 *
 * @param text may be empty
 * @param user who wrote it
 * @param timeNs ring time in ns, 0 when it is not known
 */
record Remark(String text, String user, long timeNs) {
    static final Remark NONE = new Remark("", "", 0);

    /** Stands in commands that need a reason where the client has no argument for one. */
    static final String NO_REASON = "no reason given";

    static Remark of(String text, String user, long timeNs) {
        return text.isBlank() || text.equals(NO_REASON) ? NONE : new Remark(text, user, timeNs);
    }
}
