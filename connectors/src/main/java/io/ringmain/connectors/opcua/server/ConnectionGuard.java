package io.ringmain.connectors.opcua.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Guards one connection: refuses it when there are too many, reads no more requests than are answered, reads none while
 * answers are not taken, and closes it when nothing comes any more.
 *
 * <p>Thread: the event loop. Owns: the connection's counts.
 */
final class ConnectionGuard extends ChannelDuplexHandler {

    /** What all connections of a server share. Thread: any. */
    static final class Shared {
        private final AtomicInteger open = new AtomicInteger();
        private final AtomicLong refused = new AtomicLong();

        int open() {
            return open.get();
        }

        /** Connections that were closed because there were too many. */
        long refused() {
            return refused.get();
        }
    }

    private final Shared shared;
    private final int mostConnections;
    private final int mostRequests;
    private final long silenceMs;
    private final MessageCount requests = new MessageCount();
    private final MessageCount responses = new MessageCount();
    private int underWay;
    private boolean isCounted;
    private boolean isAlive;
    private ScheduledFuture<?> watch;

    /** @param silenceMs after so long without a byte a connection is closed */
    ConnectionGuard(Shared shared, int mostConnections, int mostRequests, long silenceMs) {
        this.shared = shared;
        this.mostConnections = mostConnections;
        this.mostRequests = mostRequests;
        this.silenceMs = silenceMs;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        isCounted = true;
        if (shared.open.incrementAndGet() > mostConnections) {
            shared.refused.incrementAndGet();
            context.close();
            return;
        }
        watch = context.executor()
                .scheduleWithFixedDelay(() -> look(context), silenceMs, silenceMs, TimeUnit.MILLISECONDS);
        super.channelActive(context);
    }

    private void look(ChannelHandlerContext context) {
        if (!isAlive) {
            context.close();
        }
        isAlive = false;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        if (isCounted) {
            isCounted = false;
            shared.open.decrementAndGet();
        }
        if (watch != null) {
            watch.cancel(false);
        }
        super.channelInactive(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        isAlive = true;
        if (message instanceof ByteBuf bytes) {
            underWay += requests.count(bytes);
            pace(context);
        }
        super.channelRead(context, message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof ByteBuf bytes) {
            underWay = Math.max(0, underWay - responses.count(bytes));
            pace(context);
        }
        super.write(context, message, promise);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
        pace(context);
        super.channelWritabilityChanged(context);
    }

    private void pace(ChannelHandlerContext context) {
        boolean isOpen = underWay < mostRequests && context.channel().isWritable();
        if (context.channel().config().isAutoRead() != isOpen) {
            context.channel().config().setAutoRead(isOpen);
        }
    }
}
