package io.ringmain.gateway.jobs;

import java.util.ArrayList;
import java.util.List;

/**
 * A job as it is known at a moment. Immutable; {@link #next} copies are stored by comparing versions, so that of two who
 * change it at once one has to look again.
 *
 * @param version counts its changes
 * @param dueMs when it may be begun, since the epoch
 * @param attemptsLeft until it is dead
 * @param attempts the newest ones, oldest first
 * @param progress 0 to 1
 * @param doing what is done at the moment, for people
 * @param claim marks the attempt that runs; whoever has another one has lost the job; empty while none runs
 * @param leaseMs until when its worker is believed alive, since the epoch
 * @param isCancelAsked whether it was cancelled while it ran
 * @param endedMs 0 until it has ended
 * @param error why it has failed or is dead, null otherwise
 * @param result null when there is none, or no longer
 */
public record Job(
        JobOrder order,
        long version,
        JobState state,
        long dueMs,
        int attemptsLeft,
        List<JobAttempt> attempts,
        double progress,
        String doing,
        String claim,
        long leaseMs,
        boolean isCancelAsked,
        long endedMs,
        JobError error,
        JobResult result) {
    private static final int MOST_ATTEMPTS_KEPT = 20;

    public Job {
        attempts = List.copyOf(attempts);
    }

    static Job queued(JobOrder order) {
        return new Job(
                order,
                1,
                JobState.QUEUED,
                order.submittedMs(),
                order.maxAttempts(),
                List.of(),
                0,
                "",
                "",
                0,
                false,
                0,
                null,
                null);
    }

    public String id() {
        return order.id();
    }

    /** How often it was begun. */
    public int attemptNumber() {
        return attempts.isEmpty() ? 0 : attempts.get(attempts.size() - 1).number();
    }

    /** When it was begun first, 0 when it never was or that is no longer known. */
    public long beganMs() {
        return attempts.isEmpty() ? 0 : attempts.get(0).beganMs();
    }

    /** Length of the last attempt, 0 while it runs. */
    public long lastRunMs() {
        JobAttempt last = attempts.isEmpty() ? null : attempts.get(attempts.size() - 1);
        return last == null || last.endedMs() == 0 ? 0 : Math.max(0, last.endedMs() - last.beganMs());
    }

    Job begun(String worker, String newClaim, long nowMs, long newLeaseMs) {
        List<JobAttempt> more = new ArrayList<>(
                attempts.subList(Math.max(0, attempts.size() + 1 - MOST_ATTEMPTS_KEPT), attempts.size()));
        more.add(new JobAttempt(attemptNumber() + 1, worker, nowMs, 0, "", null));
        return new Job(
                order,
                version + 1,
                JobState.RUNNING,
                dueMs,
                attemptsLeft - 1,
                more,
                0,
                "",
                newClaim,
                newLeaseMs,
                false,
                0,
                null,
                null);
    }

    /** Its worker is alive. */
    Job beating(long newLeaseMs, double newProgress, String newDoing) {
        return new Job(
                order,
                version + 1,
                state,
                dueMs,
                attemptsLeft,
                attempts,
                newProgress,
                newDoing,
                claim,
                newLeaseMs,
                isCancelAsked,
                endedMs,
                error,
                result);
    }

    Job cancelAsked() {
        return new Job(
                order,
                version + 1,
                state,
                dueMs,
                attemptsLeft,
                attempts,
                progress,
                doing,
                claim,
                leaseMs,
                true,
                endedMs,
                error,
                result);
    }

    /** It is over; a running attempt ends with it. */
    Job ended(JobState newState, long nowMs, String outcome, JobError why, JobResult newResult) {
        return new Job(
                order,
                version + 1,
                newState,
                dueMs,
                attemptsLeft,
                attemptEnded(nowMs, outcome, why),
                newState == JobState.SUCCEEDED ? 1 : progress,
                doing,
                "",
                0,
                isCancelAsked,
                nowMs,
                newState == JobState.SUCCEEDED ? null : why,
                newResult);
    }

    /** It is to be begun again. */
    Job again(long nowMs, long newDueMs, int newAttemptsLeft, String outcome, JobError why) {
        return new Job(
                order,
                version + 1,
                JobState.QUEUED,
                newDueMs,
                newAttemptsLeft,
                attemptEnded(nowMs, outcome, why),
                0,
                "",
                "",
                0,
                false,
                0,
                null,
                null);
    }

    Job withoutResult() {
        return new Job(
                order,
                version + 1,
                state,
                dueMs,
                attemptsLeft,
                attempts,
                progress,
                doing,
                claim,
                leaseMs,
                isCancelAsked,
                endedMs,
                error,
                null);
    }

    private List<JobAttempt> attemptEnded(long nowMs, String outcome, JobError why) {
        if (state != JobState.RUNNING || attempts.isEmpty()) {
            return attempts;
        }
        List<JobAttempt> changed = new ArrayList<>(attempts);
        int last = changed.size() - 1;
        changed.set(last, changed.get(last).ended(nowMs, outcome, why));
        return changed;
    }
}
