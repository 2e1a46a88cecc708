package io.ringmain.gateway.jobs;

import io.ringmain.historian.sql.Database;
import io.ringmain.historian.sql.DatabaseException;
import io.ringmain.historian.sql.Dialect;
import io.ringmain.historian.sql.Row;
import io.ringmain.historian.sql.Session;
import io.ringmain.historian.sql.SqlWork;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Jobs in the schema {@code store}. Thread: any, several at once; several processes may use one database. */
public final class SqlJobStore implements JobStore {
    private static final List<String> COLUMNS = List.of(
            "id",
            "kind",
            "place",
            "lane",
            "user_name",
            "state",
            "submitted_at",
            "due_at",
            "lease_until",
            "ended_at",
            "result_bytes",
            "run_ms",
            "version",
            "document");
    private static final String INSERT = Dialect.insert("jobs", COLUMNS);
    private static final String UPDATE = "UPDATE jobs SET "
            + COLUMNS.stream().skip(5).map(column -> column + " = :" + column).collect(Collectors.joining(", "))
            + " WHERE id = :id AND version = :seen";
    private static final String DOCUMENT = "SELECT document FROM jobs";

    private final Database database;

    /** @param database started, of the schema {@code store}; not closed with this */
    public SqlJobStore(Database database) {
        this.database = database;
    }

    @Override
    public Stored add(Job job, Key key, long nowMs) {
        return guarded(() -> {
            try {
                return addOnce(job, key, nowMs);
            } catch (DatabaseException.Constraint e) {
                return addOnce(job, key, nowMs); // somebody has taken the key in between, and is found now
            }
        });
    }

    private Stored addOnce(Job job, Key key, long nowMs) {
        return database.transaction("jobs.add", session -> {
            Stored taken = key == null ? null : taken(session, key, nowMs);
            if (taken != null) {
                return taken;
            }
            if (key != null) {
                session.execute(
                        "DELETE FROM job_keys WHERE user_name = ? AND idempotency_key = ?", key.user(), key.key());
                session.execute(
                        "INSERT INTO job_keys (user_name, idempotency_key, job_id, digest, expires_at)"
                                + " VALUES (?, ?, ?, ?, ?)",
                        key.user(),
                        key.key(),
                        job.id(),
                        key.digest(),
                        key.expiresMs());
            }
            session.execute(INSERT, values(job));
            return new Stored(job.id(), true, "");
        });
    }

    private static Stored taken(Session session, Key key, long nowMs) {
        return session.one(
                        "SELECT k.job_id, k.digest FROM job_keys k JOIN jobs j ON j.id = k.job_id"
                                + " WHERE k.user_name = ? AND k.idempotency_key = ? AND k.expires_at > ?",
                        row -> new Stored(row.text("job_id"), false, row.text("digest")),
                        key.user(),
                        key.key(),
                        nowMs)
                .orElse(null);
    }

    @Override
    public Optional<Job> find(String id) {
        return read("jobs.find", session -> session.one(DOCUMENT + " WHERE id = ?", SqlJobStore::job, id));
    }

    @Override
    public boolean replace(Job earlier, Job later) {
        Map<String, Object> values = values(later);
        values.put("seen", earlier.version());
        return guarded(() -> database.transaction("jobs.replace", session -> session.execute(UPDATE, values) == 1));
    }

    @Override
    public boolean remove(Job job) {
        return guarded(() -> database.transaction("jobs.remove", session -> {
            boolean isGone =
                    session.execute("DELETE FROM jobs WHERE id = ? AND version = ?", job.id(), job.version()) == 1;
            if (isGone) {
                session.execute("DELETE FROM job_keys WHERE job_id = ?", job.id());
            }
            return isGone;
        }));
    }

    @Override
    public List<Job> list(Filter filter, Mark behind, int limit) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        Map<String, Object> values = new HashMap<>(Map.of("limit", limit));
        if (filter.state() != null) {
            conditions.add("state = :state");
            values.put("state", filter.state().label());
        }
        if (!filter.kind().isEmpty()) {
            conditions.add("kind = :kind");
            values.put("kind", filter.kind());
        }
        if (!filter.user().isEmpty()) {
            conditions.add("user_name = :user");
            values.put("user", filter.user());
        }
        if (behind != null) {
            conditions.add("(submitted_at < :at OR (submitted_at = :at AND id < :id))");
            values.put("at", behind.submittedMs());
            values.put("id", behind.id());
        }
        String sql = DOCUMENT + " WHERE " + String.join(" AND ", conditions)
                + " ORDER BY submitted_at DESC, id DESC LIMIT :limit";
        return read("jobs.list", session -> session.list(sql, SqlJobStore::job, values));
    }

    @Override
    public Optional<Job> offer(List<Priority> lanes, Set<Place> places, String worker, long nowMs, long untilMs) {
        String where = places.stream()
                .map(place -> "'" + place.label() + "'")
                .sorted()
                .collect(Collectors.joining(", ", "(", ")"));
        return read("jobs.offer", session -> {
            for (Priority lane : lanes) {
                Optional<Job> job = session.one(
                        DOCUMENT + " WHERE state = 'queued' AND lane = ? AND due_at <= ? AND place IN " + where
                                + " ORDER BY submitted_at, id LIMIT 1",
                        SqlJobStore::job,
                        lane.ordinal(),
                        nowMs);
                if (job.isPresent()) {
                    return job;
                }
            }
            return Optional.<Job>empty();
        });
    }

    @Override
    public List<Job> lost(long nowMs, int limit) {
        return read(
                "jobs.lost",
                session -> session.list(
                        DOCUMENT + " WHERE state = 'running' AND lease_until <= ? ORDER BY lease_until LIMIT " + limit,
                        SqlJobStore::job,
                        nowMs));
    }

    @Override
    public List<Job> endedBefore(long timeMs, int limit) {
        return read(
                "jobs.ended",
                session -> session.list(
                        DOCUMENT + " WHERE ended_at > 0 AND ended_at < ? ORDER BY ended_at LIMIT " + limit,
                        SqlJobStore::job,
                        timeMs));
    }

    @Override
    public List<Job> withResult(int limit) {
        return read(
                "jobs.results",
                session -> session.list(
                        DOCUMENT + " WHERE result_bytes >= 0 AND ended_at > 0 ORDER BY ended_at LIMIT " + limit,
                        SqlJobStore::job));
    }

    @Override
    public long countQueued() {
        return read("jobs.count", session -> session.count("SELECT count(*) FROM jobs WHERE state = 'queued'"));
    }

    @Override
    public QueueFigures figures(long nowMs) {
        LaneTally tally = new LaneTally(nowMs);
        read("jobs.figures", session -> {
            session.each(
                    "SELECT lane, state, count(*) AS jobs, sum(CASE WHEN due_at > :now THEN 1 ELSE 0 END) AS waiting,"
                            + " min(CASE WHEN due_at <= :now THEN due_at END) AS oldest, sum(run_ms) AS run,"
                            + " max(run_ms) AS longest FROM jobs GROUP BY lane, state",
                    row -> tally.add(
                            Priority.values()[row.int32("lane")],
                            JobState.ofLabel(row.text("state")).orElseThrow(),
                            row.int64("jobs"),
                            row.int64("waiting"),
                            row.int64("oldest"),
                            row.int64("run"),
                            row.int64("longest")),
                    Map.of("now", nowMs));
            return null;
        });
        return tally.figures();
    }

    @Override
    public void tidy(long nowMs) {
        guarded(() -> database.transaction(
                "jobs.tidy", session -> session.execute("DELETE FROM job_keys WHERE expires_at <= ?", nowMs)));
    }

    private static Job job(Row row) {
        return JobCodec.job(row.text("document"));
    }

    private static Map<String, Object> values(Job job) {
        JobOrder order = job.order();
        Map<String, Object> values = new HashMap<>();
        values.put("id", order.id());
        values.put("kind", order.kind());
        values.put("place", order.place().label());
        values.put("lane", order.priority().ordinal());
        values.put("user_name", order.user());
        values.put("submitted_at", order.submittedMs());
        values.put("state", job.state().label());
        values.put("due_at", job.dueMs());
        values.put("lease_until", job.leaseMs());
        values.put("ended_at", job.endedMs());
        values.put("result_bytes", job.result() == null ? -1 : job.result().bytes());
        values.put("run_ms", job.state() == JobState.SUCCEEDED ? job.lastRunMs() : 0);
        values.put("version", job.version());
        values.put("document", JobCodec.text(job));
        return values;
    }

    private <T> T read(String operation, SqlWork<T, RuntimeException> work) {
        return guarded(() -> database.readOnly(operation, work));
    }

    private static <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (DatabaseException e) {
            throw new QueueUnavailableException("the database of jobs: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        // the database is the store's owner's
    }
}
