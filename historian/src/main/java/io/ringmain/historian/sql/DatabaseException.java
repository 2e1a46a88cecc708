package io.ringmain.historian.sql;

import java.util.Locale;

/**
 * What a database refused or failed at, by kind, so that a caller chooses by type and reads no texts. The message is one
 * line for people: schema, operation, what is wrong, SQLSTATE. It holds no credential and no value of a statement; the
 * cause is a copy of the driver's error without them.
 */
public abstract sealed class DatabaseException extends RuntimeException
        permits DatabaseException.Unavailable,
                DatabaseException.CommitUnknown,
                DatabaseException.Conflict,
                DatabaseException.Timeout,
                DatabaseException.PoolExhausted,
                DatabaseException.Constraint,
                DatabaseException.Data,
                DatabaseException.ReadOnly,
                DatabaseException.Authentication,
                DatabaseException.Permission,
                DatabaseException.Syntax,
                DatabaseException.Full,
                DatabaseException.Schema,
                DatabaseException.Other {
    private static final long serialVersionUID = 1L;

    private final String operation;
    private final String sqlState;

    DatabaseException(Fault fault) {
        super(fault.message(), fault.cause());
        this.operation = fault.operation();
        this.sqlState = fault.sqlState();
    }

    /** The name that the caller gave to what it did. */
    public final String operation() {
        return operation;
    }

    /** Five characters of SQL's standard, or SQLite's name of the error; empty when there is neither. */
    public final String sqlState() {
        return sqlState;
    }

    /** Whether the same may succeed when it is done again, with nothing done by this attempt. */
    public boolean isTransient() {
        return false;
    }

    /** A short word for statistics, such as {@code unavailable}. */
    public String kind() {
        return getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** No connection, or it was lost: nothing of the transaction is kept. */
    public static final class Unavailable extends DatabaseException {
        private static final long serialVersionUID = 1L;

        Unavailable(Fault fault) {
            super(fault);
        }

        @Override
        public boolean isTransient() {
            return true;
        }
    }

    /** The connection was lost while the transaction was committed: it is kept as a whole, or nothing of it is. */
    public static final class CommitUnknown extends DatabaseException {
        private static final long serialVersionUID = 1L;

        CommitUnknown(Fault fault) {
            super(fault);
        }
    }

    /** Another transaction was in the way: a deadlock, a serialization failure, a lock not given in time. */
    public static final class Conflict extends DatabaseException {
        private static final long serialVersionUID = 1L;

        Conflict(Fault fault) {
            super(fault);
        }

        @Override
        public boolean isTransient() {
            return true;
        }
    }

    /** A statement took longer than allowed and was ended. */
    public static final class Timeout extends DatabaseException {
        private static final long serialVersionUID = 1L;

        Timeout(Fault fault) {
            super(fault);
        }
    }

    /** All connections were in use for as long as a caller may wait. */
    public static final class PoolExhausted extends DatabaseException {
        private static final long serialVersionUID = 1L;

        PoolExhausted(Fault fault) {
            super(fault);
        }
    }

    /** The data would break a rule of the schema. */
    public static final class Constraint extends DatabaseException {
        private static final long serialVersionUID = 1L;

        /** Which rule. */
        public enum Rule {
            UNIQUE,
            FOREIGN_KEY,
            CHECK,
            NOT_NULL,
            OTHER
        }

        private final Rule rule;
        private final String constraint;

        Constraint(Fault fault, Rule rule, String constraint) {
            super(fault);
            this.rule = rule;
            this.constraint = constraint;
        }

        public Rule rule() {
            return rule;
        }

        /** Its name, or the columns it is about, as far as the database says; otherwise empty. */
        public String constraint() {
            return constraint;
        }

        @Override
        public String kind() {
            return "constraint-" + rule.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** A value does not fit its column: too long, out of range, of another type. */
    public static final class Data extends DatabaseException {
        private static final long serialVersionUID = 1L;

        Data(Fault fault) {
            super(fault);
        }
    }

    /** A write in a read-only session, or to a server that takes none. */
    public static final class ReadOnly extends DatabaseException {
        private static final long serialVersionUID = 1L;

        ReadOnly(Fault fault) {
            super(fault);
        }
    }

    /** The server does not let this user in. */
    public static final class Authentication extends DatabaseException {
        private static final long serialVersionUID = 1L;

        Authentication(Fault fault) {
            super(fault);
        }
    }

    /** The user is known, but may not do this. */
    public static final class Permission extends DatabaseException {
        private static final long serialVersionUID = 1L;

        Permission(Fault fault) {
            super(fault);
        }
    }

    /** The statement is not understood, or names what is not there. */
    public static final class Syntax extends DatabaseException {
        private static final long serialVersionUID = 1L;

        Syntax(Fault fault) {
            super(fault);
        }
    }

    /** Out of disk, memory or another resource. */
    public static final class Full extends DatabaseException {
        private static final long serialVersionUID = 1L;

        Full(Fault fault) {
            super(fault);
        }
    }

    /** The schema can not be brought to what this program knows; a newer one wrote it, or a migration failed. */
    public static final class Schema extends DatabaseException {
        private static final long serialVersionUID = 1L;

        Schema(Fault fault) {
            super(fault);
        }
    }

    /** Anything else. */
    public static final class Other extends DatabaseException {
        private static final long serialVersionUID = 1L;

        Other(Fault fault) {
            super(fault);
        }
    }
}
