package io.ringmain.gateway.jobs;

/**
 * One time that a job was begun.
 *
 * @param number 1 for the first
 * @param worker process and thread
 * @param beganMs since the epoch
 * @param endedMs 0 while it runs
 * @param outcome how it ended: {@code succeeded}, {@code failed}, {@code cancelled}, {@code timeout}, {@code lost} with its
 *     process, {@code stopped} with its process; empty while it runs
 * @param error null when there is none
 */
public record JobAttempt(int number, String worker, long beganMs, long endedMs, String outcome, JobError error) {
    static final String SUCCEEDED = "succeeded";
    static final String FAILED = "failed";
    static final String CANCELLED = "cancelled";
    static final String TIMEOUT = "timeout";
    static final String LOST = "lost";
    static final String STOPPED = "stopped";

    JobAttempt ended(long nowMs, String how, JobError why) {
        return new JobAttempt(number, worker, beganMs, nowMs, how, why);
    }
}
