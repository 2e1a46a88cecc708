package io.ringmain.gateway.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A UTF-8 text, some whole lines at a time, so that a big site's files are never in memory as a whole; as lines end with a line
 * feed alone.
 *
 * <p>Thread: one.
 */
final class TextWindows {
    private static final int WINDOW_BYTES = 256 * 1024;

    private final InputStream in;
    private byte[] bytes;
    private int size;
    private boolean isAtEnd;

    TextWindows(InputStream in) {
        this(in, WINDOW_BYTES);
    }

    /** @param windowBytes where no line is longer */
    TextWindows(InputStream in, int windowBytes) {
        this.in = in;
        bytes = new byte[windowBytes];
    }

    /**
     * The next lines; empty at the end.
     *
     * @throws CharacterCodingException when it is no UTF-8
     */
    String next() throws IOException {
        int end = 0;
        while (end == 0 && !isAtEnd) {
            fill();
            end = isAtEnd ? size : endOfLines();
            if (end == 0 && !isAtEnd) {
                bytes = Arrays.copyOf(bytes, Math.multiplyExact(bytes.length, 2)); // a line that does not end
            }
        }
        String text = decode(bytes, end);
        System.arraycopy(bytes, end, bytes, 0, size - end);
        size -= end;
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n");
    }

    private void fill() throws IOException {
        int read = in.readNBytes(bytes, size, bytes.length - size);
        size += read;
        isAtEnd = size < bytes.length;
    }

    private int endOfLines() {
        int end = size;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /** Text once, not characters and then text: it may be long. */
    static String decode(byte[] bytes, int length) throws CharacterCodingException {
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        if (text.indexOf('\ufffd') >= 0) { // it stands there, or in the place of what is no text
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
        }
        return text;
    }
}
