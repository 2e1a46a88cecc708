package io.ringmain.gateway.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An attempt that runs in this process.
 *
 * <p>Thread: the work in the one that made it; {@link #end}, {@link #interrupt} and what asks how far it is in others.
 */
final class RunningJob implements JobRun {
    /** Why it is to end early. */
    enum End {
        CANCEL,
        TIMEOUT,
        TOO_LARGE,
        STOP,
        LOST
    }

    private static final double SHOWN_STEP = 0.01;
    private static final long SHOWN_MS = 1_000;

    private final Job job;
    private final Path folder;
    private final long beganMs;
    private final Thread thread = Thread.currentThread();
    /** Held while the thread is interrupted, so that no interrupt comes to it when the work is over. */
    private final ReentrantLock working = new ReentrantLock();

    private volatile boolean isWorking = true;
    private Path result;
    private String contentType;
    private volatile double progress;
    private volatile String doing = "";
    private volatile End end;
    private volatile long endAskedMs;
    private long beatMs;
    private double beatProgress = -1;

    /** @param nowMs by a clock that does not jump */
    RunningJob(Job job, Path folder, long nowMs) {
        this.job = job;
        this.folder = folder;
        beganMs = nowMs;
        beatMs = nowMs;
    }

    Job job() {
        return job;
    }

    double progress() {
        return progress;
    }

    String doing() {
        return doing;
    }

    End end() {
        return end;
    }

    long beganMs() {
        return beganMs;
    }

    /** Whether its work is done, well or not, and only the queue has still to be told. */
    boolean isOver() {
        return !isWorking;
    }

    /** When it was told to end. */
    long endAskedMs() {
        return endAskedMs;
    }

    /** The first reason stands, but for the loss of the job: nothing more is said of that one. */
    void end(End why, long nowMs) {
        if (end == null) {
            endAskedMs = nowMs;
            end = why;
        } else if (why == End.LOST) {
            end = why;
        }
    }

    /** Whether its progress or its worker's life is worth telling. Thread: the one that looks after the workers. */
    boolean isBeatDue(long nowMs, long everyMs) {
        boolean isFurther = Math.abs(progress - beatProgress) >= SHOWN_STEP && nowMs - beatMs >= SHOWN_MS;
        return nowMs - beatMs >= everyMs || isFurther;
    }

    void hasBeaten(long nowMs) {
        beatMs = nowMs;
        beatProgress = progress;
    }

    void interrupt() {
        working.lock();
        try {
            if (isWorking) {
                thread.interrupt();
            }
        } finally {
            working.unlock();
        }
    }

    /** The work has ended, one way or the other; from now on the thread is not interrupted. */
    void over() {
        working.lock();
        try {
            isWorking = false;
        } finally {
            working.unlock();
        }
        Thread.interrupted();
    }

    /** The result as far as it is there, else null. */
    Path written() {
        return result != null && Files.isRegularFile(result) ? result : null;
    }

    String contentType() {
        return contentType;
    }

    @Override
    public String jobId() {
        return job.id();
    }

    @Override
    public String user() {
        return job.order().user();
    }

    @Override
    public String reason() {
        return job.order().reason();
    }

    @Override
    public JsonNode parameters() {
        return job.order().parameters();
    }

    @Override
    public int attempt() {
        return job.attemptNumber();
    }

    @Override
    public void progress(double done, String text) {
        progress = Double.isNaN(done) ? 0 : Math.min(1, Math.max(0, done));
        doing = text;
    }

    @Override
    public boolean isCancelled() {
        return end != null;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public Path result(String name, String type) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new IllegalArgumentException("'" + name + "' can not be the name of a result");
        }
        result = folder.resolve(name);
        contentType = type;
        return result;
    }
}
