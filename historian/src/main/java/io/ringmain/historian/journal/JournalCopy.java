package io.ringmain.historian.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a copy of a journal is made of, as of one moment, while its site may go on: manifests and seals as they were, finished
 * segments, and of an epoch that has not ended what stands up to its last whole batch. The copy is the journal of a process
 * that was killed behind that batch. What is damaged is taken as it is, and {@link JournalCheck} names it.
 *
 * <p>Thread: its owner. Takes no lock and writes nothing; retention may delete a part before it is copied.
 */
public final class JournalCopy {
    /**
     * One file.
     *
     * @param name in the data folder, with {@code /}
     * @param file where it is
     * @param length bytes of it that belong to the copy
     * @param content what it holds, when that must be as of this moment; else null
     * @param sha256 that the manifest says it has, empty when it says none
     */
    public record Part(String name, Path file, long length, byte[] content, String sha256) {}

    private final JournalFolder folder;
    private final List<Part> parts = new ArrayList<>();
    private long lastSequence;

    private JournalCopy(JournalFolder folder) {
        this.folder = folder;
    }

    /**
     * Looks at a journal; reads the last segment or two of an epoch that has not ended.
     *
     * @throws io.ringmain.core.spi.ProvisionException when there is none in the folder
     * @throws java.nio.file.NoSuchFileException when retention has deleted something meanwhile; try again
     */
    public static JournalCopy of(Path dataFolder) throws IOException {
        JournalCopy copy = new JournalCopy(ChronicleJournalStore.existing(dataFolder));
        copy.addOwnFiles();
        List<Integer> unreadable = new ArrayList<>();
        for (EpochManifest seen : copy.folder.epochs(damage -> unreadable.add(damage.epoch()))) {
            copy.addEpoch(seen.epoch());
        }
        for (int epoch : unreadable) {
            copy.addAsItIs(epoch);
        }
        return copy;
    }

    /** Files in the order in which they are to be read. */
    public List<Part> parts() {
        return List.copyOf(parts);
    }

    /** Last event in the copy, 0 when there is none. */
    public long lastSequence() {
        return lastSequence;
    }

    /** Holds, and what was deleted. */
    private void addOwnFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder.path())) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".properties") || name.endsWith(".log")) {
                    addContent(file, "journal/" + name);
                }
            }
        }
    }

    private void addEpoch(int number) throws IOException {
        Path path = folder.epochFolder(number);
        String prefix = "journal/" + path.getFileName() + "/";
        // The seal first: with one, the manifest that is read behind it is the last.
        boolean isSealed = Files.exists(path.resolve(EpochSeal.FILE));
        if (isSealed) {
            addContent(path.resolve(EpochSeal.FILE), prefix + EpochSeal.FILE);
        }
        byte[] bytes;
        EpochManifest manifest;
        do { // until the keeper has not replaced it in between
            bytes = Files.readAllBytes(path.resolve(EpochManifest.FILE));
            manifest = EpochManifest.read(path);
        } while (!Arrays.equals(bytes, Files.readAllBytes(path.resolve(EpochManifest.FILE))));
        add(path.resolve(EpochManifest.FILE), prefix + EpochManifest.FILE, bytes.length, bytes, "");
        if (Files.exists(path.resolve(DurableMark.FILE))) {
            addContent(path.resolve(DurableMark.FILE), prefix + DurableMark.FILE);
        }
        if (isSealed) {
            for (Path file : folder.segments(manifest)) {
                addSegment(manifest, file, prefix);
            }
            EpochSeal seal = folder.sealIfWhole(number);
            lastSequence = seal == null ? manifest.knownLast() : seal.lastSequence();
        } else {
            addOpen(manifest, prefix);
        }
    }

    /** Nothing is known of its files. */
    private void addAsItIs(int number) throws IOException {
        Path path = folder.epochFolder(number);
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = file.getFileName().toString();
                if (!name.equals(SegmentKeeper.PREPARED)) {
                    add(file, "journal/" + path.getFileName() + "/" + name, Files.size(file), null, "");
                }
            }
        }
    }

    /** Up to the last whole batch, whatever is damaged before it. */
    private void addOpen(EpochManifest manifest, String prefix) throws IOException {
        try (EpochReader reader = new EpochReader(folder, manifest, Long.MAX_VALUE, Long.MAX_VALUE, damage -> {})) {
            while (reader.next(true) == EpochReader.Step.EXCERPT) {
                reader.advance();
            }
            lastSequence = reader.lastSequence();
            Path last = reader.segmentPath();
            for (Path file : folder.segments(manifest)) {
                int order = last == null ? 1 : file.compareTo(last);
                if (order < 0) {
                    addSegment(manifest, file, prefix);
                } else if (order == 0 && reader.position() > 0) {
                    add(file, prefix + file.getFileName(), reader.position(), null, "");
                }
            }
        }
    }

    /** A segment that is written to no more. */
    private void addSegment(EpochManifest manifest, Path file, String prefix) throws IOException {
        String name = file.getFileName().toString();
        SegmentRecord known = manifest.segment(name);
        if (known == null) {
            SegmentFile.Used used = SegmentFile.used(file);
            boolean isWhole = used.isMarked() || !used.isTorn(); // else there may be good batches behind
            add(file, prefix + name, isWhole ? used.bytes() : Files.size(file), null, "");
        } else {
            // one that was cut off is taken as far as it goes
            add(file, prefix + name, Math.min(known.bytes(), Files.size(file)), null, known.sha256());
        }
    }

    private void addContent(Path file, String name) throws IOException {
        byte[] content = Files.readAllBytes(file);
        add(file, name, content.length, content, "");
    }

    private void add(Path file, String name, long length, byte[] content, String sha256) {
        parts.add(new Part(name, file, length, content, sha256));
    }
}
