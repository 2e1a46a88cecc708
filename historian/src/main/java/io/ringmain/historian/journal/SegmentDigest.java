package io.ringmain.historian.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of segments and of what manifests say. Reads through a channel: damage can not end the JVM. */
final class SegmentDigest {
    private static final int CHUNK_BYTES = 1024 * 1024;

    private SegmentDigest() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String of(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Of a whole file. */
    static String of(Path file) throws IOException {
        MessageDigest digest = sha256();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (channel.read(chunk.clear()) >= 0) {
                digest.update(chunk.flip());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Cuts off the blocks that were kept for more, and forces the rest. */
    static void trim(Path file, long used) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(used);
            channel.force(true);
        }
    }

    /** The same where nothing stands in them: a loss of power can leave something behind a hole. */
    static void trimIfZero(Path file, long used) throws IOException {
        boolean isUnused;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            isUnused = isZero(channel, used);
        }
        trim(file, isUnused ? used : Files.size(file));
    }

    private static boolean isZero(FileChannel channel, long from) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
        ByteBuffer zeros = ByteBuffer.allocateDirect(CHUNK_BYTES);
        long at = from;
        int read = channel.read(chunk, at);
        while (read >= 0) {
            if (chunk.flip().mismatch(zeros.clear().limit(read)) >= 0) {
                return false;
            }
            at += read;
            read = channel.read(chunk.clear(), at);
        }
        return true;
    }
}
