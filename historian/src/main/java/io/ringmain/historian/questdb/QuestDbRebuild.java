package io.ringmain.historian.questdb;

import io.ringmain.core.spi.HistoryUnavailableException;
import io.ringmain.core.spi.JournalReader;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    /** Somebody else's server is there or is not. */
    private static final long LOOK_NS = TimeUnit.SECONDS.toNanos(3);

    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Told some times a second how far it is: last sequence that the server has, and rows sent. */
    public interface Progress {
        void onTaken(long sequence, long rows);
    }

    /**
     * What came of it.
     *
     * @param status how far it came, with what was refused
     * @param damage of the journal, whose records are missing, a line each
     */
    public record Report(ProjectionStatus status, List<String> damage) {}

    private QuestDbRebuild() {}

    /**
     * Drops the table and fills it from the first record of the journal to its last. The table stays as it is when nothing
     * can be read of the journal or the server does not answer.
     *
     * @param journal gives a reader from a sequence on, which passes over damage and names it
     * @throws IllegalStateException when nothing of the journal can be read, or the samples can not be projected
     * @throws HistoryUnavailableException when a server does not answer at first, or for a minute later
     * @throws io.ringmain.core.spi.ProvisionException when the child's jar, folder or port is not as it must be
     * @throws InterruptedException when the thread was interrupted; the table has a part of the rows then
     */
    public static Report run(QuestDbSettings settings, LongFunction<JournalReader> journal, Progress progress)
            throws InterruptedException {
        if (!settings.isChild()) {
            Endpoint server = new Endpoint(settings.server(), settings.user(), settings.password());
            return run(settings, () -> server, LOOK_NS, journal, progress);
        }
        try (QuestDbProcess child = new QuestDbProcess(settings)) {
            child.start();
            long deadlineNs = System.nanoTime() + START_NS;
            while (child.endpoint() == null) {
                pause(deadlineNs, "QuestDB does not start: " + child.detail());
            }
            return run(settings, child::endpoint, START_NS, journal, progress);
        }
    }

    private static Report run(
            QuestDbSettings settings,
            Supplier<Endpoint> endpoint,
            long lookNs,
            LongFunction<JournalReader> journal,
            Progress progress)
            throws InterruptedException {
        requireReadable(journal);
        QuestDbQueries queries = new QuestDbQueries(endpoint);
        awaitAnswer(queries, endpoint, lookNs);
        SamplesServer server = new SamplesServer(endpoint, queries);
        drop(server);
        Set<String> damage = new LinkedHashSet<>(); // the projection's, until that has ended
        try (QuestDbProjection projection = new QuestDbProjection(
                server,
                from -> new Noting(journal.apply(from), damage),
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
            ProjectionStatus end = projection.status();
            if (!end.isUp()) {
                throw new IllegalStateException(end.detail());
            }
            server.awaitApplied();
            progress.onTaken(end.sequence(), end.rows());
            return new Report(end, List.copyOf(damage));
        }
    }

    /** A journal without a record is readable, one with nothing but damage is not. */
    private static void requireReadable(LongFunction<JournalReader> journal) {
        try (JournalReader reader = journal.apply(0)) {
            boolean hadBatch = reader.poll((buffer, offset, length) -> {
                // that there is one is enough
            });
            List<String> damage = reader.passedDamage();
            if (!hadBatch && !damage.isEmpty()) {
                throw new IllegalStateException("nothing of the journal can be read, so the table stays as it is: "
                        + String.join("; ", damage));
            }
        }
    }

    private static void awaitAnswer(QuestDbQueries queries, Supplier<Endpoint> endpoint, long lookNs)
            throws InterruptedException {
        long deadlineNs = System.nanoTime() + lookNs;
        while (true) {
            String detail = "QuestDB at " + endpoint.get() + " does not answer";
            try {
                queries.rows("SELECT 1").get(LOOK_NS, TimeUnit.NANOSECONDS);
                return;
            } catch (ExecutionException e) {
                detail = e.getCause().getMessage();
            } catch (TimeoutException e) {
                // as it says
            }
            pause(deadlineNs, detail);
        }
    }

    private static void drop(SamplesServer server) {
        try {
            server.dropTable();
        } catch (CompletionException e) {
            throw new HistoryUnavailableException(
                    String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()), e);
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

    /** Keeps what was passed over when it is closed. Thread: its owner. */
    private record Noting(JournalReader reader, Set<String> damage) implements JournalReader {
        @Override
        public boolean poll(BatchHandler handler) {
            return reader.poll(handler);
        }

        @Override
        public List<String> passedDamage() {
            return reader.passedDamage();
        }

        @Override
        public void close() {
            damage.addAll(reader.passedDamage());
            reader.close();
        }
    }
}
