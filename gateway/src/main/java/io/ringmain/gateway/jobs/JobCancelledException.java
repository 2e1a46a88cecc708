package io.ringmain.gateway.jobs;

/** Ends work that was cancelled, ran out of time, or whose process stops. */
public final class JobCancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JobCancelledException() {
        super("cancelled", null, false, false);
    }
}
