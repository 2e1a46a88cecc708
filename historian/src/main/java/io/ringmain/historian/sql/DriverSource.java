package io.ringmain.historian.sql;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Opens connections to one schema. The pool above knows neither user nor password nor address, so it can show none; they
 * are read anew for each connection.
 */
final class DriverSource implements DataSource {
    /** How long SQLite waits by itself for another process, at most. */
    private static final long BUSY_MS = 5_000;
    /** A server that does not end a statement in time and does not answer either is given up after that. */
    private static final long SOCKET_MARGIN_MS = 5_000;

    /** What a connection is for. */
    enum Use {
        WORK,
        /** Of SQLite only: the file is opened so that nothing can be written. */
        READ,
        /** Without a limit to the time of a statement, and where the schema may not exist. */
        MIGRATION
    }

    private final DatabaseSettings settings;
    private final String schema;
    private final Use use;
    private final Driver driver;

    DriverSource(DatabaseSettings settings, String schema, Use use) {
        this.settings = settings;
        this.schema = schema;
        this.use = use;
        this.driver = Drivers.of(settings.dialect(), settings.drivers());
    }

    boolean isReadOnly() {
        return use == Use.READ;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = driver.connect(settings.address().jdbc(schema), properties());
        if (connection == null) {
            throw new SQLNonTransientConnectionException("the driver does not know the address", "08001");
        }
        try {
            if (settings.dialect() == Dialect.MARIADB) {
                prepareMariadb(connection);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private Properties properties() throws SQLException {
        Properties properties = new Properties();
        switch (settings.dialect()) {
            case SQLITE -> sqlite(properties);
            case POSTGRESQL -> postgresql(properties);
            case MARIADB -> mariadb(properties);
        }
        if (settings.dialect() != Dialect.SQLITE) {
            String password = password();
            properties.setProperty("user", settings.user());
            if (!password.isEmpty()) {
                properties.setProperty("password", password);
            }
        }
        return properties;
    }

    private String password() throws SQLException {
        try {
            return settings.password().read();
        } catch (UncheckedIOException e) {
            throw new SQLNonTransientConnectionException(e.getMessage(), "08001", e);
        }
    }

    /**
     * Every commit is forced to the disk (NORMAL could lose the last ones with the power), readers go on beside a writer
     * (WAL), and a transaction takes the write lock when it begins, so that it waits at its start and not fails in its
     * middle.
     */
    private void sqlite(Properties properties) {
        properties.setProperty("foreign_keys", "true");
        properties.setProperty(
                "busy_timeout",
                Long.toString(Math.min(BUSY_MS, settings.timeouts().statement().toMillis())));
        if (use == Use.READ) {
            properties.setProperty("open_mode", "1");
        } else {
            properties.setProperty("journal_mode", "WAL");
            properties.setProperty("synchronous", "FULL");
            properties.setProperty("transaction_mode", "IMMEDIATE");
        }
    }

    private void postgresql(Properties properties) {
        properties.setProperty("ApplicationName", "ringmain");
        properties.setProperty(
                "connectTimeout", Long.toString(seconds(settings.timeouts().connect())));
        properties.setProperty(
                "loginTimeout", Long.toString(seconds(settings.timeouts().connect())));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("currentSchema", schema);
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty("logServerErrorDetail", "false"); // it holds values
        if (use != Use.MIGRATION) {
            properties.setProperty(
                    "options",
                    "-c statement_timeout=" + settings.timeouts().statement().toMillis());
            properties.setProperty("socketTimeout", Long.toString(Math.max(1, (socketMs() + 999) / 1000)));
        }
        properties.setProperty("sslmode", settings.tls().isVerified() ? "verify-full" : "disable");
        Path authority = settings.tls().authority();
        if (settings.tls().isVerified() && authority != null) {
            properties.setProperty("sslrootcert", authority.toString());
        } else if (settings.tls().isVerified()) {
            properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        }
    }

    private void mariadb(Properties properties) {
        properties.setProperty(
                "connectTimeout", Long.toString(settings.timeouts().connect().toMillis()));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("allowLocalInfile", "false");
        if (use != Use.MIGRATION) {
            properties.setProperty("socketTimeout", Long.toString(socketMs()));
        }
        properties.setProperty("sslMode", settings.tls().isVerified() ? "verify-full" : "disable");
        if (settings.tls().isVerified() && settings.tls().authority() != null) {
            properties.setProperty("serverSslCert", settings.tls().authority().toString());
        }
    }

    private void prepareMariadb(Connection connection) throws SQLException {
        boolean isMysql = !connection.getMetaData().getDatabaseProductName().contains("MariaDB");
        long ms = settings.timeouts().statement().toMillis();
        try (Statement statement = connection.createStatement()) {
            if (use == Use.MIGRATION) {
                // texts compare as they do in the other databases: by their characters, blanks at the end too
                statement.execute("CREATE DATABASE IF NOT EXISTS `" + schema + "` CHARACTER SET utf8mb4 COLLATE "
                        + (isMysql ? "utf8mb4_0900_bin" : "utf8mb4_nopad_bin"));
            } else {
                statement.execute(
                        isMysql
                                ? "SET SESSION max_execution_time = " + ms
                                : "SET SESSION max_statement_time = " + ms / 1000 + "."
                                        + String.format("%03d", ms % 1000));
            }
        }
        connection.setCatalog(schema);
    }

    private long socketMs() {
        return settings.timeouts().statement().toMillis() + SOCKET_MARGIN_MS;
    }

    private static long seconds(Duration duration) {
        return Math.max(1, (duration.toMillis() + 999) / 1000);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // nothing is written
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // it is in the settings
    }

    @Override
    public int getLoginTimeout() {
        return (int) seconds(settings.timeouts().connect());
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }

    /** Shown by the pool's log. */
    @Override
    public String toString() {
        return settings.toString();
    }
}
