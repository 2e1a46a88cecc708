package io.ringmain.historian.backup;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes an archive: a ZIP file (ZIP64 where it is large) whose last file says what stands in it. Its directory of names is
 * at its end, so one that was cut is no archive any more.
 *
 * <p>Thread: its owner. Allocates: buffers, and a line a file.
 */
final class Archive implements AutoCloseable {
    /** Folder of the archive for what stands in the data folder. */
    static final String DATA = "data";
    /** Folder of the archive for the site's own files. */
    static final String SITE = "site";
    /** Folder of the archive for jars of user machines. */
    static final String MACHINES = "machines";

    private static final int BUFFER_BYTES = 256 * 1024;

    /** Is told how many bytes were read, and may throw to end the work. */
    interface Meter {
        void onBytes(long more) throws IOException;
    }

    private final FileChannel channel;
    private final ZipOutputStream zip;
    private final Meter meter;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final List<Contents.Item> items = new ArrayList<>();

    /** @param file must not be there yet */
    Archive(Path file, Meter meter) throws IOException {
        this.meter = meter;
        channel = Owner.create(file);
        zip = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES));
        zip.setLevel(Deflater.BEST_SPEED);
    }

    /**
     * Adds the beginning of a file.
     *
     * @return SHA-256 of it
     * @throws IOException when the file is shorter than that, or gone
     */
    String add(String name, Path file, long length) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return add(name, in, length, file);
        }
    }

    String add(String name, byte[] content) throws IOException {
        return add(name, new ByteArrayInputStream(content), content.length, null);
    }

    private String add(String name, InputStream in, long length, Path file) throws IOException {
        zip.putNextEntry(new ZipEntry(Contents.requireSafe(name)));
        MessageDigest digest = Digests.begin();
        long left = length;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException(file + " became shorter while it was copied");
            }
            digest.update(buffer, 0, read);
            zip.write(buffer, 0, read);
            left -= read;
            meter.onBytes(read);
        }
        zip.closeEntry();
        String sha256 = Digests.end(digest);
        items.add(new Contents.Item(name, length, sha256));
        return sha256;
    }

    int files() {
        return items.size();
    }

    /** Writes what it holds, and forces all of it to the disk. */
    void finish(long lastSequence) throws IOException {
        String version = Archive.class.getPackage().getImplementationVersion();
        Map<String, String> about = new LinkedHashMap<>();
        about.put(Contents.CREATED, Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        about.put(Contents.RINGMAIN, version == null ? "development" : version);
        about.put(Contents.LAST_SEQUENCE, Long.toString(lastSequence));
        zip.putNextEntry(new ZipEntry(Contents.FILE));
        zip.write(new Contents(about, items).encode());
        zip.closeEntry();
        zip.finish();
        zip.flush();
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
