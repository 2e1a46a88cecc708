package io.ringmain.gateway.rest;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Small bounded pools. A full one throws {@link java.util.concurrent.RejectedExecutionException}, which is answered
 * with 503.
 */
public final class Lanes implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int CORE_QUEUE = 1_024;
    private static final int AUTH_QUEUE = 64;
    /** Half of the machine goes on with its work whoever tries passwords. */
    private static final int PASSWORD_THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private static final int PASSWORD_QUEUE = 32;
    private static final int OIDC_QUEUE = 16;
    private static final int RECORDS_QUEUE = 64;
    private static final int LONG_QUEUE = 4;
    private static final int JOBS_QUEUE = 64;
    private static final long IDLE_SECONDS = 30;

    private final Map<Lane, LongAdder> rejected = new EnumMap<>(Lane.class);
    private final ThreadPoolExecutor core = pool(Lane.CORE, "http-core-", THREADS, CORE_QUEUE);
    private final ThreadPoolExecutor auth = pool(Lane.AUTH, "http-auth-", THREADS, AUTH_QUEUE);
    private final ThreadPoolExecutor password = pool(Lane.PASSWORD, "http-password-", PASSWORD_THREADS, PASSWORD_QUEUE);
    private final ThreadPoolExecutor oidc = pool(Lane.OIDC, "http-oidc-", THREADS, OIDC_QUEUE);
    private final ThreadPoolExecutor records = pool(Lane.RECORDS, "http-records-", THREADS, RECORDS_QUEUE);
    private final ThreadPoolExecutor longest = pool(Lane.LONG, "http-long-", 1, LONG_QUEUE);

    private final ThreadPoolExecutor jobs = pool(Lane.JOBS, "http-jobs-", THREADS, JOBS_QUEUE);

    public Executor of(Lane lane) {
        return pool(lane);
    }

    /** Tasks that wait for a thread. */
    public int queued(Lane lane) {
        return pool(lane).getQueue().size();
    }

    /** Tasks that a thread is busy with. */
    public int active(Lane lane) {
        return pool(lane).getActiveCount();
    }

    /** Tasks that there was no room for, since the start. */
    public long rejected(Lane lane) {
        return rejected.get(lane).sum();
    }

    private ThreadPoolExecutor pool(Lane lane) {
        return switch (lane) {
            case CORE -> core;
            case AUTH -> auth;
            case PASSWORD -> password;
            case OIDC -> oidc;
            case RECORDS -> records;
            case LONG -> longest;
            case JOBS -> jobs;
        };
    }

    private ThreadPoolExecutor pool(Lane lane, String name, int threads, int queue) {
        LongAdder refusals = new LongAdder();
        rejected.put(lane, refusals);
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LaneQueue(queue), task -> {
                    Thread thread = new Thread(task, name + number.getAndIncrement());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        RejectedExecutionHandler refuse = pool.getRejectedExecutionHandler();
        pool.setRejectedExecutionHandler((task, full) -> {
            refusals.increment();
            refuse.rejectedExecution(task, full);
        });
        return pool;
    }

    @Override
    public void close() {
        core.shutdownNow();
        auth.shutdownNow();
        password.shutdownNow();
        oidc.shutdownNow();
        records.shutdownNow();
        longest.shutdownNow();
        jobs.shutdownNow();
    }
}
