package io.ringmain.historian.sql;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * What a started database consists of: its pools, a timer, and what is known of its health. SQLite has a second pool, of
 * connections that can not write.
 *
 * <p>Thread: any; changes of health are told by the timer's only.
 */
final class Connected implements AutoCloseable {
    private static final long PING_S = 5;
    /** That long a repeated attempt makes it degraded. */
    private static final long REPEATED_NS = TimeUnit.SECONDS.toNanos(60);

    private final DatabaseSettings settings;
    private final ScheduledExecutorService timer;
    private final ConnectionPool writers;
    private final ConnectionPool readers;
    private final Consumer<DatabaseHealth> listener;
    private final AtomicReference<DatabaseHealth.State> told = new AtomicReference<>(DatabaseHealth.State.HEALTHY);
    private volatile String failure = "";
    private volatile String repeated = "";
    private volatile long repeatedNs;

    Connected(
            DatabaseSettings settings, String schema, String stored, Runnable ping, Consumer<DatabaseHealth> listener) {
        this.settings = settings;
        this.listener = listener;
        writers = new ConnectionPool(settings, schema, new DriverSource(settings, stored, DriverSource.Use.WORK));
        readers = settings.pools() > 1
                ? new ConnectionPool(
                        settings, schema + "-read", new DriverSource(settings, stored, DriverSource.Use.READ))
                : writers;
        timer = Executors.newScheduledThreadPool(2, work -> {
            Thread thread = new Thread(work, "sql-" + schema);
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(
                () -> {
                    ping.run();
                    tell();
                },
                PING_S,
                PING_S,
                TimeUnit.SECONDS);
    }

    ConnectionPool pool(Access access) {
        return access == Access.READ ? readers : writers;
    }

    StatementLimit limit() {
        boolean isSqlite = settings.dialect() == Dialect.SQLITE;
        return new StatementLimit(
                isSqlite ? timer : null, settings.timeouts().statement().toMillis());
    }

    void onSuccess() {
        failure = "";
    }

    /** Only what says something of the database, and not of what was asked of it. */
    void onFailure(DatabaseException error) {
        boolean isDown = error instanceof DatabaseException.Unavailable
                || error instanceof DatabaseException.CommitUnknown
                || error instanceof DatabaseException.Authentication;
        if (isDown) {
            failure = error.getMessage();
        }
        if (isDown
                || error instanceof DatabaseException.Conflict
                || error instanceof DatabaseException.PoolExhausted
                || error instanceof DatabaseException.Timeout
                || error instanceof DatabaseException.Full) {
            repeated = error.getMessage();
            repeatedNs = System.nanoTime();
        }
    }

    DatabaseHealth health() {
        int active = 0;
        int idle = 0;
        int waiting = 0;
        boolean isTaken = false;
        List<ConnectionPool> pools = readers == writers ? List.of(writers) : List.of(writers, readers);
        for (ConnectionPool pool : pools) {
            active += pool.active();
            idle += pool.idle();
            waiting += pool.waiting();
            isTaken |= pool.active() >= settings.pool().max();
        }
        String reason = failure;
        DatabaseHealth.State state = DatabaseHealth.State.UNHEALTHY;
        if (reason.isEmpty()) {
            boolean isRepeated = !repeated.isEmpty() && System.nanoTime() - repeatedNs < REPEATED_NS;
            reason = isTaken || waiting > 0 ? "all connections are in use" : isRepeated ? repeated : "";
            state = reason.isEmpty() ? DatabaseHealth.State.HEALTHY : DatabaseHealth.State.DEGRADED;
        }
        return new DatabaseHealth(
                state,
                active,
                idle,
                waiting,
                settings.pool().size() * settings.pools(),
                settings.pool().max() * settings.pools(),
                reason);
    }

    private void tell() {
        DatabaseHealth health = health();
        if (told.getAndSet(health.state()) != health.state()) {
            listener.accept(health);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        writers.close();
        if (readers != writers) {
            readers.close();
        }
    }
}
