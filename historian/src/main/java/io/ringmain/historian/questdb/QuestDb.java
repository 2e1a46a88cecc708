package io.ringmain.historian.questdb;

import io.ringmain.core.spi.History;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.historian.journal.Salvage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Samples in QuestDB: the server (a child process, or somebody else's), the projection that fills it, the queries.
 *
 * <p>Thread: one starts and closes it; {@link #history()} and {@link #status()} any.
 */
public final class QuestDb implements AutoCloseable {
    private final QuestDbProcess process;
    private final QuestDbProjection projection;
    private final TailFollower follower;
    private final MinuteView view;
    private final QuestDbHistory history;
    private final Supplier<Endpoint> endpoint;
    /** Of the journal, a line each; met by the projection or what reads ahead of it. */
    private final Set<String> damage = new CopyOnWriteArraySet<>();

    private QuestDb(
            QuestDbSettings settings,
            QuestDbProcess process,
            Supplier<Endpoint> endpoint,
            LongFunction<JournalReader> journal,
            LongSupplier durable) {
        this.process = process;
        this.endpoint = endpoint;
        ProjectionPosition position = new ProjectionPosition(settings.dataFolder());
        position.load();
        Tail tail = new Tail(position.sequence());
        LongFunction<JournalReader> whole = Salvage.around(settings.dataFolder(), journal, damage);
        this.follower = TailFollower.of(whole, position, tail);
        QuestDbQueries queries = new QuestDbQueries(endpoint);
        SamplesServer server = new SamplesServer(endpoint, queries);
        this.view = new MinuteView(queries, server);
        this.projection = new QuestDbProjection(
                server, whole, position, new Refusals(settings.dataFolder()), tail, view, durable, true);
        this.history = new QuestDbHistory(
                new QuestDbQueries(endpoint), tail, view::validToNs, QuestDb::nowNs, this::historyStatus);
    }

    /**
     * Starts the child, if there is to be one, and the projection, and does not wait for the server to answer.
     *
     * @param journal gives a reader from a sequence on, for example {@code store::reader}
     * @param durable last sequence that a loss of power leaves in the journal; rows wait for it, for a second at most
     * @throws io.ringmain.core.spi.ProvisionException when the child's jar, folder or port is not as it must be
     */
    public static QuestDb start(QuestDbSettings settings, LongFunction<JournalReader> journal, LongSupplier durable) {
        if (!settings.isChild()) {
            Endpoint server = new Endpoint(settings.server(), settings.user(), settings.password());
            return start(settings, () -> server, journal, durable);
        }
        QuestDbProcess process = new QuestDbProcess(settings);
        QuestDb questDb = new QuestDb(settings, process, process::endpoint, journal, durable);
        process.start();
        return questDb.start();
    }

    /** With a journal that is on disk as it is. */
    static QuestDb start(QuestDbSettings settings, LongFunction<JournalReader> journal) {
        return start(settings, journal, () -> Long.MAX_VALUE);
    }

    /** On a server whose address may change. */
    static QuestDb start(
            QuestDbSettings settings,
            Supplier<Endpoint> endpoint,
            LongFunction<JournalReader> journal,
            LongSupplier durable) {
        return new QuestDb(settings, null, endpoint, journal, durable).start();
    }

    private QuestDb start() {
        follower.start();
        projection.start();
        return this;
    }

    /**
     * The first sequence of the journal that the projection of a data folder may still have to read, whether it runs or
     * not; 0 when nothing was projected yet.
     */
    public static long neededFrom(Path dataFolder) {
        return ProjectionPosition.neededFrom(dataFolder);
    }

    public History history() {
        return history;
    }

    public ProjectionStatus status() {
        ProjectionStatus status = projection.status();
        StringJoiner detail = new StringJoiner("; ");
        if (!status.isUp() && process != null) {
            detail.add(process.detail());
        }
        if (!status.detail().isEmpty()) {
            detail.add(status.detail());
        }
        List<String> missing = List.copyOf(damage);
        if (!missing.isEmpty()) {
            detail.add("missing, as the journal is damaged: " + missing.get(0)
                    + (missing.size() > 1 ? " and " + (missing.size() - 1) + " more" : ""));
        }
        return new ProjectionStatus(
                status.isUp(),
                status.sequence(),
                status.rows(),
                status.failures(),
                status.refused(),
                detail.toString());
    }

    private static long nowNs() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    private History.Status historyStatus() {
        ProjectionStatus status = status();
        return new History.Status("questdb", status.isUp(), status.sequence(), status.detail());
    }

    /** Where the server answers now. */
    Endpoint endpoint() {
        return endpoint.get();
    }

    /** Samples before that time are in the sums by the minute. */
    long sumsValidToNs() {
        return view.validToNs();
    }

    /** Process id of the child. */
    long childPid() {
        return process.pid();
    }

    /** Ends the projection, then the child. */
    @Override
    public void close() {
        follower.close();
        projection.close();
        if (process != null) {
            process.close();
        }
    }
}
