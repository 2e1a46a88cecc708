package io.ringmain.historian.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/** Small files that are there whole or not at all: written beside, forced, renamed; the folder is forced too. */
public final class CheckedFile {
    private static final String CRC_KEY = "crc32c";

    private CheckedFile() {}

    /** Replaces the file by these bytes, durably. */
    public static void write(Path file, ByteBuffer... parts) throws IOException {
        write(file, true, parts);
    }

    private static void write(Path file, boolean isDurable, ByteBuffer... parts) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileChannel channel = FileChannel.open(
                beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (ByteBuffer part : parts) {
                while (part.hasRemaining()) {
                    channel.write(part);
                }
            }
            if (isDurable) {
                channel.force(true);
            }
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (isDurable) {
            forceFolder(file.toAbsolutePath().getParent());
        }
    }

    /** Makes names in a folder durable. */
    public static void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Writes {@code key=value} lines with a checksum as the last one, durably. */
    public static void writeEntries(Path file, Map<String, String> entries) throws IOException {
        writeEntries(file, entries, true);
    }

    /**
     * Writes {@code key=value} lines with a checksum as the last one.
     *
     * @param isDurable false when it is enough that it survives the process: after a loss of power it may be old or
     *     damaged
     */
    public static void writeEntries(Path file, Map<String, String> entries, boolean isDurable) throws IOException {
        StringBuilder text = new StringBuilder();
        entries.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
        String trailer = CRC_KEY + "=" + Integer.toHexString(crc(body, body.length)) + "\n";
        write(file, isDurable, ByteBuffer.wrap(body), ByteBuffer.wrap(trailer.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Reads what {@link #writeEntries} wrote.
     *
     * @throws IOException when it can not be read or its checksum is wrong
     */
    public static Map<String, String> readEntries(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        int trailer = text.lastIndexOf(CRC_KEY + "=");
        byte[] body = text.substring(0, Math.max(0, trailer)).getBytes(StandardCharsets.UTF_8);
        if (trailer < 0
                || !text.substring(trailer + CRC_KEY.length() + 1)
                        .strip()
                        .equals(Integer.toHexString(crc(body, body.length)))) {
            throw new IOException(file + " is damaged: its checksum is wrong");
        }
        Map<String, String> entries = new LinkedHashMap<>();
        for (String line : text.substring(0, trailer).split("\n")) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                entries.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return entries;
    }

    /** A number among entries. */
    public static long number(Path file, Map<String, String> entries, String key) throws IOException {
        String text = entries.get(key);
        try {
            return Long.parseLong(String.valueOf(text));
        } catch (NumberFormatException e) {
            throw new IOException(file + ": " + key + " is " + text + ", must be a number", e);
        }
    }

    /** CRC32C of the first bytes. */
    public static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
