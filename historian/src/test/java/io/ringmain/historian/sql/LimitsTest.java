package io.ringmain.historian.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections and time are bounded, and health says how far they are used. */
class LimitsTest {
    private static final String DATABASES = "io.ringmain.historian.sql.TestDatabases#all";
    private static final String SERVERS = "io.ringmain.historian.sql.TestDatabases#servers";

    @TempDir
    Path folder;

    private final Heard heard = new Heard();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void shouldOpenMoreConnectionsThanItsSizeWhenTheyAreNeededAndRefuseBeyondTheOverflow(Dialect dialect)
            throws Exception {
        DatabaseSettings settings = TestDatabases.settings(dialect, folder)
                .with(DatabaseSettings.Pool.of(1, 2))
                .with(new DatabaseSettings.Timeouts(
                        Duration.ofSeconds(5), Duration.ofMillis(400), Duration.ofSeconds(5)));
        try (Database database = heard.open(settings)) {
            await().until(() -> database.health().idle() > 0);
            CountDownLatch areHeld = new CountDownLatch(3);
            CountDownLatch mayEnd = new CountDownLatch(1);
            List<Future<?>> holders = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                holders.add(threads.submit(() -> database.session("hold", session -> {
                    session.count("SELECT 1");
                    areHeld.countDown();
                    mayEnd.await();
                    return null;
                })));
            }
            areHeld.await();
            assertThat(database.health().active()).isEqualTo(3);
            assertThat(database.health().state()).isEqualTo(DatabaseHealth.State.DEGRADED);
            assertThatThrownBy(() -> database.session("more", session -> session.count("SELECT 1")))
                    .isInstanceOf(DatabaseException.PoolExhausted.class)
                    .hasMessageContaining("all 3 connections were in use for 400 ms");
            mayEnd.countDown();
            for (Future<?> holder : holders) {
                holder.get();
            }
            assertThat(database.<Long, RuntimeException>session("again", session -> session.count("SELECT 1")))
                    .isEqualTo(1);
            assertThat(heard.operations).contains("store more 1 pool-exhausted");
        }
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void shouldEndAStatementThatTakesTooLong(Dialect dialect) {
        DatabaseSettings settings = TestDatabases.settings(dialect, folder)
                .with(new DatabaseSettings.Timeouts(
                        Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(300)));
        try (Database database = heard.open(settings)) {
            long begunNs = System.nanoTime();
            assertThatThrownBy(() -> database.readOnly("slow", session -> session.count(endless(dialect))))
                    .isInstanceOf(DatabaseException.Timeout.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begunNs)).isLessThan(Duration.ofSeconds(20));
            assertThat(heard.operations).contains("store slow 1 timeout");
            long one = database.readOnly("quick", session -> session.count("SELECT 1"));
            assertThat(one).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void shouldAnswerNothingWhileItIsStopped(Dialect dialect) {
        DatabaseSettings settings = TestDatabases.settings(dialect, folder);
        try (Database database = Database.of(settings, "store", heard, heard)) {
            assertThat(database.health().state()).isEqualTo(DatabaseHealth.State.STOPPED);
            database.start();
            assertThat(database.ping().state()).isEqualTo(DatabaseHealth.State.HEALTHY);
            assertThat(database.version()).isNotEmpty();
            database.stop();
            assertThat(database.ping().state()).isEqualTo(DatabaseHealth.State.STOPPED);
            assertThatThrownBy(() -> database.session("ask", session -> session.count("SELECT 1")))
                    .isInstanceOf(DatabaseException.Unavailable.class)
                    .hasMessageContaining("it is stopped");
            database.start();
            assertThat(database.ping().isUp()).isTrue();
            assertThat(heard.states).containsExactly(DatabaseHealth.State.STOPPED);
        }
    }

    /** The server closes it while it rests, and it is asked for within the half second that the pool trusts it. */
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource(SERVERS)
    void shouldGiveNobodyAConnectionThatHasDiedUnnoticed(Dialect dialect) {
        DatabaseSettings settings = TestDatabases.settings(dialect, folder)
                .with(DatabaseSettings.Pool.of(1, 0))
                .with(DatabaseSettings.Retry.never());
        try (Database database = heard.open(settings);
                Database other = Database.open(settings, "store")) {
            long id = database.session("id", session -> session.count(idOf(dialect)));
            other.session(
                    "end",
                    session -> dialect == Dialect.POSTGRESQL
                            ? session.one("SELECT pg_terminate_backend(?) AS ended", r -> r.flag("ended"), (int) id)
                            : session.execute("KILL CONNECTION " + id));
            long now = database.session("id", session -> session.count(idOf(dialect)));
            assertThat(now).isNotEqualTo(id);
        }
    }

    /** Statements have ended long before, where a server keeps their limit; this one says nothing any more. */
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource(SERVERS)
    void shouldGiveUpAServerThatDoesNotAnswer(Dialect dialect) throws Exception {
        SqlServer server = SqlServer.of(dialect);
        try (CuttingProxy proxy = CuttingProxy.to(server.port())) {
            DatabaseSettings settings = DatabaseSettings.server(
                            server.url("127.0.0.1", proxy.port()), "admin", Secret.of(server.password()))
                    .withSchemaPrefix(TestDatabases.settings(dialect, folder).schemaPrefix())
                    .with(DatabaseSettings.Pool.of(1, 0))
                    .with(DatabaseSettings.Retry.never())
                    .with(new DatabaseSettings.Timeouts(
                            Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(100)));
            try (Database database = heard.open(settings)) {
                long begunNs = System.nanoTime();
                assertThatThrownBy(() -> database.transaction("ask", session -> {
                            proxy.silence();
                            return session.count("SELECT 1");
                        }))
                        .isInstanceOf(DatabaseException.Unavailable.class);
                assertThat(Duration.ofNanos(System.nanoTime() - begunNs)).isLessThan(Duration.ofSeconds(30));
                assertThat(database.health().state()).isEqualTo(DatabaseHealth.State.UNHEALTHY);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void shouldSayThatItWasStoppedToThoseWhoWereUsingIt(Dialect dialect) throws Exception {
        try (Database database = heard.open(TestDatabases.settings(dialect, folder))) {
            CountDownLatch isBegun = new CountDownLatch(1);
            CountDownLatch isStopped = new CountDownLatch(1);
            Future<?> work = threads.submit(() -> database.transaction("long", session -> {
                session.count("SELECT count(*) FROM users");
                isBegun.countDown();
                isStopped.await();
                return session.execute("INSERT INTO users (name, role, password_hash) VALUES ('a', 'guest', 'x')");
            }));
            isBegun.await();
            database.stop();
            isStopped.countDown();
            assertThatThrownBy(work::get)
                    .cause()
                    .isInstanceOf(DatabaseException.Unavailable.class)
                    .hasMessageContaining("long: it is stopped");
            database.start();
            long users = database.readOnly("count", s -> s.count("SELECT count(*) FROM users"));
            assertThat(users).isZero();
        }
    }

    private static String endless(Dialect dialect) {
        String rows = dialect == Dialect.MARIADB // which ends recursion by itself
                ? "seq_1_to_1000000 a, seq_1_to_1000000 b WHERE (a.seq + b.seq) % 7 = 0"
                : "(WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000)"
                        + " SELECT i FROM n) AS numbers";
        return "SELECT count(*) FROM " + rows;
    }

    private static String idOf(Dialect dialect) {
        return dialect == Dialect.POSTGRESQL ? "SELECT pg_backend_pid()" : "SELECT connection_id()";
    }
}
