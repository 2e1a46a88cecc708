package io.ringmain.gateway.jobs;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the queue is kept. It knows no rules: what becomes of a job is {@link JobQueue}'s, and every change is stored by
 * comparing versions, so that several processes can share one.
 *
 * <p>Thread: any, several at once; blocks. Every method throws {@link QueueUnavailableException} when it is down.
 */
public interface JobStore extends AutoCloseable {

    /**
     * A repeatable submission.
     *
     * @param digest of all that was asked for, to tell a repeat from another job
     * @param expiresMs when the key is free again, since the epoch
     */
    record Key(String user, String key, String digest, long expiresMs) {}

    /**
     * What became of a submission.
     *
     * @param id of the new job, or of that which the key stands for
     * @param digest what that was asked for with; empty when it is new
     */
    record Stored(String id, boolean isNew, String digest) {}

    /**
     * Which jobs to list; empty texts and null for all.
     *
     * @param user exact name
     */
    record Filter(JobState state, String kind, String user) {}

    /** Position in the list, newest first. */
    record Mark(long submittedMs, String id) {}

    /**
     * Stores a queued job, unless its key is taken.
     *
     * @param key null when it is not repeatable
     */
    Stored add(Job job, Key key, long nowMs);

    Optional<Job> find(String id);

    /** Stores the later one if the job is still of the earlier one's version; false when it is not. */
    boolean replace(Job earlier, Job later);

    /** Removes an ended one if it is still of that version; false when it is not. */
    boolean remove(Job job);

    /** Newest first, those behind the mark. */
    List<Job> list(Filter filter, Mark behind, int limit);

    /**
     * A queued job that is due, of the first of these lanes that has one: the oldest there.
     *
     * @param untilMs when it may be offered to others again if it is not begun
     */
    Optional<Job> offer(List<Priority> lanes, Set<Place> places, String worker, long nowMs, long untilMs);

    /** Running ones whose lease has ended, and what else nobody takes care of. */
    List<Job> lost(long nowMs, int limit);

    /** Ended before then, oldest first. */
    List<Job> endedBefore(long timeMs, int limit);

    /** Those with a result, oldest end first. */
    List<Job> withResult(int limit);

    long countQueued();

    QueueFigures figures(long nowMs);

    /** Its own housekeeping. */
    void tidy(long nowMs);

    @Override
    void close();
}
