package io.ringmain.historian.questdb;

import io.ringmain.core.spi.HistoryUnavailableException;
import io.ringmain.core.spi.JournalReader;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Makes the table of samples anew from the journal. The rows are those that were there, but for what the journal has no
 * longer; a site that runs afterwards goes on from there.
 *
 * <p>Thread: the caller's, for as long as it takes. No other projection of the data folder may run meanwhile.
 */
public final class QuestDbRebuild {
    private static final long START_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long DOWN_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Told some times a second how far it is: last sequence that the server has, and rows sent. */
    public interface Progress {
        void onTaken(long sequence, long rows);
    }

    private QuestDbRebuild() {}

    /**
     * Drops the table and fills it from the first record of the journal to its last.
     *
     * @return how far it came, with what was refused
     * @throws HistoryUnavailableException when the server does not answer for a minute
     * @throws io.ringmain.core.spi.ProvisionException when the child's jar, folder or port is not as it must be
     * @throws InterruptedException when the thread was interrupted; the table has a part of the rows then
     */
    public static ProjectionStatus run(QuestDbSettings settings, LongFunction<JournalReader> journal, Progress progress)
            throws InterruptedException {
        if (!settings.isChild()) {
            Endpoint server = new Endpoint(settings.server(), settings.user(), settings.password());
            return run(settings, () -> server, journal, progress);
        }
        try (QuestDbProcess child = new QuestDbProcess(settings)) {
            child.start();
            long deadlineNs = System.nanoTime() + START_NS;
            while (child.endpoint() == null) {
                pause(deadlineNs, "QuestDB does not start: " + child.detail());
            }
            return run(settings, child::endpoint, journal, progress);
        }
    }

    private static ProjectionStatus run(
            QuestDbSettings settings,
            Supplier<Endpoint> endpoint,
            LongFunction<JournalReader> journal,
            Progress progress)
            throws InterruptedException {
        SamplesServer server = new SamplesServer(endpoint, new QuestDbQueries(endpoint));
        drop(server);
        try (QuestDbProjection projection = new QuestDbProjection(
                server,
                journal,
                new ProjectionPosition(settings.dataFolder()),
                new Refusals(settings.dataFolder()),
                new Tail(ProjectionPosition.NONE),
                null,
                () -> Long.MAX_VALUE,
                false)) {
            projection.start();
            long deadlineNs = System.nanoTime() + DOWN_NS;
            while (!projection.hasEnded()) {
                ProjectionStatus status = projection.status();
                progress.onTaken(status.sequence(), status.rows());
                if (status.isUp()) {
                    deadlineNs = System.nanoTime() + DOWN_NS;
                }
                pause(deadlineNs, status.detail());
            }
            server.awaitApplied();
            progress.onTaken(projection.status().sequence(), projection.status().rows());
            return projection.status();
        }
    }

    private static void drop(SamplesServer server) throws InterruptedException {
        long deadlineNs = System.nanoTime() + START_NS;
        while (true) {
            try {
                server.dropTable();
                return;
            } catch (CompletionException e) {
                pause(
                        deadlineNs,
                        String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
            }
        }
    }

    private static void pause(long deadlineNs, String detail) throws InterruptedException {
        if (System.nanoTime() - deadlineNs > 0) {
            throw new HistoryUnavailableException(detail, null);
        }
        LockSupport.parkNanos(POLL_NS);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
