-- Long work. Times are milliseconds since 1970 (UTC), 0 where there is none; document: the whole job as JSON, of which the
-- other columns are what is searched by.
CREATE TABLE jobs (
    id           VARCHAR(36)  NOT NULL PRIMARY KEY,
    kind         VARCHAR(64)  NOT NULL,
    place        VARCHAR(16)  NOT NULL,
    lane         INTEGER      NOT NULL,
    user_name    VARCHAR(64)  NOT NULL,
    state        VARCHAR(16)  NOT NULL,
    submitted_at BIGINT       NOT NULL,
    due_at       BIGINT       NOT NULL,
    lease_until  BIGINT       NOT NULL,
    ended_at     BIGINT       NOT NULL,
    result_bytes BIGINT       NOT NULL,
    run_ms       BIGINT       NOT NULL,
    version      BIGINT       NOT NULL,
    document     TEXT         NOT NULL
);

CREATE INDEX jobs_by_lane ON jobs (state, lane, submitted_at);
CREATE INDEX jobs_by_time ON jobs (submitted_at, id);
CREATE INDEX jobs_by_user ON jobs (user_name, submitted_at);
CREATE INDEX jobs_by_end ON jobs (ended_at);

-- Repeats of a submission, until they expire.
CREATE TABLE job_keys (
    user_name       VARCHAR(64)  NOT NULL,
    idempotency_key VARCHAR(200) NOT NULL,
    job_id          VARCHAR(36)  NOT NULL,
    digest          VARCHAR(64)  NOT NULL,
    expires_at      BIGINT       NOT NULL,
    PRIMARY KEY (user_name, idempotency_key)
);
CREATE INDEX job_keys_by_job ON job_keys (job_id);
