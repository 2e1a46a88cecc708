package io.ringmain.historian.files;

/** Is told how far long work has come; often, so it must be cheap. Thread: the work's. */
public interface Progress {
    /** Tells nobody. */
    Progress NONE = (done, whole) -> {};

    /**
     * So much is done.
     *
     * @param done in a unit of the work's own
     * @param whole in the same unit, 0 when it is not known; may grow
     */
    void at(long done, long whole);
}
