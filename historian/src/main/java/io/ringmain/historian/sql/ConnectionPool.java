package io.ringmain.historian.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;

/** Connections to one schema, of one use. Thread: any. */
final class ConnectionPool implements ConnectionFactory, AutoCloseable {
    private static final long VALIDATION_MS = 2_000;
    private static final int VALIDATION_S = 2;

    private final HikariDataSource source;
    private final Jdbi jdbi;
    private final boolean isPrePing;

    ConnectionPool(DatabaseSettings settings, String name, DriverSource drivers) {
        DatabaseSettings.Pool pool = settings.pool();
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(drivers);
        config.setMinimumIdle(pool.size());
        config.setMaximumPoolSize(pool.max());
        config.setIdleTimeout(pool.overflow() == 0 ? 0 : pool.idle().toMillis());
        config.setMaxLifetime(pool.maxAge().toMillis());
        config.setConnectionTimeout(settings.timeouts().acquire().toMillis());
        config.setValidationTimeout(
                Math.min(VALIDATION_MS, settings.timeouts().acquire().toMillis()));
        config.setReadOnly(drivers.isReadOnly());
        config.setInitializationFailTimeout(-1); // migrating has just shown that the database answers
        source = new HikariDataSource(config);
        isPrePing = pool.isPrePing();
        jdbi = Jdbi.create(this);
        jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
    }

    Jdbi jdbi() {
        return jdbi;
    }

    /** Asks the connection first, where that is set; one that does not answer is closed and another taken. */
    @Override
    public Connection openConnection() throws SQLException {
        Connection connection = source.getConnection();
        for (int left = source.getMaximumPoolSize(); isPrePing && !connection.isValid(VALIDATION_S); left--) {
            evict(connection);
            if (left == 0) {
                throw new SQLException("no connection answers", "08006");
            }
            connection = source.getConnection();
        }
        return connection;
    }

    /** Closes a connection that must not be used again. */
    void evict(Connection connection) throws SQLException {
        source.evictConnection(connection);
        connection.close();
    }

    int active() {
        return source.getHikariPoolMXBean().getActiveConnections();
    }

    int idle() {
        return source.getHikariPoolMXBean().getIdleConnections();
    }

    int waiting() {
        return source.getHikariPoolMXBean().getThreadsAwaitingConnection();
    }

    @Override
    public void close() {
        source.close();
    }
}
