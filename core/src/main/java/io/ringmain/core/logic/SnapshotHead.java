package io.ringmain.core.logic;

import java.io.IOException;
import java.io.InputStream;
import org.agrona.DirectBuffer;

/**
 * What a state snapshot says of itself before its tables.
 *
 * @param stateHash hash of the state in it
 * @param sequence last event that it contains
 * @param ringTimeNs ring time of that event, ns since the epoch
 * @param commandsTaken commands taken in since the data folder was made
 */
public record SnapshotHead(long stateHash, long sequence, long ringTimeNs, long commandsTaken) {

    /**
     * Reads the first bytes of a snapshot and nothing behind them.
     *
     * @throws DamagedSnapshotException when it is none of the present format
     */
    public static SnapshotHead read(InputStream snapshot) throws IOException {
        return read(new ImageInput(snapshot));
    }

    /**
     * The same, with the checksums of all that follows.
     *
     * @throws DamagedSnapshotException when it is none of the present format, or damaged anywhere
     */
    public static SnapshotHead check(InputStream snapshot) throws IOException {
        ImageInput image = new ImageInput(snapshot);
        SnapshotHead head = read(image);
        while (image.next()) {
            // its checksum is right
        }
        return head;
    }

    static SnapshotHead read(ImageInput image) throws IOException {
        if (!image.next() || image.section() != StateImage.HEAD) {
            throw new DamagedSnapshotException("it has no head");
        }
        DirectBuffer head = image.payload();
        if (head.capacity() < 8 || head.getInt(0) != StateImage.MAGIC || head.getInt(4) != StateImage.FORMAT) {
            throw new DamagedSnapshotException("it is not a state snapshot of format " + StateImage.FORMAT);
        }
        if (head.capacity() < StateImage.HEAD_BYTES) {
            throw new DamagedSnapshotException("its head is cut");
        }
        return new SnapshotHead(head.getLong(8), head.getLong(16), head.getLong(24), head.getLong(32));
    }
}
