package io.ringmain.historian.journal;

import io.ringmain.core.codec.BatchHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Damage of one batch, as a disk may do it. */
public final class FlippedBit {
    private static final int HEAD_BYTES = 4;

    private FlippedBit() {}

    /** Turns a bit over in the batch in which a sequence stands. */
    public static void at(Path dataFolder, long sequence) throws IOException {
        JournalFolder folder = new JournalFolder(dataFolder);
        for (EpochManifest epoch : folder.epochs()) {
            for (Path segment : folder.segments(epoch)) {
                if (isIn(segment, sequence)) {
                    return;
                }
            }
        }
        throw new IllegalArgumentException("no batch holds sequence " + sequence);
    }

    private static boolean isIn(Path segment, long sequence) throws IOException {
        try (SegmentFile file = new SegmentFile(segment)) {
            for (long at = 0; file.look(at) == SegmentFile.Look.DOCUMENT; at = file.next()) {
                if (BatchHeader.lastSequence(file.buffer(), file.offset()) >= sequence) {
                    flip(segment, file.position() + HEAD_BYTES + file.length() - 1);
                    return true;
                }
            }
        }
        return false;
    }

    private static void flip(Path file, long at) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.read(one, at);
            one.put(0, (byte) (one.get(0) ^ 1)).flip();
            channel.write(one, at);
        }
    }
}
