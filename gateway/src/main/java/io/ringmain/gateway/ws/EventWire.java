package io.ringmain.gateway.ws;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.xnio.IoUtils;
import org.xnio.Options;
import org.xnio.channels.StreamSinkChannel;

/**
 * A response that goes on, as server-sent events (text/event-stream of HTML): each frame is one event with its operation as name, and
 * those of the stream with their sequence as id, which browsers send back as {@code Last-Event-ID}.
 *
 * <p>Thread: as {@link Wire} says; what is written is owned by the connection's I/O thread, which never waits for it.
 */
final class EventWire implements Wire {
    /** After which a browser connects again. */
    private static final String RETRY = "retry: 1000\n";

    private final HttpServerExchange exchange;
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private StreamSinkChannel channel;
    private Events events;
    private ByteBuffer unwritten;
    private boolean isEnding;

    EventWire(HttpServerExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public Encoding encoding() {
        return Encoding.JSON;
    }

    @Override
    public InetSocketAddress address() {
        return exchange.getSourceAddress();
    }

    @Override
    public void open(Events listener) {
        events = listener;
        channel = exchange.getResponseChannel();
        channel.getWriteSetter().set(writable -> write());
        try {
            exchange.getConnection().setOption(Options.SEND_BUFFER, Limits.SOCKET_BYTES);
        } catch (IOException e) {
            IoUtils.safeClose(exchange.getConnection()); // it has gone already
        }
        exchange.getConnection().addCloseListener(connection -> onClosed());
    }

    private void onClosed() {
        if (isClosed.compareAndSet(false, true)) {
            events.onClosed();
        }
    }

    @Override
    public int send(Frame frame, long number) {
        boolean isStreamed = frame.position() != Frame.NO_POSITION;
        byte[] head = ((number == 1 ? RETRY : "")
                        + (isStreamed ? "id: " + frame.position() + "\n" : "")
                        + "event: " + frame.operation() + "\ndata: ")
                .getBytes(StandardCharsets.US_ASCII);
        ByteBuffer json = frame.numbered(encoding(), number);
        ByteBuffer event = ByteBuffer.allocate(head.length + json.remaining() + 2)
                .put(head)
                .put(json)
                .put((byte) '\n')
                .put((byte) '\n')
                .flip();
        int bytes = event.remaining();
        exchange.getIoThread().execute(() -> {
            unwritten = event;
            write();
        });
        return bytes;
    }

    /** There are no messages that could be replied to. */
    @Override
    public void send(byte[] reply) {
        throw new IllegalStateException("a stream of events takes no messages");
    }

    @Override
    public void handled(int bytes) {
        throw new IllegalStateException("a stream of events takes no messages");
    }

    /** Writes what the socket takes, and goes on when it takes more. Thread: I/O. */
    private void write() {
        try {
            while (unwritten != null && unwritten.hasRemaining()) {
                if (channel.write(unwritten) == 0) {
                    channel.resumeWrites();
                    return;
                }
            }
            if (isEnding) {
                channel.shutdownWrites();
            }
            if (!channel.flush()) {
                channel.resumeWrites();
                return;
            }
            channel.suspendWrites();
        } catch (IOException e) {
            // the client is gone
            IoUtils.safeClose(exchange.getConnection());
            return;
        }
        if (unwritten != null) {
            unwritten = null;
            events.onSent();
        }
    }

    /** Ends the response behind the last frame, which has told why. */
    @Override
    public void close(CloseCode code) {
        exchange.getIoThread().execute(() -> {
            isEnding = true;
            write();
        });
    }

    @Override
    public void drop() {
        exchange.getIoThread().execute(() -> IoUtils.safeClose(exchange.getConnection()));
    }
}
