package io.ringmain.gateway.http;

import io.ringmain.core.spi.ProvisionException;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * The port, its I/O threads and the limits of the HTTP parser. Set up by hand rather than by Undertow's builder, as that
 * leaves no place for a {@link WireGuard} under the parser.
 */
final class Listener implements AutoCloseable {
    private static final int IO_THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int MAX_CONNECTIONS = 2_000;
    private static final int BACKLOG = 256;
    private static final int PARSE_TIMEOUT_MS = 10_000;
    private static final int IDLE_TIMEOUT_MS = 60_000;
    private static final int WRITE_TIMEOUT_MS = 30_000;
    private static final long STOP_SECONDS = 1;

    private static final OptionMap HTTP_OPTIONS = OptionMap.builder()
            // the guard's limits are lower, and it answers; these are the second line
            .set(UndertowOptions.MAX_HEADER_SIZE, 4 * WireScan.MAX_HEADER_BYTES)
            .set(UndertowOptions.MAX_HEADERS, 2 * WireScan.MAX_HEADERS)
            .set(UndertowOptions.MAX_ENTITY_SIZE, RestHandler.MAX_ENTITY_BYTES)
            .set(UndertowOptions.MAX_PARAMETERS, 64)
            .set(UndertowOptions.MAX_COOKIES, 16)
            .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, PARSE_TIMEOUT_MS)
            .set(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_TIMEOUT_MS)
            .set(UndertowOptions.ENABLE_HTTP2, false)
            .set(UndertowOptions.RECORD_REQUEST_START_TIME, true)
            // answered with 505 in front, instead of a bare 400
            .set(UndertowOptions.ALLOW_UNKNOWN_PROTOCOLS, true)
            .set(UndertowOptions.DECODE_URL, false)
            .set(UndertowOptions.ALWAYS_SET_DATE, true)
            .set(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
            .set(UndertowOptions.BUFFER_PIPELINED_DATA, false)
            .getMap();

    private final XnioWorker worker;
    private final DefaultByteBufferPool buffers;
    private final HttpOpenListener open;
    private final AcceptingChannel<StreamConnection> port;

    private Listener(
            XnioWorker worker,
            DefaultByteBufferPool buffers,
            HttpOpenListener open,
            AcceptingChannel<StreamConnection> port) {
        this.worker = worker;
        this.buffers = buffers;
        this.open = open;
        this.port = port;
    }

    /** @throws ProvisionException in one line when the port can not be had */
    static Listener bind(String address, int port, HttpHandler handler) {
        XnioWorker worker = null;
        try {
            worker = Xnio.getInstance(Listener.class.getClassLoader())
                    .createWorker(OptionMap.builder()
                            .set(Options.WORKER_NAME, "http")
                            .set(Options.WORKER_IO_THREADS, IO_THREADS)
                            .set(Options.WORKER_TASK_CORE_THREADS, 1)
                            .set(Options.WORKER_TASK_MAX_THREADS, 1)
                            .set(Options.THREAD_DAEMON, true)
                            .getMap());
            // without caches of the threads, whose map is one lock for all of them
            DefaultByteBufferPool buffers = new DefaultByteBufferPool(true, BUFFER_BYTES, 256, 0);
            HttpOpenListener open = new HttpOpenListener(buffers, HTTP_OPTIONS);
            open.setRootHandler(handler);
            AcceptingChannel<StreamConnection> channel = worker.createStreamConnectionServer(
                    new InetSocketAddress(address, port),
                    ChannelListeners.openListenerAdapter(connection -> {
                        connection
                                .getSourceChannel()
                                .setConduit(new WireGuard(
                                        connection.getSourceChannel().getConduit()));
                        open.handleEvent(connection);
                    }),
                    OptionMap.builder()
                            .set(Options.TCP_NODELAY, true)
                            .set(Options.REUSE_ADDRESSES, true)
                            .set(Options.BACKLOG, BACKLOG)
                            .set(Options.CONNECTION_HIGH_WATER, MAX_CONNECTIONS)
                            .set(Options.CONNECTION_LOW_WATER, MAX_CONNECTIONS - 100)
                            .set(Options.WRITE_TIMEOUT, WRITE_TIMEOUT_MS)
                            .getMap());
            channel.resumeAccepts();
            return new Listener(worker, buffers, open, channel);
        } catch (IOException | RuntimeException e) {
            if (worker != null) {
                worker.shutdownNow();
            }
            throw refused(address, port, e);
        }
    }

    private static ProvisionException refused(String address, int port, Exception cause) {
        String place = "port " + port + " on " + address;
        return cause instanceof BindException
                ? new ProvisionException(
                        place + " can not be had (" + cause.getMessage() + "): end what uses it or take another port",
                        cause)
                : new ProvisionException(place + " can not be opened: " + cause.getMessage(), cause);
    }

    int port() {
        return port.getLocalAddress(InetSocketAddress.class).getPort();
    }

    void stopAccepting() {
        IoUtils.safeClose(port);
    }

    /** After {@link #stopAccepting}; closing the port of a worker that has ended would wait for ever. */
    @Override
    public void close() {
        open.closeConnections();
        worker.shutdown();
        try {
            if (!worker.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException e) {
            worker.shutdownNow();
            Thread.currentThread().interrupt();
        }
        buffers.close();
    }
}
