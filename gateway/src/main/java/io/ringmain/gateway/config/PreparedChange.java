package io.ringmain.gateway.config;

/** Changes that are written and not yet in force. Thread: one. */
public interface PreparedChange {
    /**
     * Puts all of them in force: whoever reads from now on, also after a crash, finds all of them.
     *
     * @throws java.io.UncheckedIOException when it can not be done
     */
    void commit();

    void abandon();
}
