package io.ringmain.gateway.http;

import io.ringmain.core.spi.ProvisionException;
import io.undertow.UndertowOptions;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Sequence;
import org.xnio.SslClientAuthMode;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * The ports, their I/O threads and the limits of the HTTP parser. Set up by hand rather than by Undertow's builder, as that
 * leaves no place for a {@link WireGuard} under the parser.
 */
final class Listener implements AutoCloseable {
    private static final int IO_THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());
    private static final int BUFFER_BYTES = 16 * 1024;
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

    private final ConnectionCount connections;
    private final XnioWorker worker;
    /** Without caches of the threads, whose map is one lock for all of them. */
    private final DefaultByteBufferPool buffers = new DefaultByteBufferPool(true, BUFFER_BYTES, 256, 0);
    /** A record of TLS has to fit in. */
    private final DefaultByteBufferPool records = new DefaultByteBufferPool(true, BUFFER_BYTES + 1_024, 256, 0);

    private final List<HttpOpenListener> open = new ArrayList<>();
    private final List<AcceptingChannel<? extends StreamConnection>> ports = new ArrayList<>();

    /** Starts the I/O threads; listens nowhere yet. */
    Listener(ConnectionCount connections) {
        this.connections = connections;
        try {
            worker = Xnio.getInstance(Listener.class.getClassLoader())
                    .createWorker(OptionMap.builder()
                            .set(Options.WORKER_NAME, "http")
                            .set(Options.WORKER_IO_THREADS, IO_THREADS)
                            .set(Options.WORKER_TASK_CORE_THREADS, 1)
                            .set(Options.WORKER_TASK_MAX_THREADS, 1)
                            .set(Options.THREAD_DAEMON, true)
                            .getMap());
        } catch (IOException e) {
            throw new ProvisionException("the threads of the HTTP server can not be started: " + e.getMessage(), e);
        }
    }

    /**
     * Listens without encryption and returns the port.
     *
     * @throws ProvisionException in one line when the port can not be had
     */
    int bind(String address, int port, HttpHandler handler) {
        return bind(
                address,
                port,
                handler,
                options -> worker.createStreamConnectionServer(
                        new InetSocketAddress(address, port), acceptor(handler), options.getMap()));
    }

    /**
     * Listens for TLS 1.2 and 1.3 and returns the port.
     *
     * @param keys those in force
     * @param isClientAsked whether clients have to show a certificate
     * @param onKeys is given what takes other keys later
     * @throws ProvisionException in one line when the port can not be had
     */
    int bindTls(
            String address,
            int port,
            HttpHandler handler,
            SSLContext keys,
            boolean isClientAsked,
            Consumer<Consumer<SSLContext>> onKeys) {
        UndertowXnioSsl ssl = new UndertowXnioSsl(worker.getXnio(), OptionMap.EMPTY, records, keys);
        onKeys.accept(ssl::updateSSLContext);
        return bind(
                address,
                port,
                handler,
                options -> ssl.createSslConnectionServer(
                        worker,
                        new InetSocketAddress(address, port),
                        acceptor(handler),
                        options.set(Options.SSL_ENABLED_PROTOCOLS, Sequence.of("TLSv1.3", "TLSv1.2"))
                                .set(
                                        Options.SSL_CLIENT_AUTH_MODE,
                                        isClientAsked ? SslClientAuthMode.REQUIRED : SslClientAuthMode.NOT_REQUESTED)
                                .set(UndertowOptions.SSL_USER_CIPHER_SUITES_ORDER, true)
                                .getMap()));
    }

    /** Opens a port. */
    private interface Opening {
        AcceptingChannel<? extends StreamConnection> open(OptionMap.Builder options) throws IOException;
    }

    private int bind(String address, int port, HttpHandler handler, Opening opening) {
        try {
            AcceptingChannel<? extends StreamConnection> channel = opening.open(OptionMap.builder()
                    .set(Options.TCP_NODELAY, true)
                    .set(Options.REUSE_ADDRESSES, true)
                    .set(Options.BACKLOG, BACKLOG)
                    .set(Options.CONNECTION_HIGH_WATER, connections.most())
                    .set(Options.CONNECTION_LOW_WATER, connections.most() - connections.most() / 20)
                    .set(Options.WRITE_TIMEOUT, WRITE_TIMEOUT_MS));
            ports.add(channel);
            channel.resumeAccepts();
            return channel.getLocalAddress(InetSocketAddress.class).getPort();
        } catch (IOException | RuntimeException e) {
            throw refused(address, port, e);
        }
    }

    private <C extends StreamConnection> ChannelListener<AcceptingChannel<C>> acceptor(HttpHandler handler) {
        HttpOpenListener http = new HttpOpenListener(buffers, HTTP_OPTIONS);
        http.setRootHandler(handler);
        open.add(http);
        return ChannelListeners.openListenerAdapter(connection -> {
            if (!connections.admit(connection)) {
                IoUtils.safeClose(connection);
                return;
            }
            connection
                    .getSourceChannel()
                    .setConduit(new WireGuard(connection.getSourceChannel().getConduit()));
            http.handleEvent(connection);
            connections.watch(connection);
        });
    }

    private static ProvisionException refused(String address, int port, Exception cause) {
        String place = "port " + port + " on " + address;
        return cause instanceof BindException
                ? new ProvisionException(
                        place + " can not be had (" + cause.getMessage() + "): end what uses it or take another port",
                        cause)
                : new ProvisionException(place + " can not be opened: " + cause.getMessage(), cause);
    }

    void stopAccepting() {
        ports.forEach(IoUtils::safeClose);
    }

    /** After {@link #stopAccepting}; closing the port of a worker that has ended would wait for ever. */
    @Override
    public void close() {
        open.forEach(HttpOpenListener::closeConnections);
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
        records.close();
    }
}
