package io.ringmain.connectors.example;

import io.ringmain.connectors.Backoff;
import io.ringmain.connectors.WriteQueue;
import io.ringmain.core.spi.AcquisitionAction;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Quality;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Body of the link's thread: one connection after the other until it is stopped. Everything that may come from elsewhere
 * (writes, orders, the end) is put down and the thread is woken.
 *
 * <p>Thread: the link's; write, control, stop, detail and counts any. Owns: the selector, the connection, and all calls that
 * publish.
 */
final class GaugeLink implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(GaugeLink.class);
    private static final int MOST_WRITES = 1_000;
    /** How often held-back values are flushed while nothing arrives, ms. */
    private static final long IDLE_MS = 10;

    private final GaugeSettings settings;
    private final ConnectorContext context;
    private final WriteQueue writes;
    private final GaugeTags tags;
    private final Backoff backoff;
    private final Selector selector;
    private volatile boolean isStopped;
    private volatile AcquisitionAction order;
    private volatile String lastError = "";
    private volatile long connections;
    private LinkState reported = LinkState.UNKNOWN;

    GaugeLink(GaugeSettings settings, ConnectorContext context) throws IOException {
        this.settings = settings;
        this.context = context;
        this.writes = new WriteQueue(context, MOST_WRITES);
        this.tags = new GaugeTags(context);
        this.backoff = new Backoff(settings.reconnectMinMs(), settings.reconnectMaxMs());
        this.selector = Selector.open();
    }

    void write(DeviceWrite write) {
        if (writes.offer(write)) {
            selector.wakeup();
        }
    }

    void control(AcquisitionAction action) {
        order = action;
        selector.wakeup();
    }

    void stop() {
        isStopped = true;
        selector.wakeup();
    }

    String detail() {
        return lastError;
    }

    Map<String, Long> counts() {
        return Map.of(
                "Connections", connections,
                "Values", tags.lines(),
                "Malformed", tags.malformed());
    }

    @Override
    public void run() {
        try (selector) {
            while (!isStopped) {
                try (SocketChannel channel = SocketChannel.open()) {
                    serve(connect(channel));
                } catch (IOException | UnresolvedAddressException e) {
                    lost(e);
                }
                pause(backoff.pauseMs());
            }
        } catch (IOException e) {
            LOG.debug("selector closed", e);
        } finally {
            // a write that comes after this is answered, too
            writes.close(Quality.BAD_SHUTDOWN);
        }
    }

    /** Connects, or fails within the timeout. Blocks for nothing but the name service. */
    private SocketChannel connect(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        if (!channel.connect(new InetSocketAddress(settings.host(), settings.port()))) {
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.timeoutMs());
            while (!isStopped && !channel.finishConnect()) {
                if (System.nanoTime() - end > 0) {
                    throw new IOException("no connection within " + settings.timeoutMs() + " ms");
                }
                selector.select(IDLE_MS);
                selector.selectedKeys().clear();
            }
            key.cancel();
            selector.selectNow();
        }
        return channel;
    }

    private void serve(SocketChannel channel) throws IOException {
        if (isStopped) {
            return;
        }
        channel.register(selector, SelectionKey.OP_READ);
        GaugeSession session = new GaugeSession(channel, settings.timeoutMs(), context, tags);
        try {
            connections = connections + 1;
            backoff.reset();
            report(LinkState.OK);
            lastError = "";
            writes.open();
            tags.begin(session);
            while (!isStopped) {
                selector.select(IDLE_MS);
                selector.selectedKeys().clear();
                obey(session);
                session.step();
                for (DeviceWrite write = writes.poll(); write != null; write = writes.poll()) {
                    session.write(write);
                }
                tags.flush();
            }
        } finally {
            // first those that wait, then those that are under way: nobody knows whether the device has done them
            writes.close(isStopped ? Quality.BAD_SHUTDOWN : Quality.BAD_NO_COMMUNICATION);
            session.end(isStopped ? Quality.BAD_SHUTDOWN : Quality.BAD_NO_COMMUNICATION);
        }
    }

    private void obey(GaugeSession session) throws IOException {
        AcquisitionAction action = order;
        if (action != null) {
            order = null;
            tags.obey(action, session);
        }
    }

    private void lost(Exception e) {
        if (isStopped) {
            return;
        }
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        if (!reason.equals(lastError)) {
            LOG.warn("{}:{}: {}", settings.host(), settings.port(), reason);
        }
        lastError = reason;
        tags.waiting();
        report(LinkState.UNAVAILABLE);
    }

    /** The core gives all tags of a connector whose link is not OK the status BadNoCommunication: nothing else is to do. */
    private void report(LinkState state) {
        if (state != reported) {
            reported = state;
            context.link(state);
        }
    }

    private void pause(long pauseMs) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pauseMs);
        for (long left = pauseMs; !isStopped && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            selector.select(Math.min(left, IDLE_MS));
            tags.flush();
        }
    }
}
