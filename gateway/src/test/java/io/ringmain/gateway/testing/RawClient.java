package io.ringmain.gateway.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends bytes that no HTTP library would, and reads what comes back of the first answer. */
public final class RawClient {
    private static final int SILENCE_MS = 5_000;
    /** Long enough for the server to read the first part alone, as a rule. */
    private static final long BETWEEN_PARTS_NS = 20_000_000;

    private static final Pattern LENGTH = Pattern.compile("Content-Length: (\\d+)");

    private RawClient() {}

    /** The whole answer as text; {@code \n} in the request stands for itself, nothing is added. Each part is a packet. */
    public static String exchange(int port, String... parts) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(SILENCE_MS);
            socket.setTcpNoDelay(true);
            for (int i = 0; i < parts.length; i++) {
                if (i > 0) {
                    LockSupport.parkNanos(BETWEEN_PARTS_NS);
                }
                socket.getOutputStream().write(parts[i].getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
            }
            return read(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isWhole(String answer) {
        int head = answer.indexOf("\r\n\r\n");
        Matcher length = LENGTH.matcher(answer);
        return head >= 0 && length.find() && answer.length() >= head + 4 + Integer.parseInt(length.group(1));
    }

    private static String read(InputStream stream) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8_192];
        try {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                bytes.write(buffer, 0, count);
                if (isWhole(bytes.toString(StandardCharsets.ISO_8859_1))) {
                    break;
                }
            }
        } catch (SocketTimeoutException | SocketException e) {
            // silence, or a reset after the answer: what has come is the answer
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
