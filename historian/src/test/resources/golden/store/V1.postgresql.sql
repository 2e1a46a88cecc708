CREATE SCHEMA store;

CREATE TABLE store.schema_history (
    installed_rank integer NOT NULL,
    version character varying(50),
    description character varying(200) NOT NULL,
    type character varying(20) NOT NULL,
    script character varying(1000) NOT NULL,
    checksum integer,
    installed_by character varying(100) NOT NULL,
    installed_on timestamp without time zone DEFAULT now() NOT NULL,
    execution_time integer NOT NULL,
    success boolean NOT NULL
);

CREATE TABLE store.users (
    name character varying(64) NOT NULL,
    role character varying(64) NOT NULL,
    password_hash character varying(512) NOT NULL,
    created_at bigint DEFAULT 0 NOT NULL,
    password_changed_at bigint DEFAULT 0 NOT NULL,
    disabled boolean DEFAULT false NOT NULL
);

INSERT INTO store.schema_history VALUES (0, NULL, '<< Flyway Schema Creation >>', 'SCHEMA', '"store"', NULL, 'admin', '2026-11-21 09:52:51.265513', 0, true);
INSERT INTO store.schema_history VALUES (1, '1', 'users', 'SQL', 'V1__users.sql', -1565046367, 'admin', '2026-11-21 09:52:51.279498', 2, true);

INSERT INTO store.users VALUES ('admin', 'administrator', '$argon2id$v=19$m=65536,t=3,p=1$c2FsdHNhbHQ$aGFzaGhhc2g', 1763633000123, 1763633000123, false);
INSERT INTO store.users VALUES ('Ädil', 'operator', 'hash''with quote', 1763633000124, 1763719400000, false);
INSERT INTO store.users VALUES ('gone', 'guest', 'x', 0, 0, true);

ALTER TABLE ONLY store.schema_history
    ADD CONSTRAINT schema_history_pk PRIMARY KEY (installed_rank);

ALTER TABLE ONLY store.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (name);

CREATE INDEX schema_history_s_idx ON store.schema_history USING btree (success);

