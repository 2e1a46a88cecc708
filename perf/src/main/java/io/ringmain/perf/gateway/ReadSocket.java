package io.ringmain.perf.gateway;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * One WebSocket that is read as cheaply as can be, so that the machine has its time for the server: frames of values are
 * scanned for what is measured, and their numbers for gaps.
 *
 * <p>Thread: one.
 */
final class ReadSocket implements AutoCloseable {
    private static final byte[] VALUES = "{\"op\":\"v\"".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER = 1 << 18;
    private static final int SMALL = 4_096;

    /** Takes what a frame of values says. */
    interface Handler {
        /** @param newestMs source time of the newest value, @param oldestMs of the oldest one */
        void onFrame(ReadSocket socket, long newestMs, long oldestMs, int values);

        /** @param number the value itself, only when it is asked for */
        void onValue(double number);
    }

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER);
    private final boolean isParsed;
    private long lastNumber;
    /** Source time of the newest value of the frame before, 0 before the first; its handler's to keep. */
    long shownMs;

    /** @param isParsed whether each value is wanted */
    ReadSocket(int port, boolean isSilent, boolean isParsed) throws IOException {
        this.isParsed = isParsed;
        channel = SocketChannel.open();
        if (isSilent) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL);
        }
        channel.connect(new InetSocketAddress("127.0.0.1", port));
        write("GET /api/v1/ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Protocol: ringmain.v1.json\r\n\r\n");
        while (!headEnds()) {
            fill();
        }
    }

    SocketChannel channel() {
        return channel;
    }

    void begin(String ticket, String tags, double hz) throws IOException {
        text("{\"id\":1,\"op\":\"hello\",\"ticket\":\"" + ticket + "\"}");
        text("{\"id\":2,\"op\":\"sub\",\"sub\":\"s\",\"tags\":[\"" + tags + "\"],\"hz\":" + hz + "}");
    }

    private boolean headEnds() {
        for (int i = 3; i < in.position(); i++) {
            if (in.get(i) == '\n' && in.get(i - 2) == '\n') {
                in.flip().position(i + 1);
                in.compact();
                return true;
            }
        }
        return false;
    }

    private void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** One masked text; the mask is zero. */
    private void text(String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(8 + utf8.length);
        frame.put((byte) 0x81)
                .put((byte) (0x80 | 126))
                .putShort((short) utf8.length)
                .putInt(0)
                .put(utf8)
                .flip();
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }

    private int fill() throws IOException {
        int count = channel.read(in);
        if (count < 0) {
            throw new EOFException("the server has closed the connection");
        }
        return count;
    }

    /** Reads what has come; the channel does not block. */
    void read(Handler handler) throws IOException {
        if (fill() == 0) {
            return;
        }
        in.flip();
        while (in.remaining() >= 2) {
            int start = in.position();
            int length = in.get(start + 1) & 0x7F;
            int head = length == 126 ? 4 : length == 127 ? 10 : 2;
            if (in.remaining() < head) {
                break;
            }
            int payload = length == 126
                    ? in.getShort(start + 2) & 0xFFFF
                    : length == 127 ? (int) in.getLong(start + 2) : length;
            if (in.remaining() < head + payload) {
                break;
            }
            in.position(start + head + payload);
            onMessage(start + head, payload, handler);
        }
        in.compact();
    }

    private void onMessage(int start, int length, Handler handler) {
        byte[] bytes = in.array();
        int end = start + length;
        int number = find(bytes, start, end, ",\"n\":");
        if (number < 0) {
            return;
        }
        Cursor cursor = new Cursor(bytes, number);
        long n = cursor.whole();
        if (n != lastNumber + 1) {
            throw new IllegalStateException("frame " + n + " came after " + lastNumber);
        }
        lastNumber = n;
        if (isValues(bytes, start)) {
            values(bytes, cursor.at(), end, handler);
        }
    }

    private static boolean isValues(byte[] bytes, int start) {
        for (int i = 0; i < VALUES.length; i++) {
            if (bytes[start + i] != VALUES[i]) {
                return false;
            }
        }
        return true;
    }

    /** Lists of handle, value, quality and time. */
    private void values(byte[] bytes, int from, int end, Handler handler) {
        Cursor cursor = new Cursor(bytes, find(bytes, from, end, "\"t\":"));
        long sentMs = cursor.whole();
        cursor.moveTo(find(bytes, cursor.at(), end, "\"d\":["));
        long newest = Long.MIN_VALUE;
        long oldest = Long.MAX_VALUE;
        int count = 0;
        while (bytes[cursor.at()] == '[') {
            cursor.skipPast(',');
            if (isParsed) {
                handler.onValue(cursor.number());
            }
            cursor.skipPast(',');
            cursor.skipPast(',');
            long sourceMs = sentMs + cursor.whole();
            newest = Math.max(newest, sourceMs);
            oldest = Math.min(oldest, sourceMs);
            count++;
            cursor.skipPast(']');
            if (bytes[cursor.at()] == ',') {
                cursor.moveTo(cursor.at() + 1);
            }
        }
        handler.onFrame(this, newest, oldest, count);
    }

    /** Index behind the text. */
    private static int find(byte[] bytes, int from, int end, String text) {
        for (int i = from; i + text.length() <= end; i++) {
            int matched = 0;
            while (matched < text.length() && bytes[i + matched] == text.charAt(matched)) {
                matched++;
            }
            if (matched == text.length()) {
                return i + matched;
            }
        }
        return -1;
    }

    /** Reads numbers out of JSON. */
    private static final class Cursor {
        private final byte[] bytes;
        private int at;

        Cursor(byte[] bytes, int at) {
            this.bytes = bytes;
            this.at = at;
        }

        int at() {
            return at;
        }

        void moveTo(int index) {
            at = index;
        }

        void skipPast(char c) {
            while (bytes[at++] != c) {
                // on to it
            }
        }

        long whole() {
            boolean isNegative = bytes[at] == '-';
            at += isNegative ? 1 : 0;
            long number = 0;
            for (; bytes[at] >= '0' && bytes[at] <= '9'; at++) {
                number = 10 * number + bytes[at] - '0';
            }
            return isNegative ? -number : number;
        }

        double number() {
            int start = at;
            while (bytes[at] != ',') {
                at++;
            }
            String text = new String(bytes, start, at - start, StandardCharsets.US_ASCII);
            return "null".equals(text) ? Double.NaN : Double.parseDouble(text);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
