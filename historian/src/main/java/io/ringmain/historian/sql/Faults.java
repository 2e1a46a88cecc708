package io.ringmain.historian.sql;

import java.io.UncheckedIOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** Makes typed errors of what drivers and libraries throw, and keeps credentials and values out of them. */
final class Faults {
    private static final int MAX_SHOWN = 300;

    private final DatabaseSettings settings;
    private final String schema;

    Faults(DatabaseSettings settings, String schema) {
        this.settings = settings;
        this.schema = schema;
    }

    /** @param error of a driver, the pool or Jdbi, whose own message is never shown */
    DatabaseException of(String operation, Throwable error) {
        if (error instanceof DatabaseException known) {
            return known;
        }
        SQLException sql = sqlOf(error);
        if (sql == null) {
            return error instanceof IllegalStateException
                    ? new DatabaseException.Unavailable(fault(operation, "", shown(error.getMessage()), error, ""))
                    : new DatabaseException.Other(
                            fault(operation, "", error.getClass().getSimpleName(), error, ""));
        }
        if (sql instanceof SQLTransientConnectionException && sql.getStackTrace().length > 0 && isOfPool(sql)) {
            return ofPool(operation, sql);
        }
        return of(operation, FaultKinds.of(settings.dialect(), sql), sql);
    }

    /** The pool gave no connection: none was free, or none could be made. */
    private DatabaseException ofPool(String operation, SQLException error) {
        SQLException cause = sqlOf(error.getCause());
        if (cause != null) {
            return of(operation, FaultKinds.of(settings.dialect(), cause), cause);
        }
        return new DatabaseException.PoolExhausted(fault(
                operation,
                "",
                "all " + settings.pool().max() + " connections were in use for "
                        + settings.timeouts().acquire().toMillis() + " ms",
                error,
                ""));
    }

    private static boolean isOfPool(SQLException error) {
        return error.getStackTrace()[0].getClassName().startsWith("com.zaxxer.hikari");
    }

    private DatabaseException of(String operation, FaultKind kind, SQLException error) {
        String state = FaultKinds.state(error);
        String detail = kind.isShown() ? shown(error.getMessage()) : "";
        String constraint = FaultKinds.constraint(error);
        String text = kind.text()
                + (detail.isEmpty() ? "" : ": " + detail)
                + (constraint.isEmpty() ? "" : " (" + constraint + ")")
                + (state.isEmpty() ? "" : " [" + state + "]");
        Fault fault = fault(operation, state, text, error, detail);
        return switch (kind) {
            case UNAVAILABLE -> new DatabaseException.Unavailable(fault);
            case CONFLICT -> new DatabaseException.Conflict(fault);
            case TIMEOUT -> new DatabaseException.Timeout(fault);
            case UNIQUE -> constraint(fault, DatabaseException.Constraint.Rule.UNIQUE, constraint);
            case FOREIGN_KEY -> constraint(fault, DatabaseException.Constraint.Rule.FOREIGN_KEY, constraint);
            case CHECK -> constraint(fault, DatabaseException.Constraint.Rule.CHECK, constraint);
            case NOT_NULL -> constraint(fault, DatabaseException.Constraint.Rule.NOT_NULL, constraint);
            case CONSTRAINT -> constraint(fault, DatabaseException.Constraint.Rule.OTHER, constraint);
            case DATA -> new DatabaseException.Data(fault);
            case READ_ONLY -> new DatabaseException.ReadOnly(fault);
            case AUTHENTICATION -> new DatabaseException.Authentication(fault);
            case PERMISSION -> new DatabaseException.Permission(fault);
            case SYNTAX -> new DatabaseException.Syntax(fault);
            case FULL -> new DatabaseException.Full(fault);
            case OTHER -> new DatabaseException.Other(fault);
        };
    }

    private static DatabaseException constraint(Fault fault, DatabaseException.Constraint.Rule rule, String name) {
        return new DatabaseException.Constraint(fault, rule, name);
    }

    /** The commit of a transaction failed: an answer of the server means that nothing is kept, silence means nothing. */
    DatabaseException ofCommit(String operation, Throwable error) {
        DatabaseException known = of(operation, error);
        return known instanceof DatabaseException.Unavailable
                ? new DatabaseException.CommitUnknown(new Fault(
                        operation,
                        known.sqlState(),
                        known.getMessage() + "; whether the transaction was kept is not known",
                        known))
                : known;
    }

    DatabaseException schema(String message, Throwable error) {
        return new DatabaseException.Schema(fault("migrate", "", message, error, ""));
    }

    /** The operation can not begin, as the database is not started or was stopped. */
    DatabaseException stopped(String operation) {
        return new DatabaseException.Unavailable(fault(operation, "", "it is stopped", null, ""));
    }

    private Fault fault(String operation, String state, String text, Throwable error, String detail) {
        return new Fault(
                operation,
                state,
                "database " + settings + ", schema " + schema + ", " + operation + ": " + text,
                error == null ? null : DriverError.of(error, detail));
    }

    /** One line of a driver's message, without the password wherever it may stand. */
    String shown(String message) {
        if (message == null) {
            return "";
        }
        String line = message.lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .findFirst()
                .orElse("");
        String password = password();
        String clean = password.isEmpty() ? line : line.replace(password, "******");
        return clean.length() <= MAX_SHOWN ? clean : clean.substring(0, MAX_SHOWN) + "...";
    }

    private String password() {
        try {
            return settings.password().read();
        } catch (UncheckedIOException e) {
            return "";
        }
    }

    /** The error of the driver within those of libraries; the one that says most of a batch. */
    static SQLException sqlOf(Throwable error) {
        for (Throwable at = error; at != null; at = at.getCause()) {
            if (at instanceof BatchUpdateException batch) {
                SQLException next = batch.getNextException();
                if (next == null && batch.getCause() instanceof SQLException cause) {
                    next = cause;
                }
                return next == null ? batch : next;
            }
            if (at instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
