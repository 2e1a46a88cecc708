package io.ringmain.gateway.cli;

import io.ringmain.core.replay.ReplayListener;
import io.ringmain.core.replay.ReplayPoint;
import io.ringmain.core.replay.ReplaySession;
import io.ringmain.historian.files.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Shows how far a replay has come, by ring time, and stops it when the process is told to end. */
final class ReplaySteps implements ReplayListener {
    private static final int EVERY = 1 << 12;

    private final Interruption interruption;
    private final Progress progress;
    private final long endNs;
    private long events;
    private long firstNs;

    ReplaySteps(Path folder, ReplayPoint to, Interruption interruption, Progress progress) {
        this.interruption = interruption;
        this.progress = progress;
        long writtenNs = lastWrittenNs(folder.resolve("journal"));
        this.endNs = to.isTime() ? Math.min(to.value(), writtenNs) : writtenNs;
    }

    /** About the time of the last event: when a file of the journal was changed last. */
    private static long lastWrittenNs(Path journal) {
        try (Stream<Path> files = Files.walk(journal)) {
            return files.map(file -> FileTime.fromMillis(file.toFile().lastModified()))
                    .max(Comparator.naturalOrder())
                    .map(time -> time.to(TimeUnit.NANOSECONDS))
                    .orElse(0L);
        } catch (IOException e) {
            // Then the line does not know the whole; that the folder is missing is said elsewhere.
            return 0;
        }
    }

    @Override
    public void onExecuted(ReplaySession session) {
        long timeNs = session.event().ingressTimeNs;
        if (events++ == 0) {
            firstNs = timeNs;
        }
        if (events % EVERY == 0) {
            progress.at(timeNs - firstNs, endNs - firstNs);
        }
        if (interruption.isAsked()) {
            session.stop();
        }
    }
}
