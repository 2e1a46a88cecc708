package io.ringmain.connectors.modbus;

import io.ringmain.connectors.Backoff;
import io.ringmain.connectors.ValuePublisher;
import io.ringmain.connectors.WriteQueue;
import io.ringmain.core.spi.AcquisitionAction;
import io.ringmain.core.spi.BoundTag;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Quality;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Body of the link's thread: one connection after the other until it is stopped. The link is OK when the first message has
 * come, and UNAVAILABLE when the connection is lost or nobody behind it answers any more.
 *
 * <p>Thread: the link's; write, order, stop and detail any. Owns: the selector, the connection, and all calls that publish.
 */
final class ModbusLink implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ModbusLink.class);
    private static final int MOST_WRITES = 10_000;
    private static final long IDLE_MS = 10;

    private final String name;
    private final ModbusSettings settings;
    private final ConnectorContext context;
    private final ModbusCounters counters;
    private final WriteQueue writes;
    private final PollGroups groups;
    private final ValuePublisher publisher;
    private final Backoff backoff;
    private final Selector selector;
    private volatile boolean isStopped;
    private volatile String lastError = "";
    private volatile String lastRemark = "";
    private LinkState reported = LinkState.UNKNOWN;

    ModbusLink(String name, ModbusSettings settings, ConnectorContext context, ModbusCounters counters)
            throws IOException {
        this.name = name;
        this.settings = settings;
        this.context = context;
        this.counters = counters;
        this.writes = new WriteQueue(context, MOST_WRITES);
        this.publisher = new ValuePublisher(context.updates());
        this.backoff = new Backoff(settings.reconnectMinMs(), settings.reconnectMaxMs());
        AddressReader addresses = new AddressReader(settings);
        List<ModbusTag> tags = new ArrayList<>();
        for (BoundTag tag : context.tags()) {
            tags.add(ModbusTag.of(tag, addresses));
        }
        this.groups = new PollGroups(tags, settings, context);
        this.selector = Selector.open();
    }

    void write(DeviceWrite write) {
        if (writes.offer(write)) {
            selector.wakeup();
        }
    }

    /** False when nothing is polled at that interval. */
    boolean order(int intervalMs, AcquisitionAction action) {
        if (!groups.has(intervalMs)) {
            return false;
        }
        groups.order(intervalMs, action);
        selector.wakeup();
        return true;
    }

    void stop() {
        isStopped = true;
        selector.wakeup();
    }

    boolean isStopped() {
        return isStopped;
    }

    String detail() {
        String error = lastError;
        return error.isEmpty() ? lastRemark : error;
    }

    long mismatched() {
        return publisher.mismatched();
    }

    @Override
    public void run() {
        ModbusValues values = new ModbusValues(publisher);
        try (selector) {
            while (!isStopped) {
                try (SocketChannel channel = SocketChannel.open()) {
                    connect(channel);
                    serve(channel, values);
                } catch (IOException | UnresolvedAddressException e) {
                    lost(e);
                } catch (RuntimeException e) {
                    // the rest of the site goes on, and so does this device with a connection anew
                    LOG.error("connector {}: unexpected", name, e);
                    lost(new IOException("unexpected: " + e, e));
                }
                pause(backoff.pauseMs(), values);
            }
        } catch (IOException e) {
            LOG.debug("selector closed", e);
        } finally {
            writes.close(Quality.BAD_SHUTDOWN);
        }
    }

    private void connect(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        if (!channel.connect(new InetSocketAddress(settings.host(), settings.port()))) {
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.connectTimeoutMs());
            while (!isStopped && !channel.finishConnect()) {
                if (System.nanoTime() - end > 0) {
                    throw new IOException("no connection within " + settings.connectTimeoutMs() + " ms");
                }
                selector.select(IDLE_MS);
                selector.selectedKeys().clear();
            }
            key.cancel();
            selector.selectNow();
        }
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    }

    private void serve(SocketChannel channel, ModbusValues values) throws IOException {
        if (isStopped) {
            return;
        }
        counters.connections.increment();
        ModbusWire wire = new ModbusWire(channel, selector, settings.requestTimeoutMs(), counters);
        ModbusSession session = new ModbusSession(settings, wire, groups, values, counters, this);
        try {
            session.serve(writes, context);
        } finally {
            writes.close(isStopped ? Quality.BAD_SHUTDOWN : Quality.BAD_NO_COMMUNICATION);
        }
    }

    /** The device, or the gateway before it, has answered. */
    void reached() {
        if (reported != LinkState.OK) {
            backoff.reset();
            lastError = "";
            report(LinkState.OK);
            writes.open();
            LOG.info("connector {}: connected to {}:{}", name, settings.host(), settings.port());
        }
    }

    /** Something about one tag or one unit that an operator should know. */
    void remark(String text) {
        lastRemark = text;
    }

    private void lost(Exception e) {
        if (isStopped) {
            return;
        }
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        if (!reason.equals(lastError)) {
            LOG.warn("connector {}: {}:{}: {}", name, settings.host(), settings.port(), reason);
        }
        lastError = reason;
        groups.waiting();
        report(LinkState.UNAVAILABLE);
    }

    private void report(LinkState state) {
        if (state != reported) {
            reported = state;
            context.link(state);
        }
    }

    private void pause(long pauseMs, ModbusValues values) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pauseMs);
        for (long left = pauseMs; !isStopped && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            selector.select(Math.min(left, IDLE_MS));
            // an order that comes now counts with the next connection
            groups.obey(System.nanoTime());
            values.flush();
        }
    }
}
