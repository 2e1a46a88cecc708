package io.ringmain.perf.gateway;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One connection that asks and reads the whole answer, again and again, as cheaply as can be. Thread: one. */
final class KeptConnection implements AutoCloseable {
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER = 1 << 16;

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private long bodyBytes;

    KeptConnection(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
    }

    /** A request as it goes onto the wire. */
    static byte[] request(String method, String path, String token, String body) {
        return (method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                        + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n")
                        + (body.isEmpty()
                                ? ""
                                : "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n")
                        + "\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Sends and reads; the status of the answer. */
    int ask(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        int filled = 0;
        int end = -1;
        while (end < 0) {
            int count = in.read(buffer, filled, buffer.length - filled);
            if (count < 0) {
                throw new EOFException("no answer");
            }
            filled += count;
            end = headEnd(filled);
        }
        int status = 100 * (buffer[9] - '0') + 10 * (buffer[10] - '0') + buffer[11] - '0';
        bodyBytes = length(end);
        long missing = bodyBytes - (filled - end);
        while (missing > 0) {
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, missing));
            if (count < 0) {
                throw new EOFException("half an answer");
            }
            missing -= count;
        }
        return status;
    }

    /** Bytes of the last answer's body. */
    long bodyBytes() {
        return bodyBytes;
    }

    private int headEnd(int filled) {
        for (int i = 3; i < filled; i++) {
            if (buffer[i] == '\n' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private long length(int headEnd) throws IOException {
        for (int i = 0; i + LENGTH.length < headEnd; i++) {
            int matched = 0;
            while (matched < LENGTH.length && Character.toLowerCase(buffer[i + matched]) == LENGTH[matched]) {
                matched++;
            }
            if (matched == LENGTH.length) {
                long length = 0;
                for (int at = i + matched; buffer[at] != '\r'; at++) {
                    length = buffer[at] == ' ' ? length : 10 * length + buffer[at] - '0';
                }
                return length;
            }
        }
        throw new IOException("an answer without a length");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
