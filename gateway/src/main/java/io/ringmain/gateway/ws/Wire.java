package io.ringmain.gateway.ws;

import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnio.IoUtils;

/**
 * One connection's socket: texts in, one text at a time out. Everything is handed to the hub.
 *
 * <p>Thread: callbacks the connection's I/O thread; {@link #send} and the closing methods the hub.
 */
final class Wire extends AbstractReceiveListener {
    /** What the hub hears of a connection. */
    interface Events {
        void onText(byte[] utf8);

        /** A message that is not taken; the connection is to be ended with that code. */
        void onRefused(CloseCode code);

        void onSent();

        void onClosed();
    }

    private static final long GOODBYE_MS = 500;

    private final WebSocketChannel channel;
    private final AtomicInteger pendingBytes = new AtomicInteger();
    private final AtomicBoolean isPonging = new AtomicBoolean();
    private Events events;

    private final WebSocketCallback<Void> sent = new WebSocketCallback<>() {
        @Override
        public void complete(WebSocketChannel socket, Void context) {
            events.onSent();
        }

        @Override
        public void onError(WebSocketChannel socket, Void context, Throwable throwable) {
            IoUtils.safeClose(socket);
        }
    };

    Wire(WebSocketChannel channel) {
        this.channel = channel;
    }

    /** Where the client is. */
    InetSocketAddress address() {
        return channel.getSourceAddress();
    }

    /** Begins to receive. Thread: the connection's I/O thread. */
    void open(Events listener) {
        events = listener;
        channel.addCloseTask(closed -> listener.onClosed());
        channel.getReceiveSetter().set(this);
        channel.resumeReceives();
    }

    /** Sends one text; the next one only after {@link Events#onSent}. */
    void send(ByteBuffer utf8) {
        channel.getIoThread().execute(() -> WebSockets.sendText(utf8, channel, sent));
    }

    /** Says the code, then closes. */
    void close(CloseCode code) {
        channel.getIoThread()
                .execute(() -> WebSockets.sendClose(code.code(), code.reason(), channel, new WebSocketCallback<>() {
                    @Override
                    public void complete(WebSocketChannel socket, Void context) {
                        IoUtils.safeClose(socket);
                    }

                    @Override
                    public void onError(WebSocketChannel socket, Void context, Throwable throwable) {
                        IoUtils.safeClose(socket);
                    }
                }));
    }

    /** Closes without a word: the client takes none. */
    void drop() {
        channel.getIoThread().execute(() -> IoUtils.safeClose(channel));
    }

    /** A text that {@link Events#onText} was given has been handled. */
    void handled(int bytes) {
        pendingBytes.addAndGet(-bytes);
    }

    @Override
    protected void onFullTextMessage(WebSocketChannel socket, BufferedTextMessage message) {
        byte[] utf8 = message.getData().getBytes(StandardCharsets.UTF_8);
        if (pendingBytes.addAndGet(utf8.length) > Limits.MAX_PENDING_BYTES) {
            socket.suspendReceives();
            events.onRefused(CloseCode.TOO_MANY_MESSAGES);
        } else {
            events.onText(utf8);
        }
    }

    @Override
    protected void onFullBinaryMessage(WebSocketChannel socket, BufferedBinaryMessage message) {
        message.getData().close();
        events.onRefused(CloseCode.TEXT_EXPECTED);
    }

    /** One answer at a time: pings of a client that reads nothing would pile up answers. */
    @Override
    protected void onFullPingMessage(WebSocketChannel socket, BufferedBinaryMessage message) {
        var data = message.getData();
        ByteBuffer payload = WebSockets.mergeBuffers(data.getResource());
        data.close();
        if (isPonging.compareAndSet(false, true)) {
            WebSockets.sendPong(payload, socket, new WebSocketCallback<>() {
                @Override
                public void complete(WebSocketChannel ponged, Void context) {
                    isPonging.set(false);
                }

                @Override
                public void onError(WebSocketChannel ponged, Void context, Throwable throwable) {
                    IoUtils.safeClose(ponged);
                }
            });
        }
    }

    /** After a message that is too long 1009 is on its way: closing at once would reset the socket and lose it. */
    @Override
    protected void onError(WebSocketChannel socket, Throwable error) {
        if (socket.isCloseFrameSent()) {
            socket.getIoThread().executeAfter(() -> IoUtils.safeClose(socket), GOODBYE_MS, TimeUnit.MILLISECONDS);
        } else {
            super.onError(socket, error);
        }
    }

    @Override
    protected long getMaxTextBufferSize() {
        return Limits.MAX_FRAME_BYTES;
    }

    @Override
    protected long getMaxBinaryBufferSize() {
        return Limits.MAX_FRAME_BYTES;
    }
}
