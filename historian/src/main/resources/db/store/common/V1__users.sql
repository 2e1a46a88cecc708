-- Who may sign in. Times are milliseconds since 1970 (UTC), the same in every database; 0: not known.
CREATE TABLE users (
    name                VARCHAR(64)  NOT NULL PRIMARY KEY,
    role                VARCHAR(64)  NOT NULL,
    password_hash       VARCHAR(512) NOT NULL,
    created_at          BIGINT       NOT NULL DEFAULT 0,
    password_changed_at BIGINT       NOT NULL DEFAULT 0,
    disabled            BOOLEAN      NOT NULL DEFAULT FALSE
);
