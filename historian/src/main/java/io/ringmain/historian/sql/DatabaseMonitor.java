package io.ringmain.historian.sql;

/** Is told of every operation. Thread: that of the operation; must not block and must not throw. */
public interface DatabaseMonitor {
    /** @return one that takes no notice */
    static DatabaseMonitor none() {
        return new DatabaseMonitor() {};
    }

    /**
     * An operation has ended.
     *
     * @param operation the name that its caller gave it
     * @param durationNs with all attempts, pauses between them and waiting for a connection
     * @param attempts at least 1
     * @param error {@link DatabaseException#kind()}, {@code caller} when the work itself threw, null when it succeeded
     */
    default void onOperation(String schema, String operation, long durationNs, int attempts, String error) {}

    /** The schema's health has changed. */
    default void onHealth(String schema, DatabaseHealth health) {}
}
