package io.ringmain.historian.backup;

import io.ringmain.core.spi.ProvisionException;
import io.ringmain.historian.files.CheckedFile;
import io.ringmain.historian.files.Progress;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.JournalCheck;
import io.ringmain.historian.journal.JournalCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes one file of a whole site while it runs: no lock is taken, no event waits. The file holds password hashes and the key
 * of the tokens, and only its owner may read it.
 *
 * <p>Thread: its owner.
 */
public final class Backup {
    /** What a backup leaves free on its disk: the journal may be on the same. */
    static final long LEFT_FREE = 512L * 1024 * 1024;

    private static final int ATTEMPTS = 3;
    private static final int RECORDS_A_LOOK = 1 << 14;
    private static final Pattern SEGMENT = Pattern.compile("journal/epoch-(\\d{6,9})/(.+)");
    private static final int MIB_BITS = 20;
    private static final long LOOK_AT_SPACE = 64L * 1024 * 1024;

    private final Path dataFolder;
    private final Map<String, Path> extras;
    private final Path out;
    private final Progress progress;
    private long done;
    private long whole;
    private long spaceSeenAt;

    private Backup(Path dataFolder, Map<String, Path> extras, Path out, Progress progress) {
        this.dataFolder = dataFolder;
        this.extras = new TreeMap<>(extras);
        this.out = out.toAbsolutePath();
        this.progress = progress;
    }

    /**
     * Writes an archive; it is there when it is complete, one of the same name is replaced then. A journal that is damaged is
     * taken as it is, and the report names the damage.
     *
     * @param siteFiles the site's own files by their names relative to each other
     * @param machineJars jars of user machines by name
     * @throws ProvisionException when there is no journal in the folder, or the disk has no room
     * @throws IOException when a file can not be read or written; nothing is left of the archive
     */
    public static BackupReport create(
            Path dataFolder, Map<String, Path> siteFiles, Map<String, Path> machineJars, Path out, Progress progress)
            throws IOException {
        Map<String, Path> extras = new TreeMap<>();
        siteFiles.forEach((name, file) -> extras.put(Archive.SITE + "/" + name, file));
        machineJars.forEach((name, file) -> extras.put(Archive.MACHINES + "/" + name, file));
        return new Backup(dataFolder, extras, out, progress).run();
    }

    private BackupReport run() throws IOException {
        Path staging = Files.createTempDirectory(out.getParent(), ".ringmain-backup-"); // its owner's alone
        try {
            List<String> damage = damage();
            for (int attempt = 1; ; attempt++) {
                try {
                    return write(Files.createTempDirectory(staging, "attempt-"), damage);
                } catch (NoSuchFileException e) {
                    // retention, or a newer snapshot: what is there now is as good
                    if (attempt == ATTEMPTS) {
                        throw e;
                    }
                }
            }
        } finally {
            Owner.deleteAll(staging);
        }
    }

    /** Digests do not show what was damaged before they were made: every batch is looked at. */
    private List<String> damage() {
        long[] records = {0};
        LongConsumer reached = timeNs -> {
            if (++records[0] % RECORDS_A_LOOK == 0) {
                progress.at(0, whole);
            }
        };
        for (int attempt = 1; ; attempt++) {
            long kept = ChronicleJournalStore.firstKept(dataFolder);
            try {
                return JournalCheck.damage(dataFolder, reached);
            } catch (ProvisionException e) {
                // retention was quicker than the look
                if (attempt == ATTEMPTS || ChronicleJournalStore.firstKept(dataFolder) == kept) {
                    throw e;
                }
            }
        }
    }

    private BackupReport write(Path staging, List<String> known) throws IOException {
        DataFiles data = DataFiles.of(dataFolder, staging, !extras.isEmpty());
        done = 0;
        spaceSeenAt = 0;
        whole = data.bytes();
        requireSpace(whole);
        List<String> damage = new ArrayList<>(known);
        Path file = staging.resolve("archive");
        try (Archive archive = new Archive(file, this::onBytes)) {
            for (JournalCopy.Part part : data.parts()) {
                add(archive, part, damage);
            }
            for (Map.Entry<String, Path> extra : extras.entrySet()) {
                archive.add(extra.getKey(), Files.readAllBytes(extra.getValue()));
            }
            archive.finish(data.lastSequence());
            BackupReport report =
                    new BackupReport(archive.files(), data.bytes(), Files.size(file), data.lastSequence(), damage);
            Files.move(file, out, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            CheckedFile.forceFolder(out.getParent());
            return report;
        }
    }

    private static void add(Archive archive, JournalCopy.Part part, List<String> damage) throws IOException {
        String name = Archive.DATA + "/" + part.name();
        String sha256 = part.content() == null
                ? archive.add(name, part.file(), part.length())
                : archive.add(name, part.content());
        if (!part.sha256().isEmpty() && !part.sha256().equals(sha256) && !isKnown(part.name(), damage)) {
            damage.add(part.name() + " is not what the journal's manifest says");
        }
    }

    /** Whether a line of the check names the segment. */
    private static boolean isKnown(String name, List<String> damage) {
        Matcher segment = SEGMENT.matcher(name);
        if (!segment.matches()) {
            return false;
        }
        String place = "epoch " + Integer.parseInt(segment.group(1)) + ", " + segment.group(2) + ",";
        return damage.stream().anyMatch(line -> line.startsWith(place));
    }

    private void onBytes(long more) throws IOException {
        done += more;
        progress.at(done, whole);
        if (done - spaceSeenAt > LOOK_AT_SPACE) {
            spaceSeenAt = done;
            requireSpace(0);
        }
    }

    private void requireSpace(long bytes) throws IOException {
        long usable = Files.getFileStore(out.getParent()).getUsableSpace();
        if (usable - LEFT_FREE < bytes) {
            throw new ProvisionException("the disk of " + out.getParent() + " has " + (usable >> MIB_BITS)
                    + " MiB left, the backup needs " + (bytes + LEFT_FREE >> MIB_BITS) + " MiB, of which "
                    + (LEFT_FREE >> MIB_BITS) + " MiB stay free");
        }
    }
}
