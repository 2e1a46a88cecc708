package io.ringmain.historian.backup;

import io.ringmain.core.spi.ProvisionException;
import io.ringmain.historian.files.CheckedFile;
import io.ringmain.historian.files.Progress;
import io.ringmain.historian.journal.DamagedJournalException;
import io.ringmain.historian.journal.JournalCopy;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Brings a backup back into a folder that is new or empty: every digest is compared before the first file is written, the
 * files are written beside and renamed as a whole. Whatever an archive says, nothing is written outside that folder, no link
 * is made, and no more bytes than it declares and the disk has room for.
 *
 * <p>Thread: its owner.
 */
public final class Restore {
    private static final long MOST_CONTENTS_BYTES = 256L * 1024 * 1024;
    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int MIB_BITS = 20;

    private final Path archive;
    private final Path target;
    private final Progress progress;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private long done;
    private long whole;

    private Restore(Path archive, Path target, Progress progress) {
        this.archive = archive;
        this.target = target.toAbsolutePath().normalize();
        this.progress = progress;
    }

    /**
     * Restores an archive.
     *
     * @param target folder that is not there or empty; the site's own files come into {@code site}, jars into
     *     {@code machines} below it
     * @throws ProvisionException when the folder is not empty, or the disk has no room
     * @throws BackupException when it is no backup, or damaged; nothing was written
     * @throws IOException when something can not be read or written; nothing is left
     */
    public static RestoreReport run(Path archive, Path target, Progress progress) throws IOException {
        return new Restore(archive, target, progress).run();
    }

    private RestoreReport run() throws IOException {
        requireEmpty();
        try (ZipFile zip = open()) {
            Contents contents = contents(zip);
            requireSame(zip, contents);
            whole = 2 * contents.bytes();
            for (Contents.Item item : contents.files()) {
                copy(zip, item, null);
            }
            requireSpace(contents.bytes());
            restore(zip, contents);
            Map<String, String> about = contents.about();
            return new RestoreReport(
                    contents.files().size(),
                    contents.bytes(),
                    about.getOrDefault(Contents.CREATED, "unknown"),
                    about.getOrDefault(Contents.RINGMAIN, "unknown"),
                    lastSequence(about));
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw new BackupException(archive + " is damaged: " + e.getMessage(), e);
        }
    }

    private void requireEmpty() throws IOException {
        if (Files.isDirectory(target)) {
            try (Stream<Path> present = Files.list(target)) {
                if (present.findAny().isPresent()) {
                    throw new ProvisionException(
                            "folder " + target + " is not empty; restore into one that is new or empty");
                }
            }
        } else if (Files.exists(target)) {
            throw new NotDirectoryException(target.toString());
        } else if (!Files.isDirectory(target.getParent())) {
            throw new ProvisionException("there is no folder " + target.getParent());
        }
    }

    private ZipFile open() throws IOException {
        if (!Files.isRegularFile(archive)) {
            throw new ProvisionException("there is no file " + archive);
        }
        try {
            return new ZipFile(archive.toFile());
        } catch (ZipException | IllegalArgumentException e) {
            throw new BackupException(archive + " is no backup, or not whole: " + e.getMessage(), e);
        }
    }

    private Contents contents(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(Contents.FILE);
        if (entry == null) {
            throw new BackupException(archive + " is no backup: it has no " + Contents.FILE);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes((int) MOST_CONTENTS_BYTES);
            if (bytes.length == MOST_CONTENTS_BYTES) {
                throw new BackupException(archive + ": " + Contents.FILE + " is larger than any backup's");
            }
            return Contents.decode(bytes);
        }
    }

    /** The archive must hold exactly the files that its contents name, each once. */
    private void requireSame(ZipFile zip, Contents contents) throws IOException {
        Map<String, Contents.Item> expected = new HashMap<>();
        Set<String> places = new HashSet<>();
        for (Contents.Item item : contents.files()) {
            if (expected.put(item.name(), item) != null || !places.add(place(item.name()))) {
                throw new BackupException(archive + ": " + item.name() + " stands in it twice");
            }
        }
        Enumeration<? extends ZipEntry> entries = zip.entries();
        while (entries.hasMoreElements()) {
            ZipEntry entry = entries.nextElement();
            if (entry.getName().equals(Contents.FILE)) {
                continue;
            }
            Contents.Item item = expected.remove(entry.getName());
            if (item == null) {
                throw new BackupException(archive + ": '" + entry.getName().replaceAll("\\p{Cntrl}", "?")
                        + "' is no part of the backup, or stands in it twice");
            }
            if (entry.isDirectory() || entry.getSize() >= 0 && entry.getSize() != item.bytes()) {
                throw new BackupException(archive + ": " + item.name() + " has " + entry.getSize()
                        + " bytes, the backup's is " + item.bytes() + " long");
            }
        }
        if (!expected.isEmpty()) {
            throw new BackupException(archive + ": "
                    + expected.keySet().iterator().next() + " is missing"
                    + (expected.size() > 1 ? ", and " + (expected.size() - 1) + " more" : ""));
        }
    }

    private void requireSpace(long bytes) throws IOException {
        long usable = Files.getFileStore(target.getParent()).getUsableSpace();
        if (usable - Backup.LEFT_FREE < bytes) {
            throw new ProvisionException("the disk of " + target.getParent() + " has " + (usable >> MIB_BITS)
                    + " MiB left, the backup needs " + (bytes + Backup.LEFT_FREE >> MIB_BITS) + " MiB, of which "
                    + (Backup.LEFT_FREE >> MIB_BITS) + " MiB stay free");
        }
    }

    private void restore(ZipFile zip, Contents contents) throws IOException {
        Path beside = Files.createTempDirectory(target.getParent(), ".ringmain-restore-"); // its owner's alone
        boolean isDone = false;
        try {
            Set<Path> folders = new HashSet<>();
            for (Contents.Item item : contents.files()) {
                Path file = beside.resolve(place(item.name())).normalize();
                if (!file.startsWith(beside)) {
                    throw new BackupException(archive + ": " + item.name() + " leads out of the folder");
                }
                folders.add(Owner.createFolders(file.getParent()));
                try (FileChannel channel = Owner.create(file)) {
                    copy(zip, item, channel);
                    channel.force(true);
                }
            }
            for (Path folder : folders) {
                CheckedFile.forceFolder(folder);
            }
            requireEnd(beside, lastSequence(contents.about()));
            Files.deleteIfExists(target); // it is empty
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
            CheckedFile.forceFolder(target.getParent());
            isDone = true;
        } finally {
            if (!isDone) {
                Owner.deleteAll(beside);
            }
        }
    }

    /** What was copied must be read up to where it was copied. */
    private void requireEnd(Path restored, long lastSequence) throws IOException {
        long end;
        try {
            end = JournalCopy.of(restored).lastSequence();
        } catch (ProvisionException | DamagedJournalException e) {
            throw new BackupException(archive + ": its journal can not be read: " + e.getMessage(), e);
        }
        if (end != lastSequence) {
            throw new BackupException(
                    archive + ": its journal ends at sequence " + end + ", the backup's at " + lastSequence);
        }
    }

    /** Where a file comes to in the restored folder. */
    private static String place(String name) {
        return name.startsWith(Archive.DATA + "/") ? name.substring(Archive.DATA.length() + 1) : name;
    }

    /** Reads a file and compares its digest; writes it when there is where to. */
    private void copy(ZipFile zip, Contents.Item item, FileChannel into) throws IOException {
        MessageDigest digest = Digests.begin();
        long bytes = 0;
        try (InputStream in = zip.getInputStream(zip.getEntry(item.name()))) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
                if (bytes > item.bytes()) {
                    break;
                }
                digest.update(buffer, 0, read);
                ByteBuffer part = ByteBuffer.wrap(buffer, 0, read);
                while (into != null && part.hasRemaining()) {
                    into.write(part);
                }
                done += read;
                progress.at(done, whole);
            }
        } catch (ZipException | EOFException e) {
            throw new BackupException(archive + ": " + item.name() + " is damaged: " + e.getMessage(), e);
        }
        if (bytes != item.bytes() || !Digests.end(digest).equals(item.sha256())) {
            throw new BackupException(archive + ": " + item.name() + " is not what was backed up: its digest is wrong");
        }
    }

    private static long lastSequence(Map<String, String> about) throws BackupException {
        try {
            return Long.parseLong(about.getOrDefault(Contents.LAST_SEQUENCE, ""));
        } catch (NumberFormatException e) {
            throw new BackupException(Contents.FILE + ": " + Contents.LAST_SEQUENCE + " is no number", e);
        }
    }
}
