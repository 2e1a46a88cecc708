package io.ringmain.historian.sql;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The databases that tests run against: SQLite always, the servers that {@code -Pservers} names. */
public final class TestDatabases {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabases() {}

    public static List<Dialect> all() {
        List<Dialect> all = new ArrayList<>(List.of(Dialect.SQLITE));
        all.addAll(servers());
        return all;
    }

    static List<Dialect> servers() {
        List<String> named =
                List.of(System.getProperty("ringmain.sql.servers", "").split(","));
        return Arrays.stream(Dialect.values())
                .filter(dialect -> named.contains(dialect.label()))
                .toList();
    }

    /** A place of its own in that database, with short pauses and timeouts. */
    public static DatabaseSettings settings(Dialect dialect, Path folder) {
        DatabaseSettings settings = dialect == Dialect.SQLITE
                ? DatabaseSettings.sqlite(folder)
                : DatabaseSettings.server(
                                SqlServer.of(dialect).url(),
                                "admin",
                                Secret.of(SqlServer.of(dialect).password()))
                        .withSchemaPrefix("t" + COUNT.incrementAndGet() + "_");
        return settings.with(new DatabaseSettings.Retry(8, Duration.ofMillis(20), Duration.ofMillis(500)))
                .with(DatabaseSettings.Pool.of(1, 3))
                .with(new DatabaseSettings.Timeouts(
                        Duration.ofMinutes(1), Duration.ofSeconds(5), Duration.ofSeconds(30)))
                .forTests();
    }

    static Database open(Dialect dialect, Path folder) {
        return Database.open(settings(dialect, folder), "store");
    }
}
