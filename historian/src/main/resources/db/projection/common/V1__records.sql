-- What is read of the journal: alarms, events, log book, audit. Made from it and made again from it; nothing is written
-- here by hand. Times are nanoseconds since 1970 (UTC), 0 where there is none. A sequence names an event of the journal,
-- an ordinal the result in it, from 1; 0 is the event itself.

CREATE TABLE projection_position (
    id          INTEGER     NOT NULL PRIMARY KEY,
    folder      VARCHAR(64) NOT NULL,
    format      INTEGER     NOT NULL,
    sequence    BIGINT      NOT NULL,
    batch_first BIGINT      NOT NULL,
    batch_time  BIGINT      NOT NULL,
    refused     BIGINT      NOT NULL
);

-- The site as of the position, compressed and in base 64, in parts.
CREATE TABLE projection_site (
    part    INTEGER       NOT NULL PRIMARY KEY,
    content VARCHAR(4000) NOT NULL
);

CREATE TABLE occurrences (
    sequence          BIGINT           NOT NULL,
    alarm_id          INTEGER          NOT NULL,
    ordinal           INTEGER          NOT NULL,
    alarm             VARCHAR(400)     NOT NULL,
    tag               VARCHAR(400)     NOT NULL,
    area              VARCHAR(400)     NOT NULL,
    kind              VARCHAR(20)      NOT NULL,
    message           TEXT             NOT NULL,
    unit              VARCHAR(100)     NOT NULL,
    limit_value       DOUBLE PRECISION NULL,
    raised_at         BIGINT           NOT NULL,
    raised_type       INTEGER          NOT NULL,
    raised_bits       BIGINT           NOT NULL,
    raised_value      DOUBLE PRECISION NULL,
    priority          INTEGER          NOT NULL,
    alarm_level       VARCHAR(20)      NOT NULL,
    state             VARCHAR(20)      NOT NULL,
    base              VARCHAR(20)      NOT NULL,
    changed_at        BIGINT           NOT NULL,
    changed_sequence  BIGINT           NOT NULL,
    acknowledged_at   BIGINT           NOT NULL,
    acknowledged_by   VARCHAR(250)     NOT NULL,
    acknowledged_text TEXT             NOT NULL,
    confirmed_at      BIGINT           NOT NULL,
    confirmed_by      VARCHAR(250)     NOT NULL,
    confirmed_text    TEXT             NOT NULL,
    reset_at          BIGINT           NOT NULL,
    reset_by          VARCHAR(250)     NOT NULL,
    reset_text        TEXT             NOT NULL,
    shelved_at        BIGINT           NOT NULL,
    shelved_by        VARCHAR(250)     NOT NULL,
    shelved_text      TEXT             NOT NULL,
    suppressed_at     BIGINT           NOT NULL,
    suppressed_by     VARCHAR(250)     NOT NULL,
    suppressed_text   TEXT             NOT NULL,
    removed_at        BIGINT           NOT NULL,
    removed_by        VARCHAR(250)     NOT NULL,
    removed_text      TEXT             NOT NULL,
    commented_at      BIGINT           NOT NULL,
    commented_by      VARCHAR(250)     NOT NULL,
    commented_text    TEXT             NOT NULL,
    returned_at       BIGINT           NOT NULL,
    ended_at          BIGINT           NOT NULL,
    PRIMARY KEY (sequence, alarm_id)
);
CREATE INDEX occurrences_raised ON occurrences (raised_at, sequence, ordinal);
CREATE INDEX occurrences_alarm ON occurrences (alarm, raised_at);
CREATE INDEX occurrences_open ON occurrences (ended_at, alarm_id);

CREATE TABLE transitions (
    sequence     BIGINT       NOT NULL,
    ordinal      INTEGER      NOT NULL,
    at_ns        BIGINT       NOT NULL,
    alarm_id     INTEGER      NOT NULL,
    alarm        VARCHAR(400) NOT NULL,
    occurrence   BIGINT       NOT NULL,
    input        VARCHAR(30)  NOT NULL,
    state_before VARCHAR(20)  NOT NULL,
    state        VARCHAR(20)  NOT NULL,
    base         VARCHAR(20)  NOT NULL,
    regions      INTEGER      NOT NULL,
    priority     INTEGER      NOT NULL,
    alarm_level  VARCHAR(20)  NOT NULL,
    user_name    VARCHAR(250) NOT NULL,
    text         TEXT         NOT NULL,
    command      VARCHAR(36)  NOT NULL,
    PRIMARY KEY (sequence, ordinal)
);
CREATE INDEX transitions_occurrence ON transitions (occurrence, alarm_id);

CREATE TABLE events (
    sequence    BIGINT       NOT NULL,
    ordinal     INTEGER      NOT NULL,
    at_ns       BIGINT       NOT NULL,
    event_class VARCHAR(20)  NOT NULL,
    kind        VARCHAR(30)  NOT NULL,
    priority    INTEGER      NOT NULL,
    criticality INTEGER      NOT NULL,
    user_name   VARCHAR(250) NOT NULL,
    subject     VARCHAR(400) NOT NULL,
    text        TEXT         NOT NULL,
    search      TEXT         NOT NULL,
    PRIMARY KEY (sequence, ordinal)
);
CREATE INDEX events_at ON events (at_ns, sequence, ordinal);

CREATE TABLE logbook (
    sequence      BIGINT       NOT NULL PRIMARY KEY,
    at_ns         BIGINT       NOT NULL,
    user_name     VARCHAR(250) NOT NULL,
    category      VARCHAR(500) NOT NULL,
    text          TEXT         NOT NULL,
    search        TEXT         NOT NULL,
    alarm         VARCHAR(400) NOT NULL,
    about         BIGINT       NOT NULL,
    about_ordinal INTEGER      NOT NULL,
    command       VARCHAR(36)  NOT NULL
);
CREATE INDEX logbook_at ON logbook (at_ns, sequence);
CREATE INDEX logbook_about ON logbook (about, about_ordinal);

CREATE TABLE audit (
    sequence       BIGINT       NOT NULL PRIMARY KEY,
    at_ns          BIGINT       NOT NULL,
    user_name      VARCHAR(250) NOT NULL,
    origin         VARCHAR(250) NOT NULL,
    action         VARCHAR(30)  NOT NULL,
    target_kind    VARCHAR(20)  NOT NULL,
    target         VARCHAR(400) NOT NULL,
    occurrence     BIGINT       NOT NULL,
    old_value      TEXT         NOT NULL,
    new_value      TEXT         NOT NULL,
    reason         TEXT         NOT NULL,
    command        VARCHAR(36)  NOT NULL,
    state          VARCHAR(20)  NOT NULL,
    code           VARCHAR(100) NOT NULL,
    ended_at       BIGINT       NOT NULL,
    ended_sequence BIGINT       NOT NULL
);
CREATE INDEX audit_at ON audit (at_ns, sequence);
CREATE INDEX audit_state ON audit (state);

-- Rows that the database does not take, each with the reason, so that they hold up nothing.
CREATE TABLE refused (
    sequence   BIGINT      NOT NULL,
    ordinal    INTEGER     NOT NULL,
    table_name VARCHAR(30) NOT NULL,
    reason     TEXT        NOT NULL,
    content    TEXT        NOT NULL,
    PRIMARY KEY (sequence, ordinal, table_name)
);
