package io.ringmain.historian.sql;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Reads the errors of each database: PostgreSQL by SQLSTATE, MariaDB by its numbers (one SQLSTATE stands for many), SQLite
 * by its extended codes.
 */
final class FaultKinds {
    private static final Pattern MARIADB_KEY = Pattern.compile("for key '([^']*)'|CONSTRAINT `([^`]*)`");
    private static final Pattern SQLITE_COLUMNS = Pattern.compile("constraint failed: ([A-Za-z0-9_., ]+)");

    private FaultKinds() {}

    static FaultKind of(Dialect dialect, SQLException error) {
        return switch (dialect) {
            case SQLITE -> sqlite(error);
            case POSTGRESQL -> postgresql(error);
            case MARIADB -> mariadb(error);
        };
    }

    private static FaultKind postgresql(SQLException error) {
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        return switch (state) {
            case "23505", "23P01" -> FaultKind.UNIQUE;
            case "23503", "23001" -> FaultKind.FOREIGN_KEY;
            case "23502" -> FaultKind.NOT_NULL;
            case "23514" -> FaultKind.CHECK;
            case "40001", "40P01", "55P03" -> FaultKind.CONFLICT;
            case "57P01", "57P02", "57P03", "57P05", "53300", "25P03" -> FaultKind.UNAVAILABLE;
            case "57014" -> FaultKind.TIMEOUT;
            case "42501" -> FaultKind.PERMISSION;
            default -> FaultKind.ofState(error);
        };
    }

    private static FaultKind mariadb(SQLException error) {
        return switch (error.getErrorCode()) {
            case 1062, 1169, 1557, 1586 -> FaultKind.UNIQUE;
            case 1216, 1217, 1451, 1452, 1761, 1762 -> FaultKind.FOREIGN_KEY;
            case 1048, 1263, 1364 -> FaultKind.NOT_NULL;
            case 3819, 4025 -> FaultKind.CHECK;
            case 1020, 1205, 1213, 1412, 3572 -> FaultKind.CONFLICT;
            case 1040, 1053, 1152, 1159, 1161, 1203, 1226, 1927, 2006, 2013 -> FaultKind.UNAVAILABLE;
            case 1317, 1969, 3024 -> FaultKind.TIMEOUT;
            case 1290, 1792, 1836, 3100 -> FaultKind.READ_ONLY;
            case 1045, 1698, 1820, 1862, 3118, 4151 -> FaultKind.AUTHENTICATION;
            case 1044, 1142, 1143, 1227, 1370, 1410, 1419 -> FaultKind.PERMISSION;
            case 1264, 1265, 1292, 1366, 1367, 1406, 1411, 1690 -> FaultKind.DATA;
            case 1021, 1037, 1038, 1041, 1114 -> FaultKind.FULL;
            default -> FaultKind.ofState(error);
        };
    }

    private static FaultKind sqlite(SQLException error) {
        SQLiteErrorCode code = codeOf(error);
        return switch (code) {
            case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID -> FaultKind.UNIQUE;
            case SQLITE_CONSTRAINT_FOREIGNKEY -> FaultKind.FOREIGN_KEY;
            case SQLITE_CONSTRAINT_CHECK -> FaultKind.CHECK;
            case SQLITE_CONSTRAINT_NOTNULL -> FaultKind.NOT_NULL;
            default -> sqlitePrimary(code.code & 0xff);
        };
    }

    /** The low byte of an extended code is the error itself. */
    private static FaultKind sqlitePrimary(int code) {
        return switch (code) {
            case 1 -> FaultKind.SYNTAX;
            case 3, 23 -> FaultKind.PERMISSION;
            case 5, 6, 15, 17 -> FaultKind.CONFLICT; // BUSY, LOCKED, PROTOCOL, SCHEMA
            case 7, 13 -> FaultKind.FULL;
            case 8 -> FaultKind.READ_ONLY;
            case 9 -> FaultKind.TIMEOUT; // INTERRUPT
            case 14 -> FaultKind.UNAVAILABLE; // CANTOPEN
            case 18, 20, 25 -> FaultKind.DATA;
            case 19 -> FaultKind.CONSTRAINT;
            default -> FaultKind.OTHER;
        };
    }

    private static SQLiteErrorCode codeOf(SQLException error) {
        return error instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
    }

    /** SQLSTATE, or SQLite's name of the error; empty when there is neither. */
    static String state(SQLException error) {
        if (error instanceof SQLiteException sqlite) {
            return sqlite.getResultCode().name();
        }
        return error.getSQLState() == null ? "" : error.getSQLState();
    }

    /** Name of the broken constraint, or its columns; empty when the database does not say. */
    static String constraint(SQLException error) {
        if (error instanceof PSQLException postgres && postgres.getServerErrorMessage() != null) {
            String name = postgres.getServerErrorMessage().getConstraint();
            String column = postgres.getServerErrorMessage().getColumn();
            return name != null ? name : column == null ? "" : column;
        }
        String message = String.valueOf(error.getMessage());
        Matcher matcher = (error instanceof SQLiteException ? SQLITE_COLUMNS : MARIADB_KEY).matcher(message);
        if (!matcher.find()) {
            return "";
        }
        return matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    }
}
