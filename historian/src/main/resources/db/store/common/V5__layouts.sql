-- What people arrange for themselves on their screens, or for all. place: the user whose own it is, empty for a shared one;
-- owner: who made it, empty when that user is gone. Times are milliseconds since 1970 (UTC).
CREATE TABLE layouts (
    kind       VARCHAR(32) NOT NULL,
    place      VARCHAR(64) NOT NULL,
    name       VARCHAR(80) NOT NULL,
    owner      VARCHAR(64) NOT NULL,
    changed_by VARCHAR(64) NOT NULL,
    changed_at BIGINT      NOT NULL,
    hash       VARCHAR(64) NOT NULL,
    document   TEXT        NOT NULL,
    PRIMARY KEY (kind, place, name)
);

CREATE INDEX layouts_by_owner ON layouts (owner);
