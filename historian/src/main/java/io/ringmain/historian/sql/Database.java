package io.ringmain.historian.sql;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One schema of a relational database, migrated to what this program knows when it is started.
 *
 * <p>An operation has a name, for statistics and messages, and is one piece of work with a {@link Session}. A transaction is
 * kept as a whole or not at all, and after an error that may pass (a conflict, a lost connection) all of it is done again,
 * up to the settings' number of attempts with growing pauses. Nothing is repeated after any other error.
 *
 * <p>Thread: any; never one that must not block. {@link #health()} does not block.
 */
public final class Database implements AutoCloseable {
    private final DatabaseSettings settings;
    private final String schema;
    private final DatabaseMonitor monitor;
    private final DatabaseLog log;
    private final Faults faults;
    private final Migrations migrations;
    private final Attempt attempt;
    private final ReentrantLock starting = new ReentrantLock();
    private volatile Connected connected;
    private volatile String version = "";
    /** Why it could not be started; empty when it is, or is not to be. */
    private volatile String startFailure = "";

    private Database(DatabaseSettings settings, String schema, DatabaseMonitor monitor, DatabaseLog log) {
        if (!schema.matches("[a-z][a-z0-9_]{0,30}")) {
            throw new IllegalArgumentException("'" + schema + "' is not allowed as the name of a schema");
        }
        this.settings = settings;
        this.schema = schema;
        this.monitor = monitor;
        this.log = log;
        this.faults = new Faults(settings, schema);
        this.migrations = new Migrations(settings, schema, stored(), faults);
        this.attempt = new Attempt(settings.dialect(), faults);
    }

    /** The prefix is for servers that are shared; a folder of SQLite files is a site's own. */
    private String stored() {
        return settings.dialect() == Dialect.SQLITE ? schema : settings.schemaPrefix() + schema;
    }

    /**
     * Makes one that is stopped.
     *
     * @param schema its name, and the folder of its migrations on the class path, below {@code db/}
     */
    public static Database of(DatabaseSettings settings, String schema, DatabaseMonitor monitor, DatabaseLog log) {
        return new Database(settings, schema, monitor, log);
    }

    /**
     * Makes one and starts it.
     *
     * @throws DatabaseException when it can not be reached or migrated, or a newer Ringmain wrote it
     */
    public static Database open(DatabaseSettings settings, String schema) {
        Database database = of(settings, schema, DatabaseMonitor.none(), DatabaseLog.slf4j());
        database.start();
        return database;
    }

    /**
     * Connects and migrates. Does nothing when it is started.
     *
     * @throws DatabaseException when it can not be reached or migrated, or a newer Ringmain wrote it; it may be tried again
     */
    public void start() {
        starting.lock();
        try {
            if (connected == null) {
                version = repeated("migrate", Access.TRANSACTION, migrations::migrate);
                connected = new Connected(settings, schema, stored(), this::ping, this::changed);
                startFailure = "";
                log.info("schema " + schema + " of " + settings + " is at version " + version);
            }
        } catch (DatabaseException e) {
            startFailure = e.getMessage();
            throw e;
        } catch (IllegalStateException e) {
            DatabaseException failure = faults.of("start", e);
            startFailure = failure.getMessage();
            throw failure;
        } finally {
            starting.unlock();
        }
    }

    /** Closes all connections; operations under way fail. It can be started again. */
    public void stop() {
        starting.lock();
        try {
            startFailure = "";
            if (connected != null) {
                Connected ended = connected;
                connected = null;
                ended.close();
                changed(health());
            }
        } finally {
            starting.unlock();
        }
    }

    /**
     * Statements that are each kept for themselves. Nothing is repeated.
     *
     * @throws DatabaseException when the database refuses or fails
     */
    public <T, X extends Exception> T session(String operation, SqlWork<T, X> work) throws X {
        return measured(operation, Access.SESSION, work);
    }

    /**
     * Statements that are kept together, or not at all, also when the work throws.
     *
     * @throws DatabaseException when the database refuses or fails for good
     */
    public <T, X extends Exception> T transaction(String operation, SqlWork<T, X> work) throws X {
        return measured(operation, Access.TRANSACTION, work);
    }

    /**
     * A transaction that does no harm when it is kept twice, as one of upserts alone: so it is repeated also where a
     * connection was lost in the middle of the commit ({@link DatabaseException.CommitUnknown} otherwise).
     */
    public <T, X extends Exception> T idempotent(String operation, SqlWork<T, X> work) throws X {
        return measured(operation, Access.IDEMPOTENT, work);
    }

    /** A transaction in which the database refuses every write with {@link DatabaseException.ReadOnly}. */
    public <T, X extends Exception> T readOnly(String operation, SqlWork<T, X> work) throws X {
        return measured(operation, Access.READ, work);
    }

    /**
     * Deletes everything in the schema and migrates again.
     *
     * @throws IllegalStateException when the settings do not say that it is a database for tests
     */
    public void reset() {
        if (!settings.isTest()) {
            throw new IllegalStateException("schema " + schema + " of " + settings
                    + " is not deleted: the settings do not say that it is a database for tests");
        }
        version = migrations.reset();
        log.warn("schema " + schema + " of " + settings + " was deleted and made again");
    }

    public String schema() {
        return schema;
    }

    public DatabaseSettings settings() {
        return settings;
    }

    /** Where the schema is, without user and password; of SQLite its file. */
    public String address() {
        return settings.address().jdbc(stored());
    }

    /** Of the newest migration in the database; empty before the first start. */
    public String version() {
        return version;
    }

    /** What is known now, without asking the database. */
    public DatabaseHealth health() {
        Connected now = connected;
        String failure = startFailure;
        return now == null
                ? new DatabaseHealth(
                        failure.isEmpty() ? DatabaseHealth.State.STOPPED : DatabaseHealth.State.UNHEALTHY,
                        0,
                        0,
                        0,
                        settings.pool().size() * settings.pools(),
                        settings.pool().max() * settings.pools(),
                        failure)
                : now.health();
    }

    /** Asks the database. Blocks for as long as the settings allow to wait for a connection, and two seconds. */
    public DatabaseHealth ping() {
        Connected now = connected;
        if (now != null) {
            try {
                attempt.run(
                        now.pool(Access.READ),
                        now.limit(),
                        Access.SESSION,
                        "ping",
                        session -> session.count("SELECT 1"));
                now.onSuccess();
            } catch (DatabaseException e) {
                now.onFailure(e);
            }
        }
        return health();
    }

    private void changed(DatabaseHealth health) {
        String line = "schema " + schema + " of " + settings + " is "
                + health.state().label() + (health.reason().isEmpty() ? "" : ": " + health.reason());
        if (health.state() == DatabaseHealth.State.HEALTHY || health.state() == DatabaseHealth.State.STOPPED) {
            log.info(line);
        } else {
            log.warn(line);
        }
        monitor.onHealth(schema, health);
    }

    private <T, X extends Exception> T measured(String operation, Access access, SqlWork<T, X> work) throws X {
        int[] attempts = new int[1];
        long begunNs = System.nanoTime();
        String error = "caller";
        try {
            T answer = repeated(operation, access, () -> {
                attempts[0]++;
                return once(operation, access, work);
            });
            error = null;
            return answer;
        } catch (DatabaseException e) {
            error = e.kind();
            throw e;
        } finally {
            monitor.onOperation(schema, operation, System.nanoTime() - begunNs, attempts[0], error);
        }
    }

    private <T, X extends Exception> T once(String operation, Access access, SqlWork<T, X> work) throws X {
        Connected now = connected;
        if (now == null) {
            throw faults.stopped(operation);
        }
        try {
            T answer = attempt.run(now.pool(access), now.limit(), access, operation, work);
            now.onSuccess();
            return answer;
        } catch (DatabaseException e) {
            if (connected != now) {
                throw faults.stopped(operation); // whatever its end looked like from here
            }
            now.onFailure(e);
            throw e;
        }
    }

    private interface Try<T, X extends Exception> {
        T run() throws X;
    }

    private <T, X extends Exception> T repeated(String operation, Access access, Try<T, X> work) throws X {
        long pauseMs = settings.retry().first().toMillis();
        for (int number = 1; ; number++) {
            try {
                return work.run();
            } catch (DatabaseException e) {
                boolean isStopped = connected == null && !operation.equals("migrate");
                if (number >= settings.retry().attempts() || isStopped || !access.mayRepeat(e)) {
                    throw e;
                }
                long longest = Math.min(pauseMs, settings.retry().longest().toMillis());
                long waitMs = longest - ThreadLocalRandom.current().nextLong(longest / 2 + 1);
                log.info(operation + " is done again in " + waitMs + " ms after attempt " + number + ": "
                        + e.getMessage());
                pause(waitMs, e);
                pauseMs = longest * 2;
            }
        }
    }

    private static void pause(long ms, DatabaseException cause) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cause;
        }
    }

    @Override
    public void close() {
        stop();
    }
}
