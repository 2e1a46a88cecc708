package io.ringmain.gateway.metrics;

import io.ringmain.historian.journal.JournalSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** How much of the disk the data folder takes and leaves. Thread: any. */
public final class FolderFigures {
    private static final long FRESH_NS = TimeUnit.SECONDS.toNanos(10);
    private static final String EPOCH = "epoch-";

    /**
     * @param journalBytes size of the journal's files
     * @param epochs of the journal that are kept, whole or in part
     * @param freeBytes what the disk has left
     * @param totalBytes of the disk
     */
    public record Reading(long journalBytes, int epochs, long freeBytes, long totalBytes, long atNs) {}

    private final Path folder;
    private final JournalSettings settings;
    private final AtomicReference<Reading> last = new AtomicReference<>();

    public FolderFigures(Path dataFolder, JournalSettings settings) {
        folder = dataFolder;
        this.settings = settings;
    }

    void register(SiteMetrics metrics) {
        metrics.gauge("ringmain.journal.bytes", "Size of the journal's files on disk", this::bytes);
        metrics.gauge(
                "ringmain.data.free.bytes",
                "What the disk of the data folder has left",
                () -> folder.toFile().getUsableSpace());
    }

    /** How the journal uses its disk. */
    public JournalSettings settings() {
        return settings;
    }

    /** What the journal may take before its oldest segments go. */
    public long retentionBytes(Reading reading) {
        boolean isShare = settings.retentionBytes() == JournalSettings.HALF_OF_THE_DISK;
        return isShare ? reading.totalBytes() / 2 : settings.retentionBytes();
    }

    /** What was found when the figures were last taken, without a look at the disk; null before. */
    public Reading last() {
        return last.get();
    }

    /** Not asked oftener than every 10 s; NaN when it can not be told. */
    private double bytes() {
        Reading known = last.get();
        if (known == null || System.nanoTime() - known.atNs() > FRESH_NS) {
            try {
                known = look();
            } catch (IOException | UncheckedIOException e) {
                return Double.NaN;
            }
            last.set(known);
        }
        return known.journalBytes();
    }

    private Reading look() throws IOException {
        Path journal = folder.resolve("journal");
        long bytes;
        try (Stream<Path> files = Files.walk(journal)) {
            // what retention deletes in between has the size 0
            bytes = files.mapToLong(
                            file -> file.toFile().isFile() ? file.toFile().length() : 0)
                    .sum();
        }
        long epochs;
        try (Stream<Path> found = Files.list(journal)) {
            epochs = found.filter(file -> file.getFileName().toString().startsWith(EPOCH))
                    .count();
        }
        return new Reading(
                bytes,
                (int) epochs,
                folder.toFile().getUsableSpace(),
                folder.toFile().getTotalSpace(),
                System.nanoTime());
    }
}
