package io.ringmain.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** A WebSocket whose frames are written bit by bit, so that they can be wrong. The mask is zero. */
public final class RawSocket implements AutoCloseable {
    public static final int FINAL = 0x80;
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;
    /** What {@link #awaitClose} answers when the server has closed without a code. */
    public static final int NO_CODE = 1005;

    private static final int PATIENCE_MS = 12_000;
    private static final int MASKED = 0x80;

    /** A frame as it came. */
    public record Received(int opcode, byte[] payload) {}

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final String answer;

    /** Connects and asks for an upgrade, with these header lines besides. */
    public RawSocket(TestGateway gateway, String... headers) {
        try {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.server.port()));
            socket.setSoTimeout(PATIENCE_MS);
            StringBuilder request = new StringBuilder(
                    "GET /api/v1/ws HTTP/1.1\r\nHost: localhost:" + gateway.server.port()
                            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: ringmain.v1.json\r\n");
            for (String header : headers) {
                request.append(header).append("\r\n");
            }
            write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
            in = new DataInputStream(socket.getInputStream());
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            answer = head.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection that has said hello. */
    public static RawSocket loggedIn(TestGateway gateway, String token) {
        RawSocket made = new RawSocket(gateway);
        made.text("{\"id\":1,\"op\":\"hello\",\"ticket\":\"" + gateway.ticket(token) + "\"}");
        assertThat(made.await(f -> f.path("re").asInt() == 1).path("ok").asBoolean())
                .isTrue();
        return made;
    }

    /** Head of the answer to the request. */
    public String answer() {
        return answer;
    }

    public void text(String text) {
        frame(FINAL | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    public void frame(int firstByte, byte[] payload) {
        head(firstByte, payload.length, true);
        write(payload);
    }

    /** A frame's head with a declared length, whatever follows. */
    public void head(int firstByte, long length, boolean isMasked) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int mask = isMasked ? MASKED : 0;
        head.write(firstByte);
        if (length < 126) {
            head.write(mask | (int) length);
        } else if (length < 65_536) {
            head.write(mask | 126);
            head.write((int) (length >> 8));
            head.write((int) length);
        } else {
            head.write(mask | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                head.write((int) (length >> shift));
            }
        }
        if (isMasked) {
            head.writeBytes(new byte[4]);
        }
        write(head.toByteArray());
    }

    public void write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether what is written still finds someone. */
    public boolean tryWrite(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The next frame, null at the end. */
    public Received receive() {
        try {
            int opcode = in.readUnsignedByte() & 0x0F;
            int length = in.readUnsignedByte() & 0x7F;
            long bytes = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
            byte[] payload = new byte[(int) bytes];
            in.readFully(payload);
            return new Received(opcode, payload);
        } catch (EOFException | SocketException e) {
            return null;
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the server says nothing", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next message that is wanted; others before it are dropped. */
    public JsonNode await(Predicate<JsonNode> wanted) {
        long endNs = System.nanoTime() + PATIENCE_MS * 1_000_000L;
        for (Received next = receive(); next != null && System.nanoTime() < endNs; next = receive()) {
            if (next.opcode() == TEXT) {
                JsonNode message = TestGateway.json(new String(next.payload(), StandardCharsets.UTF_8));
                if (wanted.test(message)) {
                    return message;
                }
            }
        }
        throw new AssertionError("the message has not come");
    }

    /** The code with which the server closes, {@link #NO_CODE} without one. */
    public int awaitClose() {
        long endNs = System.nanoTime() + PATIENCE_MS * 1_000_000L;
        for (Received next = receive(); next != null; next = receive()) {
            if (System.nanoTime() > endNs) {
                throw new AssertionError("the connection is still there");
            }
            if (next.opcode() == CLOSE && next.payload().length >= 2) {
                return (next.payload()[0] & 0xFF) << 8 | next.payload()[1] & 0xFF;
            }
        }
        return NO_CODE;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
