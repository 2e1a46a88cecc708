package io.ringmain.historian.sql;

import java.util.Locale;

/**
 * How a schema's database is.
 *
 * @param active connections in use
 * @param idle connections that are open and free
 * @param waiting threads that wait for a connection
 * @param size connections kept open when there is little to do, in all pools together ({@link DatabaseSettings#pools()})
 * @param max the most that are opened, in all pools together
 * @param reason why it is not healthy, without secrets; empty when it is
 */
public record DatabaseHealth(State state, int active, int idle, int waiting, int size, int max, String reason) {

    /** From good to off. */
    public enum State {
        HEALTHY,
        /** It answers, but all connections are taken, or operations had to be repeated lately. */
        DEGRADED,
        /** It does not answer, or could not be started. */
        UNHEALTHY,
        /** Not started, or stopped. */
        STOPPED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean isUp() {
        return state == State.HEALTHY || state == State.DEGRADED;
    }
}
