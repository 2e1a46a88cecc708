package io.ringmain.historian.sql;

import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;

/** One attempt at an operation: takes a connection, does the work, commits or rolls back, gives the connection back. */
final class Attempt {
    private final Dialect dialect;
    private final Faults faults;

    Attempt(Dialect dialect, Faults faults) {
        this.dialect = dialect;
        this.faults = faults;
    }

    <T, X extends Exception> T run(
            ConnectionPool pool, StatementLimit limit, Access access, String operation, SqlWork<T, X> work) throws X {
        Handle handle = open(pool, operation);
        boolean isBegun = false;
        try {
            handle.getConfig(SqlStatements.class).setSqlLogger(limit);
            begin(handle, access, operation);
            isBegun = access != Access.SESSION;
            T answer = work.run(new Session(handle, dialect, limit, error -> faults.of(operation, error)));
            if (isBegun) {
                isBegun = false;
                commit(handle, operation);
            }
            return answer;
        } finally {
            if (isBegun) {
                rollBack(handle);
            }
            close(pool, handle, access);
        }
    }

    private Handle open(ConnectionPool pool, String operation) {
        try {
            return pool.jdbi().open();
        } catch (RuntimeException e) {
            throw faults.of(operation, e);
        }
    }

    private void begin(Handle handle, Access access, String operation) {
        try {
            if (access == Access.READ && dialect == Dialect.POSTGRESQL) {
                handle.setReadOnly(true);
            } else if (access == Access.READ && dialect == Dialect.MARIADB) {
                handle.execute("SET SESSION TRANSACTION READ ONLY");
            }
            if (access != Access.SESSION) {
                handle.begin();
            }
        } catch (RuntimeException e) {
            throw faults.of(operation, e);
        }
    }

    private void commit(Handle handle, String operation) {
        try {
            handle.commit();
        } catch (RuntimeException e) {
            throw faults.ofCommit(operation, e);
        }
    }

    private static void rollBack(Handle handle) {
        try {
            handle.rollback();
        } catch (RuntimeException e) {
            // the connection is lost and the server has rolled back; the error that led here is the one to tell
        }
    }

    /** MariaDB's connection goes back as it came, or not at all. */
    private void close(ConnectionPool pool, Handle handle, Access access) {
        try (handle) {
            if (access == Access.READ && dialect == Dialect.MARIADB) {
                try (Statement statement = handle.getConnection().createStatement()) {
                    statement.execute("SET SESSION TRANSACTION READ WRITE");
                } catch (SQLException e) {
                    pool.evict(handle.getConnection());
                }
            }
        } catch (SQLException | RuntimeException e) {
            // the pool closes what can not be given back
        }
    }
}
