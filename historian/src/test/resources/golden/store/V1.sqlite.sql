CREATE TABLE "schema_history" (
    "installed_rank" INT NOT NULL PRIMARY KEY,
    "version" VARCHAR(50),
    "description" VARCHAR(200) NOT NULL,
    "type" VARCHAR(20) NOT NULL,
    "script" VARCHAR(1000) NOT NULL,
    "checksum" INT,
    "installed_by" VARCHAR(100) NOT NULL,
    "installed_on" TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f','now')),
    "execution_time" INT NOT NULL,
    "success" BOOLEAN NOT NULL
);
CREATE TABLE users (
    name                VARCHAR(64)  NOT NULL PRIMARY KEY,
    role                VARCHAR(64)  NOT NULL,
    password_hash       VARCHAR(512) NOT NULL,
    created_at          BIGINT       NOT NULL DEFAULT 0,
    password_changed_at BIGINT       NOT NULL DEFAULT 0,
    disabled            BOOLEAN      NOT NULL DEFAULT FALSE
);
CREATE INDEX "schema_history_s_idx" ON "schema_history" ("success");
INSERT INTO schema_history VALUES (1, '1', 'users', 'SQL', 'V1__users.sql', -1565046367, '', '2026-11-21 09:52:48.303', 9, 1);
INSERT INTO users VALUES ('admin', 'administrator', '$argon2id$v=19$m=65536,t=3,p=1$c2FsdHNhbHQ$aGFzaGhhc2g', 1763633000123, 1763633000123, 0);
INSERT INTO users VALUES ('Ädil', 'operator', 'hash''with quote', 1763633000124, 1763719400000, 0);
INSERT INTO users VALUES ('gone', 'guest', 'x', 0, 0, 1);
