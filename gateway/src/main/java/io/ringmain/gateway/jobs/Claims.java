package io.ringmain.gateway.jobs;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue as workers see it. Who begins a job gets a claim; everything that is said of it later counts only as long as
 * the job still has that claim, so that a worker that was believed dead changes nothing.
 *
 * <p>Thread: any, several at once; blocks. Every method throws {@link QueueUnavailableException} when the queue is down.
 */
final class Claims {
    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);
    private static final int MOST_OFFERS = 20;
    private static final int SWEPT = 100;
    private static final int MOST_RESULTS = 10_000;

    private final JobStore store;
    private final JobSettings settings;
    private final JobFiles files;
    private final Clock clock;
    private final Set<Place> places;
    private final Backoff backoff;
    private final LaneWheel wheel = new LaneWheel();
    private final ReentrantLock claiming = new ReentrantLock();

    /** @param places of the jobs that are done here */
    Claims(JobQueue queue, Set<Place> places) {
        store = queue.store();
        settings = queue.settings();
        files = queue.files();
        clock = queue.clock();
        this.places = Set.copyOf(places);
        backoff = new Backoff(
                settings.firstPause().toMillis(),
                settings.longestPause().toMillis(),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /** What a worker hears when it says that it is alive. */
    enum Pulse {
        GO_ON,
        CANCEL,
        /** The job is no longer this worker's. */
        LOST
    }

    /** Begins the next job, if there is one. */
    Optional<Job> next(String worker) {
        claiming.lock();
        try {
            for (int i = 0; i < MOST_OFFERS; i++) {
                long now = clock.millis();
                long lease = now + settings.lease().toMillis();
                Optional<Job> offered = store.offer(wheel.order(), places, worker, now, lease);
                if (offered.isEmpty()) {
                    return Optional.empty();
                }
                Job begun = offered.get().begun(worker, UUID.randomUUID().toString(), now, lease);
                if (store.replace(offered.get(), begun)) {
                    wheel.advance();
                    return Optional.of(begun);
                }
            }
            return Optional.empty();
        } finally {
            claiming.unlock();
        }
    }

    /** The worker is alive. */
    Pulse beat(Job mine, double progress, String doing) {
        Optional<Job> now =
                own(mine, job -> job.beating(clock.millis() + settings.lease().toMillis(), progress, doing));
        return now.map(job -> job.isCancelAsked() ? Pulse.CANCEL : Pulse.GO_ON).orElse(Pulse.LOST);
    }

    /** What a worker is told between two beats, without saying anything. */
    Pulse listen(Job mine) {
        Optional<Job> now = store.find(mine.id()).filter(job -> job.claim().equals(mine.claim()));
        return now.map(job -> job.isCancelAsked() ? Pulse.CANCEL : Pulse.GO_ON).orElse(Pulse.LOST);
    }

    boolean succeed(Job mine, JobResult result) {
        return own(mine, job -> job.ended(JobState.SUCCEEDED, clock.millis(), JobAttempt.SUCCEEDED, null, result))
                        .isPresent()
                || isTold(mine, JobState.SUCCEEDED, result);
    }

    /** Whether this attempt's end is stored already, and only the answer to that was lost. */
    private boolean isTold(Job mine, JobState state, JobResult result) {
        return store.find(mine.id())
                .filter(job -> job.state() == state
                        && job.attemptNumber() == mine.attemptNumber()
                        && Objects.equals(job.result(), result))
                .isPresent();
    }

    boolean cancelled(Job mine) {
        return own(mine, job -> job.ended(JobState.CANCELLED, clock.millis(), JobAttempt.CANCELLED, null, null))
                .isPresent();
    }

    /** Another attempt would not help. */
    boolean fail(Job mine, String outcome, JobError error, JobResult result) {
        return own(mine, job -> job.ended(JobState.FAILED, clock.millis(), outcome, error, result))
                        .isPresent()
                || result != null && isTold(mine, JobState.FAILED, result);
    }

    /** Another attempt may help. */
    boolean failForNow(Job mine, String outcome, JobError error) {
        return own(mine, job -> afterAttempt(job, outcome, error)).isPresent();
    }

    /** The process stops; that is not the job's fault and no attempt is counted. */
    boolean stopped(Job mine) {
        JobError error = new JobError("process-stopped", "The process was stopped while the job ran.");
        long now = clock.millis();
        return own(
                        mine,
                        job -> job.order().isIdempotent()
                                ? job.again(now, now, job.attemptsLeft() + 1, JobAttempt.STOPPED, error)
                                : notAgain(job, JobAttempt.STOPPED, error))
                .isPresent();
    }

    private Job afterAttempt(Job job, String outcome, JobError error) {
        long now = clock.millis();
        if (job.isCancelAsked()) {
            return job.ended(JobState.CANCELLED, now, outcome, error, null);
        }
        if (!job.order().isIdempotent()) {
            return notAgain(job, outcome, error);
        }
        if (job.attemptsLeft() <= 0) {
            return job.ended(JobState.DEAD, now, outcome, error, null);
        }
        return job.again(now, now + backoff.pauseMs(job.attemptNumber()), job.attemptsLeft(), outcome, error);
    }

    private Job notAgain(Job job, String outcome, JobError error) {
        JobError why = new JobError(
                error.code(), error.detail() + " It is not begun again by itself, as it must not be done twice.");
        return job.ended(JobState.FAILED, clock.millis(), outcome, why, null);
    }

    private Optional<Job> own(Job mine, UnaryOperator<Job> what) {
        boolean[] isMine = new boolean[1];
        Optional<Job> changed = JobQueue.changed(store, mine.id(), job -> {
            isMine[0] = job.claim().equals(mine.claim());
            return isMine[0] ? what.apply(job) : job;
        });
        return isMine[0] ? changed : Optional.empty();
    }

    /**
     * Takes care of jobs whose worker is gone. Returns how many.
     *
     * @param alive claims that run in this process: a wall clock that was set does not take jobs from it
     */
    int takeBack(Collection<String> alive) {
        int count = 0;
        for (Job lost : store.lost(clock.millis(), SWEPT)) {
            if (alive.contains(lost.claim())) {
                continue;
            }
            JobError error = new JobError(
                    "worker-lost", "Worker " + lastWorker(lost) + " has not been heard of; it may have been killed.");
            boolean[] isDone = new boolean[1];
            JobQueue.changed(store, lost.id(), job -> {
                isDone[0] = job.state() == JobState.RUNNING && job.leaseMs() <= clock.millis();
                return isDone[0] ? afterAttempt(job, JobAttempt.LOST, error) : job;
            });
            if (isDone[0]) {
                LOG.warn("Job {} ({}): {}", lost.id(), lost.order().kind(), error.detail());
                count++;
            }
        }
        return count;
    }

    private static String lastWorker(Job job) {
        return job.attempts().isEmpty()
                ? "of an unknown name"
                : job.attempts().get(job.attempts().size() - 1).worker();
    }

    /** Removes what is kept long enough: jobs, results, and folders of jobs that nobody knows. */
    void tidy() {
        long now = clock.millis();
        long oldest = now - settings.retention().toMillis();
        for (List<Job> old = store.endedBefore(oldest, SWEPT); !old.isEmpty(); old = store.endedBefore(oldest, SWEPT)) {
            for (Job job : old) {
                if (store.remove(job)) {
                    files.delete(job.id());
                }
            }
        }
        tidyResults();
        for (String id : files.untouchedSince(oldest)) {
            if (store.find(id).isEmpty()) {
                files.delete(id);
            }
        }
        store.tidy(now);
    }

    /** The oldest results go when all of them together are too much. */
    void tidyResults() {
        List<Job> kept = store.withResult(MOST_RESULTS);
        long bytes = kept.stream().mapToLong(job -> job.result().bytes()).sum();
        for (int i = 0; i < kept.size() && bytes > settings.maxResultBytes(); i++) {
            Job oldest = kept.get(i);
            bytes -= oldest.result().bytes();
            if (store.replace(oldest, oldest.withoutResult())) {
                files.delete(oldest.id());
            }
        }
    }
}
