package io.ringmain.gateway.ws;

import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnio.IoUtils;
import org.xnio.Options;

/**
 * A WebSocket.
 *
 * <p>Thread: callbacks the connection's I/O thread; the rest as {@link Wire} says.
 */
final class SocketWire extends AbstractReceiveListener implements Wire {
    private static final long GOODBYE_MS = 500;

    private final WebSocketChannel channel;
    private final Encoding encoding;
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

    SocketWire(WebSocketChannel channel) {
        this.channel = channel;
        this.encoding = Encoding.ofProtocol(channel.getSubProtocol());
    }

    @Override
    public Encoding encoding() {
        return encoding;
    }

    @Override
    public InetSocketAddress address() {
        return channel.getSourceAddress();
    }

    @Override
    public void open(Events listener) {
        events = listener;
        try {
            channel.setOption(Options.SEND_BUFFER, Limits.SOCKET_BYTES);
        } catch (IOException e) {
            IoUtils.safeClose(channel); // it has gone already
        }
        channel.addCloseTask(closed -> listener.onClosed());
        channel.getReceiveSetter().set(this);
        channel.resumeReceives();
    }

    @Override
    public int send(Frame frame, long number) {
        ByteBuffer message = frame.numbered(encoding, number);
        int bytes = message.remaining();
        send(message);
        return bytes;
    }

    @Override
    public void send(byte[] reply) {
        send(ByteBuffer.wrap(reply));
    }

    private void send(ByteBuffer message) {
        channel.getIoThread().execute(() -> {
            if (encoding == Encoding.CBOR) {
                WebSockets.sendBinary(message, channel, sent);
            } else {
                WebSockets.sendText(message, channel, sent);
            }
        });
    }

    @Override
    public void close(CloseCode code) {
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

    @Override
    public void drop() {
        channel.getIoThread().execute(() -> IoUtils.safeClose(channel));
    }

    @Override
    public void handled(int bytes) {
        pendingBytes.addAndGet(-bytes);
    }

    @Override
    protected void onFullTextMessage(WebSocketChannel socket, BufferedTextMessage message) {
        if (encoding == Encoding.JSON) {
            take(socket, message.getData().getBytes(StandardCharsets.UTF_8));
        } else {
            events.onRefused(CloseCode.BINARY_EXPECTED);
        }
    }

    @Override
    protected void onFullBinaryMessage(WebSocketChannel socket, BufferedBinaryMessage message) {
        var data = message.getData();
        if (encoding == Encoding.CBOR) {
            ByteBuffer merged = WebSockets.mergeBuffers(data.getResource());
            data.close();
            byte[] bytes = new byte[merged.remaining()];
            merged.get(bytes);
            take(socket, bytes);
        } else {
            data.close();
            events.onRefused(CloseCode.TEXT_EXPECTED);
        }
    }

    private void take(WebSocketChannel socket, byte[] message) {
        if (pendingBytes.addAndGet(message.length) > Limits.MAX_PENDING_BYTES) {
            socket.suspendReceives();
            events.onRefused(CloseCode.TOO_MANY_MESSAGES);
        } else {
            events.onMessage(message);
        }
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
        boolean isGone = error.getClass() == IOException.class
                || error instanceof SocketException
                || error instanceof ClosedChannelException;
        if (!isGone) {
            events.onBroken(error.getMessage());
        }
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
