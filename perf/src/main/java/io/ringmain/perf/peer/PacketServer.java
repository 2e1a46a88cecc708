package io.ringmain.perf.peer;

import io.ringmain.perf.SuiteFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.BooleanSupplier;

/** Sends packets to the one who connects, over loopback; blocks while the other does not keep up. Thread: its owner. */
final class PacketServer implements AutoCloseable {
    private static final int SEND_BUFFER = 128 * 1024;
    private static final int LOOK_MS = 200;
    private static final long PATIENCE_NS = 60_000_000_000L;

    private final ServerSocketChannel server;
    private SocketChannel channel;

    PacketServer() {
        try {
            server = ServerSocketChannel.open();
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.socket().getLocalPort();
    }

    /**
     * Waits for the other; false when it does not come.
     *
     * @param isThere whether it still can come
     */
    boolean accept(BooleanSupplier isThere) {
        long until = System.nanoTime() + PATIENCE_NS;
        try {
            server.socket().setSoTimeout(LOOK_MS);
            while (channel == null) {
                if (!isThere.getAsBoolean() || System.nanoTime() > until) {
                    return false;
                }
                try {
                    channel = server.socket().accept().getChannel();
                } catch (SocketTimeoutException e) {
                    continue; // looks whether the other is still there
                }
            }
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(ByteBuffer packets) {
        try {
            while (packets.hasRemaining()) {
                channel.write(packets);
            }
        } catch (IOException e) {
            throw new SuiteFailedException("peer: the other has closed its connection", e);
        }
    }

    @Override
    public void close() {
        try (server) {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
