package io.ringmain.gateway.jobs;

import io.ringmain.gateway.view.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that do jobs, of low priority, and one that looks after them: it says that they are alive, hears of
 * cancelled jobs, ends those whose time is up, takes back what other processes have lost, and removes what is old.
 *
 * <p>Thread: {@link #start} and {@link #close} by the owner.
 */
public final class JobWorkers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobWorkers.class);
    private static final long POLL_MS = 500;
    private static final long PULSE_MS = 250;
    /** How long work may take to notice that it is to end until its thread is interrupted. */
    private static final long PATIENCE_MS = 1_000;
    /** How long it may take after that until the job is given up; its thread is not free until it returns. */
    private static final long GIVE_UP_MS = 30_000;

    private static final long DOWN_MS = 2_000;
    private static final long TIDY_MS = TimeUnit.MINUTES.toMillis(10);
    private static final long STOP_MS = 1_200;

    private final JobQueue queue;
    private final Claims claims;
    private final String process;
    private final LongSupplier steadyMs;
    private final Set<RunningJob> running = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new ArrayList<>();
    private final Keeper keeper;
    private volatile boolean isClosed;

    /**
     * @param places of the jobs that are done here
     * @param process name of this process, for people
     */
    public JobWorkers(JobQueue queue, Set<Place> places, String process) {
        this(queue, places, process, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    }

    /** @param steadyMs a clock for timeouts, which is not set */
    JobWorkers(JobQueue queue, Set<Place> places, String process, LongSupplier steadyMs) {
        this.queue = queue;
        this.process = process;
        this.steadyMs = steadyMs;
        claims = new Claims(queue, places);
        keeper = new Keeper(queue.settings().lease().toMillis());
    }

    /** Starts the threads. */
    public void start() {
        for (int i = 1; i <= queue.settings().workers(); i++) {
            String name = process + "/" + i;
            threads.add(thread("job-worker-" + i, () -> work(name)));
        }
        queue.onQueued(() -> threads.forEach(LockSupport::unpark));
        threads.add(thread("job-keeper", this::keep));
        threads.forEach(Thread::start);
    }

    private static Thread thread(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        return thread;
    }

    private void work(String worker) {
        while (!isClosed) {
            if (!unlessDown(() -> step(worker), "jobs wait")) {
                park(POLL_MS);
            }
        }
    }

    private void keep() {
        while (!isClosed) {
            unlessDown(this::pulse, "running jobs go on");
            park(PULSE_MS);
        }
    }

    private volatile boolean isDown;

    private boolean unlessDown(BooleanSupplier action, String meanwhile) {
        try {
            boolean did = action.getAsBoolean();
            if (did) {
                isDown = false;
            }
            return did;
        } catch (QueueUnavailableException e) {
            if (!isDown && !isClosed) {
                LOG.warn("The queue of jobs is down, {}: {}", meanwhile, e.getMessage());
            }
            isDown = true;
            park(DOWN_MS);
        } catch (RuntimeException e) {
            LOG.error("A worker of jobs has made an error", e);
            park(DOWN_MS);
        }
        return false;
    }

    private void park(long ms) {
        if (!isClosed) {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(ms));
        }
    }

    /** Does the next job, if there is one, in this thread; false when there is none. */
    boolean step(String worker) {
        Optional<Job> next = claims.next(worker);
        next.ifPresent(this::run);
        return next.isPresent();
    }

    private void run(Job job) {
        Path folder;
        try {
            folder = queue.files().begin(job);
        } catch (IOException e) {
            settle(() -> claims.failForNow(
                    job,
                    JobAttempt.FAILED,
                    new JobError("data-folder", "The folder of the job can not be made: " + e)));
            return;
        }
        RunningJob attempt = new RunningJob(job, folder, steadyMs.getAsLong());
        running.add(attempt);
        Throwable failure = null;
        try {
            if (isClosed) {
                attempt.end(RunningJob.End.STOP, steadyMs.getAsLong());
            }
            attempt.throwIfCancelled();
            JobKind kind = queue.kind(job.order().kind());
            kind.run(attempt);
        } catch (Throwable e) { // an error of one job must not end the worker
            failure = e;
        } finally {
            attempt.over();
        }
        try {
            conclude(attempt, failure);
        } finally {
            running.remove(attempt);
        }
    }

    private void conclude(RunningJob attempt, Throwable failure) {
        Job job = attempt.job();
        boolean isKept = false;
        try {
            boolean isOver = failure == null || failure instanceof JobFailure && attempt.end() == null;
            JobResult result = isOver ? kept(attempt) : null;
            boolean isTooLarge =
                    result != null && result.bytes() > queue.settings().maxResultBytes();
            boolean isStored;
            if (attempt.end() == RunningJob.End.LOST) {
                isStored = false;
            } else if (isTooLarge) {
                isStored = settle(() -> claims.fail(job, JobAttempt.FAILED, tooLarge(), null));
            } else if (failure == null) {
                isStored = settle(() -> claims.succeed(job, result));
            } else if (failure instanceof JobFailure told && attempt.end() == null) {
                JobError error = new JobError(told.code(), told.getMessage());
                isStored = settle(() -> claims.fail(job, JobAttempt.FAILED, error, result));
            } else {
                isStored = settle(() -> failed(attempt, failure));
            }
            isKept = isStored && result != null && !isTooLarge;
            LOG.info(
                    "Job {} ({} of {}): attempt {} {}",
                    job.id(),
                    job.order().kind(),
                    job.order().user(),
                    job.attemptNumber(),
                    isStored ? failure == null ? "succeeded" : "ended" : "was not this worker's any more");
        } catch (IOException e) {
            JobError error = new JobError("result-unwritable", "The result can not be kept: " + e);
            settle(() -> claims.failForNow(job, JobAttempt.FAILED, error));
        } finally {
            if (!isKept) {
                queue.files().deleteAttempt(job);
            }
        }
        if (isKept) {
            settle(() -> {
                claims.tidyResults();
                return true;
            });
        }
    }

    private JobResult kept(RunningJob attempt) throws IOException {
        Path written = attempt.written();
        return written == null ? null : queue.files().keep(attempt.job(), written, attempt.contentType());
    }

    /** What to say of work that has thrown. */
    private boolean failed(RunningJob attempt, Throwable failure) {
        Job job = attempt.job();
        if (attempt.end() != null) {
            return switch (attempt.end()) {
                case CANCEL -> claims.cancelled(job);
                case TIMEOUT ->
                    claims.failForNow(
                            job,
                            JobAttempt.TIMEOUT,
                            new JobError(
                                    "timeout",
                                    "The attempt took longer than "
                                            + job.order().timeoutMs() + " ms."));
                case TOO_LARGE -> claims.fail(job, JobAttempt.FAILED, tooLarge(), null);
                case STOP -> claims.stopped(job);
                case LOST -> false;
            };
        }
        if (failure instanceof Problem problem) {
            return claims.fail(job, JobAttempt.FAILED, new JobError(problem.code(), problem.detail()), null);
        }
        LOG.warn("Job {} ({}): an attempt has failed", job.id(), job.order().kind(), failure);
        String text =
                failure.getClass().getSimpleName() + (failure.getMessage() == null ? "" : ": " + failure.getMessage());
        return claims.failForNow(job, JobAttempt.FAILED, new JobError("attempt-failed", text));
    }

    private JobError tooLarge() {
        return new JobError(
                "result-too-large",
                "The files of the job have more than the " + queue.settings().maxResultBytes()
                        + " bytes of jobs.max-result-bytes.");
    }

    /** Tells the queue what became of a job, as long as that takes: when it is down, until it is not. */
    private boolean settle(BooleanSupplier tell) {
        while (true) {
            try {
                return tell.getAsBoolean();
            } catch (QueueUnavailableException e) {
                if (isClosed) {
                    return false; // its lease ends, and another process takes it back
                }
                park(DOWN_MS);
            }
        }
    }

    /** Looks after everything once; says that it did. */
    boolean pulse() {
        running.forEach(this::limit);
        running.forEach(keeper::beat);
        keeper.tidy();
        return true;
    }

    private void limit(RunningJob attempt) {
        if (attempt.isOver()) {
            return; // a queue that is down for long must not make a failure of what has been done in time
        }
        long now = steadyMs.getAsLong();
        if (attempt.end() == null
                && now - attempt.beganMs() >= attempt.job().order().timeoutMs()) {
            attempt.end(RunningJob.End.TIMEOUT, now);
            attempt.interrupt();
        }
        if (attempt.end() == null
                && queue.files().bytes(attempt.job()) > queue.settings().maxResultBytes()) {
            attempt.end(RunningJob.End.TOO_LARGE, now);
            attempt.interrupt();
        }
        if (attempt.end() == null) {
            return;
        }
        long since = now - attempt.endAskedMs();
        if (since >= PATIENCE_MS) {
            attempt.interrupt();
        }
        if (since >= GIVE_UP_MS && attempt.end() != RunningJob.End.LOST) {
            JobError error = new JobError("did-not-end", "The work was told to end and did not.");
            claims.fail(attempt.job(), JobAttempt.FAILED, error, null);
            attempt.end(RunningJob.End.LOST, now);
        }
    }

    /** What is done now and then. Thread: the one that looks after the workers. */
    private final class Keeper {
        private final long leaseMs;
        private long nextTakeBackMs;
        private long nextTidyMs;

        Keeper(long leaseMs) {
            this.leaseMs = leaseMs;
            nextTakeBackMs = steadyMs.getAsLong();
            nextTidyMs = nextTakeBackMs;
        }

        void beat(RunningJob attempt) {
            long now = steadyMs.getAsLong();
            boolean isDue = attempt.isBeatDue(now, leaseMs / 4);
            Claims.Pulse heard = isDue
                    ? claims.beat(attempt.job(), attempt.progress(), attempt.doing())
                    : claims.listen(attempt.job());
            if (isDue) {
                attempt.hasBeaten(now);
            }
            if (heard == Claims.Pulse.LOST && running.contains(attempt)) {
                attempt.end(RunningJob.End.LOST, now);
                attempt.interrupt();
            } else if (heard == Claims.Pulse.CANCEL) {
                attempt.end(RunningJob.End.CANCEL, now);
            }
        }

        void tidy() {
            long now = steadyMs.getAsLong();
            if (now >= nextTakeBackMs) {
                nextTakeBackMs = now + leaseMs / 4;
                claims.takeBack(
                        running.stream().map(attempt -> attempt.job().claim()).toList());
            }
            if (now >= nextTidyMs) {
                nextTidyMs = now + TIDY_MS;
                claims.tidy();
            }
        }
    }

    /** Ends what runs, so that another process or the next start does it again, and waits a moment for that. */
    @Override
    public void close() {
        isClosed = true;
        for (RunningJob attempt : running) {
            attempt.end(RunningJob.End.STOP, steadyMs.getAsLong());
            attempt.interrupt();
        }
        threads.forEach(LockSupport::unpark);
        long end = System.nanoTime() + Duration.ofMillis(STOP_MS).toNanos();
        try {
            for (Thread thread : threads) {
                TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1_000_000, end - System.nanoTime()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
