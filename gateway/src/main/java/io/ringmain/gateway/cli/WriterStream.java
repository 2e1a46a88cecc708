package io.ringmain.gateway.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Bytes of UTF-8 for the writer of a command's output; ends the work when nobody reads any more. Thread: its owner. */
final class WriterStream extends OutputStream {
    private static final int CHARACTERS = 8 * 1024;

    private final PrintWriter writer;
    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE);
    private final CharBuffer text = CharBuffer.allocate(CHARACTERS);
    /** The first bytes of a character whose others come with the next call. */
    private ByteBuffer rest = ByteBuffer.allocate(0);

    /** There is nothing to write to any more. */
    static final class ClosedException extends IOException {
        private static final long serialVersionUID = 1L;

        ClosedException() {
            super("stdout takes nothing any more");
        }
    }

    WriterStream(PrintWriter writer) {
        this.writer = writer;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(rest.remaining() + length);
        bytes.put(rest).put(from, offset, length).flip();
        boolean isMore = true;
        while (isMore) {
            isMore = decoder.decode(bytes, text, false).isOverflow();
            writer.append(text.flip());
            text.clear();
        }
        rest = bytes.slice();
        if (writer.checkError()) {
            throw new ClosedException();
        }
    }
}
