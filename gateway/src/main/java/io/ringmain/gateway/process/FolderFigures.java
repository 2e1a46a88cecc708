package io.ringmain.gateway.process;

import io.ringmain.gateway.metrics.SiteMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** How much of the disk the data folder takes and leaves. Thread: any. */
final class FolderFigures {
    private static final long FRESH_NS = TimeUnit.SECONDS.toNanos(10);

    private record Size(long bytes, long atNs) {}

    private final Path folder;
    private final AtomicReference<Size> last = new AtomicReference<>();

    private FolderFigures(Path folder) {
        this.folder = folder;
    }

    static void register(SiteMetrics metrics, Path dataFolder) {
        FolderFigures journal = new FolderFigures(dataFolder.resolve("journal"));
        metrics.gauge("ringmain.journal.bytes", "Size of the journal's files on disk", journal::bytes);
        metrics.gauge(
                "ringmain.data.free.bytes",
                "What the disk of the data folder has left",
                () -> dataFolder.toFile().getUsableSpace());
    }

    /** Not asked oftener than every 10 s; NaN when it can not be told. */
    private double bytes() {
        long now = System.nanoTime();
        Size known = last.get();
        if (known == null || now - known.atNs() > FRESH_NS) {
            try {
                known = new Size(sum(), now);
            } catch (IOException | UncheckedIOException e) {
                return Double.NaN;
            }
            last.set(known);
        }
        return known.bytes();
    }

    private long sum() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            // what retention deletes in between has the size 0
            return files.mapToLong(
                            file -> file.toFile().isFile() ? file.toFile().length() : 0)
                    .sum();
        }
    }
}
