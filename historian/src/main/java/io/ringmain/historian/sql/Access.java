package io.ringmain.historian.sql;

/** What an operation may do. */
enum Access {
    /** Each statement for itself. */
    SESSION,
    TRANSACTION,
    /** A transaction that may be done twice, even where the first was kept. */
    IDEMPOTENT,
    READ;

    /** Whether all of it can be done again after that error. */
    boolean mayRepeat(DatabaseException error) {
        return switch (this) {
            case SESSION -> false;
            case TRANSACTION, READ -> error.isTransient();
            case IDEMPOTENT -> error.isTransient() || error instanceof DatabaseException.CommitUnknown;
        };
    }
}
