package io.ringmain.connectors.opcua.server;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of one server, so that closing it ends them; Milo's own are shared for ever. */
final class ServerThreads implements AutoCloseable {
    /** Milo reschedules publishing and sampling until it is shut down; what it wants after that is of no use. */
    private static final RejectedExecutionHandler AFTER_CLOSE = new ThreadPoolExecutor.DiscardPolicy();

    private static final int REQUEST_THREADS =
            Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
    private static final int SLOW_THREADS = 2;
    private static final int MOST_SLOW = 200;

    private final EventLoopGroup eventLoop;
    private final ThreadPoolExecutor requests;
    private final ThreadPoolExecutor slow;
    private final ThreadPoolExecutor history;
    private final ScheduledThreadPoolExecutor scheduler;

    ServerThreads(String connector) {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory threads = task -> {
            Thread thread = new Thread(task, "opcua-server-" + connector + "-milo-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        eventLoop = new NioEventLoopGroup(1, threads);
        requests = new ThreadPoolExecutor(
                REQUEST_THREADS,
                REQUEST_THREADS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                threads,
                AFTER_CLOSE);
        requests.allowCoreThreadTimeOut(true);
        slow = few(threads);
        history = few(threads);
        scheduler = new ScheduledThreadPoolExecutor(1, threads, AFTER_CLOSE);
        scheduler.setRemoveOnCancelPolicy(true);
    }

    private static ThreadPoolExecutor few(ThreadFactory threads) {
        ThreadPoolExecutor few = new ThreadPoolExecutor(
                SLOW_THREADS, SLOW_THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_SLOW), threads);
        few.allowCoreThreadTimeOut(true);
        return few;
    }

    EventLoopGroup eventLoop() {
        return eventLoop;
    }

    ExecutorService requests() {
        return requests;
    }

    /** For what takes its time, such as checking a password; refuses when too much waits. */
    ExecutorService slow() {
        return slow;
    }

    /** For what waits for the historian; refuses when too much waits. */
    ExecutorService history() {
        return history;
    }

    ScheduledExecutorService scheduler() {
        return scheduler;
    }

    /**
     * Ends Milo's tasks, as they may still build what a shutdown takes away under them; false when some go on after
     * 1.5 s.
     */
    boolean stopTasks() {
        scheduler.shutdownNow();
        slow.shutdownNow();
        history.shutdownNow();
        requests.shutdown();
        try {
            return requests.awaitTermination(1_500, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends the sockets. */
    @Override
    public void close() {
        requests.shutdownNow();
        eventLoop.shutdownGracefully(0, 500, TimeUnit.MILLISECONDS).awaitUninterruptibly(800);
    }
}
