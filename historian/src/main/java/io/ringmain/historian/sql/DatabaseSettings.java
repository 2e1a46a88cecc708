package io.ringmain.historian.sql;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where a database is and how it is used. Immutable; checked when it is made ({@link IllegalArgumentException}, one line).
 *
 * @param address a server's, or of a folder with a SQLite file for each schema
 * @param user empty for SQLite
 * @param drivers folder with drivers that do not come with the program, may be null
 * @param schemaPrefix put before the name of every schema, so that several sites can share a server; may be empty
 * @param isTest whether everything in it may be deleted
 */
public record DatabaseSettings(
        Address address,
        String user,
        Secret password,
        Tls tls,
        Pool pool,
        Timeouts timeouts,
        Retry retry,
        String schemaPrefix,
        Path drivers,
        boolean isTest) {

    public DatabaseSettings {
        if (!schemaPrefix.matches("[a-z0-9_]{0,32}")) {
            throw new IllegalArgumentException("'" + schemaPrefix
                    + "' is not allowed before the names of schemas, must be a-z, 0-9 and _, at most 32 characters");
        }
    }

    /** SQLite files in a folder, one for each schema. */
    public static DatabaseSettings sqlite(Path folder) {
        return of(Address.sqlite(folder), "", Secret.none());
    }

    /**
     * A server.
     *
     * @param url such as {@code jdbc:postgresql://host:5432/database} or {@code jdbc:mariadb://host:3306/}
     * @throws IllegalArgumentException when the address is none, or holds a user or a password
     */
    public static DatabaseSettings server(String url, String user, Secret password) {
        return of(Address.parse(url), user, password);
    }

    private static DatabaseSettings of(Address address, String user, Secret password) {
        Tls tls = address.isLocal() ? Tls.off() : Tls.verified(null);
        return new DatabaseSettings(
                address, user, password, tls, Pool.usual(), Timeouts.usual(), Retry.usual(), "", null, false);
    }

    public DatabaseSettings with(Tls changed) {
        return new DatabaseSettings(
                address, user, password, changed, pool, timeouts, retry, schemaPrefix, drivers, isTest);
    }

    public DatabaseSettings with(Pool changed) {
        return new DatabaseSettings(
                address, user, password, tls, changed, timeouts, retry, schemaPrefix, drivers, isTest);
    }

    public DatabaseSettings with(Timeouts changed) {
        return new DatabaseSettings(address, user, password, tls, pool, changed, retry, schemaPrefix, drivers, isTest);
    }

    public DatabaseSettings with(Retry changed) {
        return new DatabaseSettings(
                address, user, password, tls, pool, timeouts, changed, schemaPrefix, drivers, isTest);
    }

    public DatabaseSettings withSchemaPrefix(String changed) {
        return new DatabaseSettings(address, user, password, tls, pool, timeouts, retry, changed, drivers, isTest);
    }

    public DatabaseSettings withDrivers(Path changed) {
        return new DatabaseSettings(address, user, password, tls, pool, timeouts, retry, schemaPrefix, changed, isTest);
    }

    /** Allows {@link Database#reset()}. */
    public DatabaseSettings forTests() {
        return new DatabaseSettings(address, user, password, tls, pool, timeouts, retry, schemaPrefix, drivers, true);
    }

    public Dialect dialect() {
        return address.dialect();
    }

    /** Pools of that size each: SQLite has one that writes and one that only reads, a server has one. */
    public int pools() {
        return dialect() == Dialect.SQLITE ? 2 : 1;
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return address.toString();
    }

    /**
     * Encryption of the connection to a server.
     *
     * @param isVerified whether it is encrypted, and the server's certificate and name are checked
     * @param authority file with the certificates (PEM) that may have signed it, null for those that Java trusts
     */
    public record Tls(boolean isVerified, Path authority) {
        public static Tls off() {
            return new Tls(false, null);
        }

        public static Tls verified(Path authority) {
            return new Tls(true, authority);
        }
    }

    /**
     * Connections kept.
     *
     * @param size kept open, 1 to 100
     * @param overflow opened beyond that when they are needed, and closed again after {@code idle}, 0 to 100
     * @param isPrePing whether each is asked whether it lives before each use; otherwise only one that rested
     * @param idle how long one beyond the size may be unused, at least 10 s
     * @param maxAge how long one is used before it is replaced, at least 30 s
     */
    public record Pool(int size, int overflow, boolean isPrePing, Duration idle, Duration maxAge) {
        public Pool {
            require(size >= 1 && size <= 100, "a pool of " + size, "1 to 100 connections");
            require(overflow >= 0 && overflow <= 100, "an overflow of " + overflow, "0 to 100 connections");
            require(idle.toSeconds() >= 10, "an idle time of " + idle.toMillis() + " ms", "at least 10 s");
            require(maxAge.toSeconds() >= 30, "an age of " + maxAge.toMillis() + " ms", "at least 30 s");
        }

        public static Pool usual() {
            return of(2, 6);
        }

        public static Pool of(int size, int overflow) {
            return new Pool(size, overflow, true, Duration.ofMinutes(10), Duration.ofMinutes(30));
        }

        public int max() {
            return size + overflow;
        }
    }

    /**
     * How long is waited.
     *
     * @param connect for a server to accept, 100 ms to 1 min
     * @param acquire for a free connection, 250 ms to 1 min
     * @param statement for a statement to end, 10 ms to 1 h; migrations take as long as they take
     */
    public record Timeouts(Duration connect, Duration acquire, Duration statement) {
        public Timeouts {
            within("connect", connect, 100, 60_000);
            within("acquire", acquire, 250, 60_000);
            within("statement", statement, 10, 3_600_000);
        }

        public static Timeouts usual() {
            return new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(30));
        }

        private static void within(String name, Duration value, long lowMs, long highMs) {
            require(
                    value.toMillis() >= lowMs && value.toMillis() <= highMs,
                    "a timeout (" + name + ") of " + value.toMillis() + " ms",
                    lowMs + " to " + highMs + " ms");
        }
    }

    /**
     * What is done again after an error that may pass.
     *
     * @param attempts at most, 1 to 20; 1 repeats nothing
     * @param first pause, doubled each time, and shortened by up to a half at random
     * @param longest pause
     */
    public record Retry(int attempts, Duration first, Duration longest) {
        public Retry {
            require(attempts >= 1 && attempts <= 20, attempts + " attempts", "1 to 20");
            require(!first.isNegative() && !longest.isNegative(), "a pause below 0", "0 or more");
        }

        public static Retry usual() {
            return new Retry(5, Duration.ofMillis(50), Duration.ofSeconds(2));
        }

        public static Retry never() {
            return new Retry(1, Duration.ZERO, Duration.ZERO);
        }
    }

    private static void require(boolean isAllowed, String given, String allowed) {
        if (!isAllowed) {
            throw new IllegalArgumentException(given + " is not allowed, must be " + allowed);
        }
    }
}
