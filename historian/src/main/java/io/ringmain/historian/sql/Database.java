package io.ringmain.historian.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.ringmain.core.spi.ProvisionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Jdbi;

/**
 * One schema of a relational database, migrated to what this program knows when it is opened.
 *
 * <p>SQLite keeps primary data here (users), written seldom: so every commit is forced to the disk (synchronous FULL;
 * NORMAL could lose the last ones with the power), readers go on beside a writer (WAL), and a transaction takes the write
 * lock when it begins, so that it waits at its start and not fails in its middle.
 *
 * <p>Thread: any; never one that must not block. Allocates: per call.
 */
public final class Database implements AutoCloseable {
    private static final String SQLITE = "jdbc:sqlite:";
    private static final int SQLITE_CONNECTIONS = 4;
    private static final int SERVER_CONNECTIONS = 8;
    private static final long CONNECT_MS = 5_000;
    private static final int BUSY_MS = 5_000;
    private static final int HEALTH_S = 2;

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private Database(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
    }

    /**
     * Opens a SQLite file, made when it is not there, readable for its owner only.
     *
     * @param schema folder of the migrations on the class path, below {@code db/}
     * @throws ProvisionException when it can not be opened or a newer Ringmain wrote it
     */
    public static Database open(Path sqliteFile, String schema) {
        try {
            Path folder = sqliteFile.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            if (!Files.exists(sqliteFile)
                    && sqliteFile.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        sqliteFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
        } catch (IOException e) {
            throw new ProvisionException(
                    "database " + sqliteFile + " can not be made: "
                            + e.getClass().getSimpleName() + " " + e.getMessage(),
                    e);
        }
        return open(SQLITE + sqliteFile.toAbsolutePath(), "", "", schema);
    }

    /**
     * Opens a database by its JDBC address; its driver must be on the class path.
     *
     * @param user may be empty
     * @param password may be empty; never shown
     * @param schema name of the schema, and folder of its migrations on the class path, below {@code db/}
     * @throws ProvisionException when it can not be reached or migrated, or a newer Ringmain wrote it
     */
    public static Database open(String jdbcUrl, String user, String password, String schema) {
        HikariDataSource pool = null;
        boolean isOpen = false;
        try {
            pool = new HikariDataSource(configuration(jdbcUrl, user, password, schema));
            migrate(pool, jdbcUrl, schema);
            isOpen = true;
            return new Database(pool);
        } catch (FlywayException e) {
            throw new ProvisionException(
                    "database " + shown(jdbcUrl) + ", schema " + schema + ": " + firstLine(e.getMessage()), e);
        } catch (RuntimeException e) {
            throw new ProvisionException(
                    "database " + shown(jdbcUrl) + " can not be opened: "
                            + firstLine(rootOf(e).getMessage()),
                    e);
        } finally {
            if (!isOpen && pool != null) {
                pool.close();
            }
        }
    }

    private static HikariConfig configuration(String jdbcUrl, String user, String password, String schema) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(schema);
        config.setJdbcUrl(jdbcUrl);
        config.setConnectionTimeout(CONNECT_MS);
        if (isSqlite(jdbcUrl)) {
            config.setMaximumPoolSize(SQLITE_CONNECTIONS);
            config.addDataSourceProperty("journal_mode", "WAL");
            config.addDataSourceProperty("synchronous", "FULL");
            config.addDataSourceProperty("foreign_keys", "true");
            config.addDataSourceProperty("busy_timeout", Integer.toString(BUSY_MS));
            config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
        } else {
            config.setMaximumPoolSize(SERVER_CONNECTIONS);
            config.setSchema(schema);
            config.setUsername(user.isEmpty() ? null : user);
            config.setPassword(password.isEmpty() ? null : password);
        }
        return config;
    }

    private static void migrate(HikariDataSource pool, String jdbcUrl, String schema) {
        FluentConfiguration flyway = Flyway.configure()
                .dataSource(pool)
                .loggers("slf4j")
                .locations("classpath:db/" + schema)
                .table("schema_history")
                .failOnMissingLocations(true)
                .ignoreMigrationPatterns(new String[0]); // not even those of a newer program
        if (!isSqlite(jdbcUrl)) {
            flyway.defaultSchema(schema);
        }
        flyway.load().migrate();
    }

    private static boolean isSqlite(String jdbcUrl) {
        return jdbcUrl.startsWith(SQLITE);
    }

    /** An address may carry a user and a password. */
    private static String shown(String jdbcUrl) {
        int options = jdbcUrl.indexOf('?');
        String address = options < 0 ? jdbcUrl : jdbcUrl.substring(0, options);
        return address.replaceAll("//[^/@]*@", "//");
    }

    private static Throwable rootOf(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String firstLine(String message) {
        return String.valueOf(message).lines().findFirst().orElse("unknown error");
    }

    /** Sessions and transactions. */
    public Jdbi jdbi() {
        return jdbi;
    }

    /** Whether the database answers. Blocks for two seconds at most, longer when no connection is free. */
    public boolean isUp() {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(HEALTH_S);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
