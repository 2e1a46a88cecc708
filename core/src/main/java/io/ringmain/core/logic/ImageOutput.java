package io.ringmain.core.logic;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Frames of a snapshot, little endian; a section's frames follow each other, no frame is longer than 1 MiB but for a block
 * that is.
 *
 * <pre>
 *   frame: section (4) | length (4) | CRC32C of both and the payload (4) | payload
 *   end:   section -1, its payload: frames before it (8) | CRC32C of all bytes before it (4)
 * </pre>
 *
 * <p>Thread: one.
 */
final class ImageOutput {
    static final int END = -1;
    static final int HEAD_BYTES = 12;
    static final int MAX_FRAME = 1 << 20;

    private final OutputStream out;
    private final CRC32C whole = new CRC32C();
    private final ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long frames;

    ImageOutput(OutputStream out) {
        this.out = out;
    }

    /** Adds a frame to a section, if there is anything in it. */
    void write(int section, byte[] payload) throws IOException {
        if (payload.length > 0) {
            frame(section, payload, 0, payload.length);
        }
    }

    /** Adds to a section what is written to the stream, a frame or more a call. */
    OutputStream section(int section) {
        return new OutputStream() {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                for (int done = 0; done < length; done += MAX_FRAME) {
                    frame(section, bytes, offset + done, Math.min(MAX_FRAME, length - done));
                }
            }

            @Override
            public void write(int single) throws IOException {
                write(new byte[] {(byte) single}, 0, 1);
            }
        };
    }

    void finish() throws IOException {
        byte[] end = new byte[HEAD_BYTES];
        ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).putLong(frames).putInt((int) whole.getValue());
        frame(END, end, 0, end.length);
        out.flush();
    }

    private void frame(int section, byte[] payload, int from, int length) throws IOException {
        head.clear();
        head.putInt(section).putInt(length);
        head.putInt(checksum(head.array(), payload, from, length));
        whole.update(head.array(), 0, HEAD_BYTES);
        whole.update(payload, from, length);
        out.write(head.array(), 0, HEAD_BYTES);
        out.write(payload, from, length);
        frames++;
    }

    static int checksum(byte[] head, byte[] payload, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(head, 0, 8);
        crc.update(payload, from, length);
        return (int) crc.getValue();
    }
}
