package io.ringmain.historian.sql;

import java.sql.SQLException;

/** What an error of a driver means, in words that are the same for all databases. */
enum FaultKind {
    UNAVAILABLE("no connection"),
    CONFLICT("another transaction was in the way"),
    TIMEOUT("a statement took longer than allowed"),
    UNIQUE("there is already a row with this key"),
    FOREIGN_KEY("a row that is referred to is missing, or still referred to"),
    CHECK("a value breaks a rule of the schema"),
    NOT_NULL("a value is missing"),
    CONSTRAINT("a rule of the schema is broken"),
    DATA("a value does not fit its column"),
    READ_ONLY("a write where only reading is allowed"),
    AUTHENTICATION("the server does not let this user in, or not with this password"),
    PERMISSION("this user may not do that"),
    SYNTAX("the statement is not understood, or names what is not there"),
    FULL("out of disk or memory, or of another resource"),
    OTHER("the database failed");

    private final String text;

    FaultKind(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** Whether the database's own message says more and holds no values. */
    boolean isShown() {
        return this == UNAVAILABLE || this == SYNTAX || this == FULL || this == OTHER || this == PERMISSION;
    }

    /** By the classes of SQL's standard. */
    static FaultKind ofState(SQLException error) {
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        if (state.equals("25006")) {
            return READ_ONLY;
        }
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "08" -> UNAVAILABLE;
            case "22" -> DATA;
            case "23" -> CONSTRAINT;
            case "28" -> AUTHENTICATION;
            case "40" -> CONFLICT;
            case "42" -> SYNTAX;
            case "53" -> FULL;
            default -> OTHER;
        };
    }
}
