package io.ringmain.gateway.recorded;

import io.ringmain.historian.files.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Tells by ring time how far reading a journal has come: how many records are in it only its end says. */
public final class TimeProgress {
    private static final int EVERY = 1 << 12;

    private final Progress progress;
    private final long endNs;
    private long records;
    private long firstNs;

    /** @param endNs about the last ring time, ns since the epoch */
    public TimeProgress(Progress progress, long endNs) {
        this.progress = progress;
        this.endNs = endNs;
    }

    /** A record of that ring time was read. */
    public void at(long timeNs) {
        if (records++ == 0) {
            firstNs = timeNs;
        }
        if (records % EVERY == 0) {
            progress.at(timeNs - firstNs, endNs - firstNs);
        }
    }

    /** About the time of a data folder's last event: when a file of the journal was changed last. */
    public static long lastWrittenNs(Path dataFolder) {
        try (Stream<Path> files = Files.walk(dataFolder.resolve("journal"))) {
            return files.map(file -> FileTime.fromMillis(file.toFile().lastModified()))
                    .max(Comparator.naturalOrder())
                    .map(time -> time.to(TimeUnit.NANOSECONDS))
                    .orElse(0L);
        } catch (IOException e) {
            // Then the line does not know the whole; that the folder is missing is said elsewhere.
            return 0;
        }
    }
}
