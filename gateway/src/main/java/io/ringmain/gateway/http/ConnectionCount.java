package io.ringmain.gateway.http;

import io.ringmain.gateway.config.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.StreamConnection;

/**
 * Open connections in all and of each address. More than an address may have are closed without an answer; beyond all that
 * there may be, the ports accept none until some have gone.
 *
 * <p>Thread: I/O threads; takes no lock that is held for long.
 */
final class ConnectionCount {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionCount.class);
    private static final long QUIET_NS = 10_000_000_000L;

    private final int most;
    private final int mostOfAddress;
    private final ConcurrentHashMap<InetAddress, Integer> ofAddress = new ConcurrentHashMap<>();
    private final AtomicInteger all = new AtomicInteger();
    private final LongAdder refused = new LongAdder();
    private final Occasionally telling = new Occasionally(QUIET_NS);

    ConnectionCount(Settings.Limits limits) {
        most = limits.connections();
        mostOfAddress = limits.connectionsPerAddress();
    }

    int most() {
        return most;
    }

    int open() {
        return all.get();
    }

    long refused() {
        return refused.sum();
    }

    /** Counts a new connection; false when its address has too many, and it is not counted. */
    boolean admit(StreamConnection connection) {
        InetAddress address = address(connection);
        int count = ofAddress.merge(address, 1, Integer::sum);
        if (count > mostOfAddress) {
            release(address);
            refused.increment();
            telling.tell(
                    System.nanoTime(),
                    times -> LOG.warn(
                            "{} has {} connections already, the most that http.limits allows; {} more were closed",
                            address.getHostAddress(),
                            mostOfAddress,
                            times));
            return false;
        }
        all.incrementAndGet();
        return true;
    }

    /** Hears of the end of a connection that was admitted, after the parser has its own listener in place. */
    void watch(StreamConnection connection) {
        InetAddress address = address(connection);
        AtomicBoolean isGone = new AtomicBoolean();
        Runnable gone = () -> {
            if (isGone.compareAndSet(false, true)) {
                all.decrementAndGet();
                release(address);
            }
        };
        ChannelListener<? super StreamConnection> parser = connection.getCloseListener();
        connection.setCloseListener(closed -> {
            gone.run();
            ChannelListeners.invokeChannelListener(closed, parser);
        });
        if (!connection.isOpen()) {
            gone.run();
        }
    }

    private void release(InetAddress address) {
        ofAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    }

    /** One that is gone already has none any more. */
    private static InetAddress address(StreamConnection connection) {
        InetSocketAddress peer = connection.getPeerAddress(InetSocketAddress.class);
        return peer == null || peer.getAddress() == null ? InetAddress.getLoopbackAddress() : peer.getAddress();
    }
}
