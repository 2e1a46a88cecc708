package io.ringmain.historian.journal;

import io.ringmain.core.spi.ProvisionException;
import io.ringmain.historian.files.CheckedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names in a data folder's journal.
 *
 * <pre>
 *   DIR/journal/epoch-000001/epoch.properties     manifest, see {@link EpochManifest}
 *   DIR/journal/epoch-000001/19700101F.cq4 ...    segments, in the order of their names
 *   DIR/journal/epoch-000001/metadata.cq4t        Chronicle's own
 *   DIR/journal/epoch-000001/next.prepared        blocks for the next segment
 *   DIR/journal/epoch-000001/durable.mark         how far it is on disk at least, see {@link DurableMark}
 *   DIR/journal/epoch-000001/sealed.properties    how it ended, see {@link EpochSeal}
 * </pre>
 */
final class JournalFolder {
    static final String SEGMENT_SUFFIX = ".cq4";
    private static final Pattern EPOCH = Pattern.compile("epoch-\\d{6,9}");

    private final Path journal;
    private final KnownManifests manifests = new KnownManifests();

    JournalFolder(Path dataFolder) {
        this.journal = dataFolder.resolve("journal");
    }

    Path path() {
        return journal;
    }

    Path epochFolder(int epoch) {
        return journal.resolve(String.format(Locale.ROOT, "epoch-%06d", epoch));
    }

    /**
     * All epochs, oldest first.
     *
     * @throws ProvisionException when one was written by a newer program
     * @throws DamagedJournalException when a manifest can not be read
     */
    List<EpochManifest> epochs() {
        return epochs(damage -> {
            throw damage;
        });
    }

    /** The same without those whose manifest can not be read. */
    List<EpochManifest> epochs(Consumer<DamagedJournalException> passed) {
        List<EpochManifest> epochs = new ArrayList<>();
        for (Path folder : list(journal, EPOCH)) {
            int number = number(folder);
            try {
                EpochManifest manifest = manifests.read(number, folder);
                if (manifest.epoch() != number) {
                    throw new IOException("the manifest is of epoch " + manifest.epoch());
                }
                epochs.add(manifest);
            } catch (EpochManifest.NewerFormatException e) {
                throw new ProvisionException(e.getMessage(), e);
            } catch (IOException e) {
                passed.accept(new DamagedJournalException(number, EpochManifest.FILE, 0, -1, DataFolderLock.reason(e)));
            }
        }
        return epochs;
    }

    /** Number of the last epoch, whatever its manifest says; 0 when there is none. */
    int lastEpoch() {
        List<Path> folders = list(journal, EPOCH);
        return folders.isEmpty() ? 0 : number(folders.get(folders.size() - 1));
    }

    private static int number(Path folder) {
        return Integer.parseInt(folder.getFileName().toString().substring("epoch-".length()));
    }

    EpochSeal seal(int epoch) {
        try {
            return EpochSeal.read(epochFolder(epoch));
        } catch (IOException e) {
            throw new DamagedJournalException(epoch, EpochSeal.FILE, 0, -1, DataFolderLock.reason(e));
        }
    }

    /** The epoch's seal; null when it has none that can be read. */
    EpochSeal sealIfWhole(int epoch) {
        try {
            return EpochSeal.read(epochFolder(epoch));
        } catch (IOException e) {
            return null;
        }
    }

    /** Name of the file that Chronicle makes for a cycle of one day: its date, counted from 1970 on. */
    static String segmentName(long segment) {
        return LocalDate.ofEpochDay(segment).format(DateTimeFormatter.BASIC_ISO_DATE) + "F" + SEGMENT_SUFFIX;
    }

    /** Segment files of an epoch that are not deleted, in order. */
    List<Path> segments(EpochManifest manifest) {
        return segments(manifest.epoch()).stream()
                .filter(file -> {
                    SegmentRecord known = manifest.segment(file.getFileName().toString());
                    return known == null || !known.isDeleted();
                })
                .toList();
    }

    /** Segment files of an epoch in order. */
    List<Path> segments(int epoch) {
        return list(epochFolder(epoch), Pattern.compile(".+" + Pattern.quote(SEGMENT_SUFFIX)));
    }

    /**
     * Opens a segment that was there when the folder was listed.
     *
     * @param sequence that is to be read next
     * @throws ProvisionException when retention has deleted it since
     * @throws DamagedJournalException when it is gone for another reason
     */
    SegmentFile open(int epoch, Path file, long sequence) {
        try {
            return new SegmentFile(file);
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof NoSuchFileException)) {
                throw e;
            }
        }
        requireKept(sequence);
        throw new DamagedJournalException(
                epoch, file.getFileName().toString(), 0, sequence, "the file went away while it was read");
    }

    /** @throws ProvisionException when retention has deleted what is to be read next */
    void requireKept(long sequence) {
        long kept = firstKept();
        if (sequence < kept) {
            throw new ProvisionException("sequence " + sequence + " of " + journal
                    + " was deleted by retention while the journal was read; what is kept begins at sequence " + kept);
        }
    }

    /** The first sequence that retention has left; what is there may begin later all the same. */
    long firstKept() {
        long first = 1;
        for (EpochManifest manifest : epochs(damage -> {})) {
            first = manifest.beginsBehind() + 1;
            if (manifest.segments().isEmpty() || !manifest.isAllDeleted()) {
                break;
            }
        }
        return first;
    }

    /** Makes an epoch's folder with its manifest; it is there whole or not at all. */
    Path create(EpochManifest manifest) throws IOException {
        Path folder = epochFolder(manifest.epoch());
        Path beside = folder.resolveSibling(folder.getFileName() + ".tmp");
        Files.createDirectories(beside);
        manifest.write(beside);
        Files.move(beside, folder);
        CheckedFile.forceFolder(journal);
        return folder;
    }

    private static List<Path> list(Path folder, Pattern name) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> name.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
