package io.ringmain.core.logic;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads the frames that {@link ImageOutput} wrote, each checked before it is handed out. Thread: one. */
final class ImageInput {
    /** More than any block of memory needs; a longer frame is a damaged length. */
    private static final int MAX_LENGTH = 256 << 20;

    private final InputStream in;
    private final CRC32C whole = new CRC32C();
    private final byte[] headBytes = new byte[ImageOutput.HEAD_BYTES];
    private final ByteBuffer head = ByteBuffer.wrap(headBytes).order(ByteOrder.LITTLE_ENDIAN);
    private final UnsafeBuffer payload = new UnsafeBuffer(0, 0);
    private int section;
    private long frames;

    ImageInput(InputStream in) {
        this.in = in;
    }

    /**
     * Goes to the next frame; false at the end, when all was there.
     *
     * @throws DamagedSnapshotException when it was not
     */
    boolean next() throws IOException {
        read(headBytes, headBytes.length);
        section = head.getInt(0);
        int length = head.getInt(4);
        if (length < 0 || length > MAX_LENGTH) {
            throw new DamagedSnapshotException("frame " + frames + " says that it has " + length + " bytes");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new DamagedSnapshotException("it ends early, in frame " + frames);
        }
        if (head.getInt(8) != ImageOutput.checksum(headBytes, bytes, 0, length)) {
            throw new DamagedSnapshotException("the checksum of frame " + frames + " is wrong");
        }
        payload.wrap(bytes);
        if (section == ImageOutput.END) {
            requireEnd();
            return false;
        }
        whole.update(headBytes, 0, headBytes.length);
        whole.update(bytes, 0, length);
        frames++;
        return true;
    }

    private void requireEnd() throws IOException {
        if (payload.capacity() != ImageOutput.HEAD_BYTES
                || payload.getLong(0, ByteOrder.LITTLE_ENDIAN) != frames
                || payload.getInt(8, ByteOrder.LITTLE_ENDIAN) != (int) whole.getValue()) {
            throw new DamagedSnapshotException("the checksum of the whole is wrong");
        }
        if (in.read() >= 0) {
            throw new DamagedSnapshotException("there are bytes behind its end");
        }
    }

    private void read(byte[] into, int length) throws IOException {
        if (in.readNBytes(into, 0, length) < length) {
            throw new DamagedSnapshotException("it ends early, before frame " + frames);
        }
    }

    int section() {
        return section;
    }

    UnsafeBuffer payload() {
        return payload;
    }
}
