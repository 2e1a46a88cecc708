package io.ringmain.historian.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.result.ResultIterable;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * One connection for the time of one operation. Statements take either values in the order of their {@code ?}, or a map for
 * their {@code :name}. Every method throws {@link DatabaseException}; after one, a transaction takes no more statements on
 * some databases, so let it end.
 *
 * <p>Thread: the one that was given it.
 */
public final class Session {
    private static final int FETCHED = 1_000;

    private final Handle handle;
    private final Dialect dialect;
    private final StatementLimit limit;
    private final Function<Throwable, DatabaseException> faults;

    Session(Handle handle, Dialect dialect, StatementLimit limit, Function<Throwable, DatabaseException> faults) {
        this.handle = handle;
        this.dialect = dialect;
        this.limit = limit;
        this.faults = faults;
    }

    /** For the statements that are not the same everywhere. */
    public Dialect dialect() {
        return dialect;
    }

    /** @return rows changed */
    public int execute(String sql, Object... values) {
        return guarded(() -> bound(handle.createUpdate(sql), values).execute());
    }

    /** @return rows changed */
    public int execute(String sql, Map<String, ?> values) {
        return guarded(() -> handle.createUpdate(sql).bindMap(values).execute());
    }

    /**
     * One statement for many sets of named values, sent together.
     *
     * @return sets sent
     */
    public int batch(String sql, Collection<? extends Map<String, ?>> rows) {
        if (rows.isEmpty()) {
            return 0;
        }
        return guarded(() -> {
            try (PreparedBatch batch = handle.prepareBatch(sql)) {
                rows.forEach(row -> batch.bindMap(row).add());
                batch.execute();
                return rows.size();
            }
        });
    }

    public <T> List<T> list(String sql, RowMapper<T> mapper, Object... values) {
        return guarded(() -> {
            try (Query query = bound(handle.createQuery(sql), values)) {
                return collected(rows(query, mapper));
            }
        });
    }

    public <T> List<T> list(String sql, RowMapper<T> mapper, Map<String, ?> values) {
        return guarded(() -> {
            try (Query query = handle.createQuery(sql).bindMap(values)) {
                return collected(rows(query, mapper));
            }
        });
    }

    /** @throws IllegalStateException when there is more than one row */
    public <T> Optional<T> one(String sql, RowMapper<T> mapper, Object... values) {
        return only(list(sql, mapper, values));
    }

    /** @throws IllegalStateException when there is more than one row */
    public <T> Optional<T> one(String sql, RowMapper<T> mapper, Map<String, ?> values) {
        return only(list(sql, mapper, values));
    }

    /** Hands over row by row, without holding all of them in memory. */
    public void each(String sql, Consumer<Row> taker, Map<String, ?> values) {
        guarded(() -> {
            try (Query query = handle.createQuery(sql).bindMap(values).setFetchSize(FETCHED)) {
                RowMapper<Boolean> handOver = row -> {
                    taker.accept(row);
                    return Boolean.TRUE;
                };
                rows(query, handOver).forEach(taken -> {});
                return null;
            }
        });
    }

    /** The one number that a statement answers with. */
    public long count(String sql, Object... values) {
        return guarded(() -> {
            try (Query query = bound(handle.createQuery(sql), values)) {
                return query.mapTo(Long.class).one();
            }
        });
    }

    private static <T> ResultIterable<T> rows(Query query, RowMapper<T> mapper) {
        return query.map((result, context) -> mapper.map(new Row(result)));
    }

    /** Not Jdbi's list, which may not hold null. */
    private static <T> List<T> collected(ResultIterable<T> rows) {
        List<T> list = new ArrayList<>();
        rows.forEach(list::add);
        return list;
    }

    private static <T> Optional<T> only(List<T> rows) {
        if (rows.size() > 1) {
            throw new IllegalStateException("there are " + rows.size() + " rows where one at most was expected");
        }
        return rows.isEmpty() ? Optional.empty() : Optional.ofNullable(rows.get(0));
    }

    private static <S extends SqlStatement<S>> S bound(S statement, Object... values) {
        for (int i = 0; i < values.length; i++) {
            statement.bind(i, values[i]);
        }
        return statement;
    }

    private <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            boolean isOurs = Faults.sqlOf(e) != null
                    || e instanceof JdbiException
                    || e instanceof RejectedExecutionException; // the timer's, when it is stopped
            if (isOurs) {
                throw faults.apply(e);
            }
            throw e;
        } finally {
            limit.end();
        }
    }
}
