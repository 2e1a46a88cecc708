package io.ringmain.historian.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is done again after an error, and what is not. */
class RetryTest {
    private static final String DATABASES = "io.ringmain.historian.sql.TestDatabases#all";
    private static final String SERVERS = "io.ringmain.historian.sql.TestDatabases#servers";

    @TempDir
    Path folder;

    private final Heard heard = new Heard();
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void shouldDoNothingAgainAfterABrokenRule(Dialect dialect) {
        try (Database database = heard.open(TestDatabases.settings(dialect, folder))) {
            counters(database);
            assertThatThrownBy(() ->
                            database.transaction("twice", s -> s.execute("INSERT INTO counters (id, n) VALUES (1, 0)")))
                    .isInstanceOf(DatabaseException.Constraint.class);
            assertThat(heard.operations).contains("store twice 1 constraint-unique");
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource(SERVERS)
    void shouldDoTheLoserOfADeadlockAgainAsAWhole(Dialect dialect) throws Exception {
        try (Database database = heard.open(TestDatabases.settings(dialect, folder))) {
            counters(database);
            CyclicBarrier bothHold = new CyclicBarrier(2);
            AtomicInteger attempts = new AtomicInteger();
            Future<?> there = threads.submit(() -> cross(database, 1, 2, bothHold, attempts));
            Future<?> back = threads.submit(() -> cross(database, 2, 1, bothHold, attempts));
            there.get(60, TimeUnit.SECONDS);
            back.get(60, TimeUnit.SECONDS);
            assertThat(attempts.get()).isGreaterThan(2);
            assertThat(value(database, 1)).isEqualTo(2);
            assertThat(value(database, 2)).isEqualTo(2);
            assertThat(database.health().state()).isEqualTo(DatabaseHealth.State.DEGRADED);
        }
    }

    private static Object cross(
            Database database, int first, int second, CyclicBarrier bothHold, AtomicInteger attempts) throws Exception {
        return database.transaction("cross", session -> {
            boolean isFirstAttempt = attempts.incrementAndGet() <= 2;
            session.execute("UPDATE counters SET n = n + 1 WHERE id = ?", first);
            if (isFirstAttempt) {
                bothHold.await(60, TimeUnit.SECONDS);
            }
            return session.execute("UPDATE counters SET n = n + 1 WHERE id = ?", second);
        });
    }

    /** Both have read what the other changes: one of them could not have come after the other. */
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("postgresql")
    void shouldDoASerializationFailureAgain(Dialect dialect) throws Exception {
        try (Database database = heard.open(TestDatabases.settings(dialect, folder))) {
            counters(database);
            CyclicBarrier bothRead = new CyclicBarrier(2);
            AtomicInteger attempts = new AtomicInteger();
            Future<?> one = threads.submit(() -> addSerially(database, bothRead, attempts));
            Future<?> two = threads.submit(() -> addSerially(database, bothRead, attempts));
            one.get(60, TimeUnit.SECONDS);
            two.get(60, TimeUnit.SECONDS);
            assertThat(attempts.get()).isEqualTo(3);
            assertThat(value(database, 1)).isEqualTo(2);
        }
    }

    static java.util.List<Dialect> postgresql() {
        return TestDatabases.servers().stream()
                .filter(dialect -> dialect == Dialect.POSTGRESQL)
                .toList();
    }

    private static Object addSerially(Database database, CyclicBarrier bothRead, AtomicInteger attempts)
            throws Exception {
        return database.transaction("add", session -> {
            boolean isFirstAttempt = attempts.incrementAndGet() <= 2;
            session.execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE");
            long n = session.count("SELECT n FROM counters WHERE id = 1");
            if (isFirstAttempt) {
                bothRead.await(60, TimeUnit.SECONDS);
            }
            return session.execute("UPDATE counters SET n = ? WHERE id = 1", n + 1);
        });
    }

    /** As another process would hold it: SQLite waits by itself, then says BUSY. */
    @ParameterizedTest
    @MethodSource("sqlite")
    void shouldTryAgainWhenSqliteIsBusy(Dialect dialect) throws Exception {
        DatabaseSettings settings = TestDatabases.settings(dialect, folder)
                .with(new DatabaseSettings.Timeouts(
                        Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofMillis(500)));
        try (Database database = heard.open(settings);
                Database other = Database.open(TestDatabases.settings(dialect, folder), "store")) {
            counters(other);
            CountDownLatch isHeld = new CountDownLatch(1);
            CountDownLatch mayEnd = new CountDownLatch(1);
            Future<?> holder = threads.submit(() -> other.transaction("hold", session -> {
                session.execute("UPDATE counters SET n = 5 WHERE id = 1");
                isHeld.countDown();
                return mayEnd.await(60, TimeUnit.SECONDS);
            }));
            isHeld.await();
            Future<Integer> waiter = threads.submit(() -> database.transaction(
                    "add", session -> session.execute("UPDATE counters SET n = n + 1 WHERE id = 1")));
            await().until(() -> heard.lines.stream().anyMatch(line -> line.contains("SQLITE_BUSY")));
            mayEnd.countDown();
            holder.get();
            waiter.get();
            assertThat(value(other, 1)).isEqualTo(6);
            assertThat(heard.operations).anyMatch(line -> line.matches("store add [2-9] null"));
        }
    }

    static java.util.List<Dialect> sqlite() {
        return java.util.List.of(Dialect.SQLITE);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource(SERVERS)
    void shouldGoOnWhenTheServerGoesAwayInATransactionAndComesBack(Dialect dialect) throws Exception {
        SqlServer server = SqlServer.of(dialect);
        try (Database database = heard.open(TestDatabases.settings(dialect, folder))) {
            counters(database);
            AtomicInteger attempts = new AtomicInteger();
            database.transaction("add", session -> {
                session.execute("UPDATE counters SET n = n + 1 WHERE id = 1");
                if (attempts.incrementAndGet() == 1) {
                    server.kill();
                    threads.submit(server::start);
                }
                return session.execute("UPDATE counters SET n = n + 1 WHERE id = 2");
            });
            assertThat(attempts.get()).isEqualTo(2);
            assertThat(value(database, 1)).isEqualTo(1);
            assertThat(value(database, 2)).isEqualTo(1);
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource(SERVERS)
    void shouldSayThatItIsUnhealthyWhileTheServerIsAway(Dialect dialect) {
        SqlServer server = SqlServer.of(dialect);
        DatabaseSettings settings = TestDatabases.settings(dialect, folder)
                .with(new DatabaseSettings.Timeouts(
                        Duration.ofMinutes(1), Duration.ofMillis(500), Duration.ofSeconds(30)))
                .with(DatabaseSettings.Retry.never());
        try (Database database = heard.open(settings)) {
            counters(database);
            server.kill();
            try {
                assertThatThrownBy(() -> value(database, 1)).isInstanceOf(DatabaseException.Unavailable.class);
                assertThat(database.ping().state()).isEqualTo(DatabaseHealth.State.UNHEALTHY);
                assertThat(database.health().reason()).contains("no connection");
            } finally {
                server.start();
            }
            // the pool tells of its last failure until it has a new connection
            await().ignoreExceptions().until(() -> value(database, 1) == 0);
            assertThat(database.ping().isUp()).isTrue();
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource(SERVERS)
    void shouldStartLaterWhenTheServerWasAway(Dialect dialect) {
        SqlServer server = SqlServer.of(dialect);
        DatabaseSettings settings = TestDatabases.settings(dialect, folder).with(DatabaseSettings.Retry.never());
        try (Database database = Database.of(settings, "store", heard, heard)) {
            server.kill();
            try {
                assertThatThrownBy(database::start).isInstanceOf(DatabaseException.Unavailable.class);
                assertThat(database.health().state()).isEqualTo(DatabaseHealth.State.UNHEALTHY);
                assertThat(database.health().reason()).isNotEmpty();
            } finally {
                server.start();
            }
            database.start();
            assertThat(database.ping().state()).isEqualTo(DatabaseHealth.State.HEALTHY);
        }
    }

    /** The server has committed; its answer is lost. */
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource(SERVERS)
    void shouldSayThatACommitIsNotKnownAndRepeatItOnlyWhereThatDoesNoHarm(Dialect dialect) throws Exception {
        SqlServer server = SqlServer.of(dialect);
        DatabaseSettings direct = TestDatabases.settings(dialect, folder);
        try (CuttingProxy proxy = CuttingProxy.to(server.port())) {
            DatabaseSettings settings = DatabaseSettings.server(
                            server.url("127.0.0.1", proxy.port()), "admin", Secret.of(server.password()))
                    .withSchemaPrefix(direct.schemaPrefix())
                    .with(direct.retry());
            try (Database database = heard.open(settings)) {
                counters(database);
                proxy.cutAfterNextCommit();
                assertThatThrownBy(() -> database.transaction(
                                "add", s -> s.execute("UPDATE counters SET n = n + 1 WHERE id = 1")))
                        .isInstanceOf(DatabaseException.CommitUnknown.class);
                proxy.cutAfterNextCommit();
                database.idempotent("set", s -> s.execute("UPDATE counters SET n = 7 WHERE id = 2"));
                await().until(() -> value(database, 1) == 1);
                assertThat(value(database, 2)).isEqualTo(7);
                assertThat(heard.operations).contains("store add 1 commit-unknown", "store set 2 null");
            }
        }
    }

    private static void counters(Database database) {
        database.session("make", session -> {
            session.execute("CREATE TABLE counters (id BIGINT PRIMARY KEY, n BIGINT NOT NULL)");
            return session.execute("INSERT INTO counters (id, n) VALUES (1, 0), (2, 0)");
        });
    }

    private static long value(Database database, int id) {
        return database.readOnly("value", s -> s.count("SELECT n FROM counters WHERE id = ?", id));
    }
}
