package io.ringmain.gateway.rest;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Small bounded pools. A full one throws {@link java.util.concurrent.RejectedExecutionException}, which is answered
 * with 503.
 */
public final class Lanes implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int CORE_QUEUE = 1_024;
    private static final int AUTH_QUEUE = 32;
    private static final int RECORDS_QUEUE = 64;
    private static final int LONG_QUEUE = 4;
    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor core = pool("http-core-", THREADS, CORE_QUEUE);
    private final ThreadPoolExecutor auth = pool("http-auth-", THREADS, AUTH_QUEUE);
    private final ThreadPoolExecutor records = pool("http-records-", THREADS, RECORDS_QUEUE);
    private final ThreadPoolExecutor longest = pool("http-long-", 1, LONG_QUEUE);

    public Executor of(Lane lane) {
        return switch (lane) {
            case CORE -> core;
            case AUTH -> auth;
            case RECORDS -> records;
            case LONG -> longest;
        };
    }

    private static ThreadPoolExecutor pool(String name, int threads, int queue) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(queue), task -> {
                    Thread thread = new Thread(task, name + number.getAndIncrement());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @Override
    public void close() {
        core.shutdownNow();
        auth.shutdownNow();
        records.shutdownNow();
        longest.shutdownNow();
    }
}
