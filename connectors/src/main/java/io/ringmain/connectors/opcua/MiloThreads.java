package io.ringmain.connectors.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.HashedWheelTimer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransportConfigBuilder;

/** The threads that Milo uses for one connector, so that closing it ends them; Milo's own are shared for ever. */
final class MiloThreads implements AutoCloseable {
    /** Milo's state machines go on for a moment after a close; what they want then is of no use to anybody. */
    private static final RejectedExecutionHandler AFTER_CLOSE = new ThreadPoolExecutor.DiscardPolicy();

    /**
     * Milo's state machines wait from 1 to 16 s before they try to take up a connection or session again, in whole seconds, as
     * nothing else does, and that can not be set.
     */
    private static final long LONGEST_WAIT_MS = 500;

    /** The first two steps of a connection; who needs longer is tried again. */
    private static final int LONGEST_HELLO_MS = 3_000;

    private final EventLoopGroup eventLoop;
    private final ThreadPoolExecutor executor;
    private final ScheduledThreadPoolExecutor scheduler;
    private final HashedWheelTimer timer;
    private final int connectTimeoutMs;

    MiloThreads(String connector, int connectTimeoutMs) {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory threads = task -> {
            Thread thread = new Thread(task, "opcua-" + connector + "-milo-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        eventLoop = new NioEventLoopGroup(1, threads);
        // grows with blocked callbacks only: at most one for each subscription
        executor =
                new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
        executor.setRejectedExecutionHandler(AFTER_CLOSE);
        scheduler = new ScheduledThreadPoolExecutor(1, threads) {
            @Override
            public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
                boolean isReconnect = unit == TimeUnit.SECONDS;
                return isReconnect
                        ? super.schedule(
                                command, Math.min(unit.toMillis(delay), LONGEST_WAIT_MS), TimeUnit.MILLISECONDS)
                        : super.schedule(command, delay, unit);
            }
        };
        scheduler.setRejectedExecutionHandler(AFTER_CLOSE);
        scheduler.setRemoveOnCancelPolicy(true);
        timer = new HashedWheelTimer(threads, 20, TimeUnit.MILLISECONDS);
        this.connectTimeoutMs = Math.min(connectTimeoutMs, LONGEST_HELLO_MS);
    }

    void configure(OpcTcpClientTransportConfigBuilder transport) {
        transport
                .setConnectTimeout(uint(connectTimeoutMs))
                .setAcknowledgeTimeout(uint(connectTimeoutMs))
                .setEventLoop(eventLoop)
                .setExecutor(executor)
                .setScheduledExecutor(scheduler)
                .setWheelTimer(timer);
    }

    /** For what waits for answers. */
    Executor executor() {
        return executor;
    }

    /** Ends all threads and closes the sockets that are left; takes at most 1.1 s. */
    @Override
    public void close() {
        // the state machines first: they would go on to connect through a dead event loop
        scheduler.shutdownNow();
        executor.shutdownNow();
        try {
            executor.awaitTermination(300, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        eventLoop.shutdownGracefully(0, 500, TimeUnit.MILLISECONDS).awaitUninterruptibly(800);
        timer.stop();
    }
}
