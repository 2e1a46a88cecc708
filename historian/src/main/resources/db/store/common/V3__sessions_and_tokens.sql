-- Times are milliseconds since 1970 (UTC); 0: not known, or never.

-- Passwords that were made at the first start. The mark names the hash that is meant: with another one it is history.
CREATE TABLE first_passwords (
    user_name VARCHAR(64) NOT NULL PRIMARY KEY,
    mark      VARCHAR(32) NOT NULL
);

-- Hashes that were replaced; the higher the number, the later.
CREATE TABLE former_passwords (
    user_name     VARCHAR(64)  NOT NULL,
    number        BIGINT       NOT NULL,
    password_hash VARCHAR(512) NOT NULL,
    PRIMARY KEY (user_name, number)
);

-- Who is logged in. The role is kept for those whom an identity provider vouches for; others have that of their user.
CREATE TABLE sessions (
    id         VARCHAR(64)  NOT NULL PRIMARY KEY,
    user_name  VARCHAR(64)  NOT NULL,
    kind       VARCHAR(16)  NOT NULL,
    role       VARCHAR(64)  NOT NULL DEFAULT '',
    origin     VARCHAR(128) NOT NULL DEFAULT '',
    began_at   BIGINT       NOT NULL,
    used_at    BIGINT       NOT NULL,
    expires_at BIGINT       NOT NULL,
    credential VARCHAR(32)  NOT NULL DEFAULT ''
);

-- Tokens for programs; of the secret only its SHA-256 is kept. Scopes stand between commas, areas a line each; no areas: all.
CREATE TABLE api_tokens (
    id          VARCHAR(64)   NOT NULL PRIMARY KEY,
    owner       VARCHAR(64)   NOT NULL,
    name        VARCHAR(64)   NOT NULL,
    secret_hash VARCHAR(64)   NOT NULL UNIQUE,
    scopes      VARCHAR(1024) NOT NULL,
    areas       VARCHAR(4000) NOT NULL DEFAULT '',
    created_at  BIGINT        NOT NULL,
    expires_at  BIGINT        NOT NULL,
    used_at     BIGINT        NOT NULL DEFAULT 0,
    used_from   VARCHAR(128)  NOT NULL DEFAULT '',
    UNIQUE (owner, name)
);
