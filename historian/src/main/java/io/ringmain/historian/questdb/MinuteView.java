package io.ringmain.historian.questdb;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sums by the minute, which the server keeps beside the samples: a query over a year reads half a million of them instead of
 * thirty million samples. The server makes them when asked to; what was sent since then is read from the samples.
 *
 * <p>Thread: the projection's, but for {@link #validToNs()}. Owns: the view {@value #NAME}.
 */
final class MinuteView {
    static final String NAME = "samples_minute";
    static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);

    private static final Logger LOG = LoggerFactory.getLogger(MinuteView.class);
    private static final long AGAIN_NS = TimeUnit.SECONDS.toNanos(3);
    private static final long OFTEN_NS = TimeUnit.MINUTES.toNanos(1);
    private static final long SELDOM_NS = TimeUnit.MINUTES.toNanos(15);
    private static final long LATE_NS = TimeUnit.HOURS.toNanos(1);

    private static final String GOOD = "quality < " + SampleSql.UNCERTAIN;
    private static final String UNCERTAIN = "quality >= " + SampleSql.UNCERTAIN + " AND quality < " + SampleSql.BAD;
    private static final String HAS_NUMBER = " AND value IS NOT NULL";
    private static final String CREATE = "CREATE MATERIALIZED VIEW IF NOT EXISTS " + NAME + " WITH BASE "
            + SamplesTable.NAME + " REFRESH MANUAL AS (SELECT ts, tag, " + count(GOOD) + " cg, " + count(UNCERTAIN)
            + " cu, " + count(GOOD + HAS_NUMBER) + " g, "
            + count(UNCERTAIN + HAS_NUMBER)
            + " u, count() n, " + of("sum", GOOD) + " gs, " + of("sum", UNCERTAIN) + " us, " + of("min", GOOD) + " gn, "
            + of("max", GOOD) + " gx, " + of("min", UNCERTAIN) + " un, " + of("max", UNCERTAIN)
            + " ux, min(ts) f_ts, first(value) f_v, first(quality) f_q, max(ts) l_ts, "
            + of("last_not_null", "quality < " + SampleSql.BAD) + " lv FROM " + SamplesTable.NAME
            + " SAMPLE BY 1m) PARTITION BY MONTH";
    static final String REFRESH = "REFRESH MATERIALIZED VIEW " + NAME + " INCREMENTAL";

    private static final String STATUS = "SELECT view_status, refresh_base_table_txn FROM materialized_views()"
            + " WHERE view_name = '" + NAME + "'";
    private static final String APPLIED =
            "SELECT count() FROM wal_tables() WHERE name = '" + NAME + "' AND writerTxn = sequencerTxn";

    private final QuestDbQueries queries;
    private final SamplesServer server;
    private boolean isMissing = true;
    private boolean isReported;
    /** Base transaction that the refresh under way is to reach, negative for none. */
    private long awaited = -1;

    private long askedNs;
    private long issuedNs;
    /** Not to be tried again before then; 0 for at once. */
    private long againNs;
    /** Least time of what was sent since the last refresh was asked for. */
    private long sentSinceAskedNs = Long.MAX_VALUE;

    private volatile long validToNs = Long.MIN_VALUE;

    MinuteView(QuestDbQueries queries, SamplesServer server) {
        this.queries = queries;
        this.server = server;
    }

    private static String count(String condition) {
        return "sum(CASE WHEN " + condition + " THEN 1 ELSE 0 END)";
    }

    private static String of(String function, String condition) {
        return function + "(CASE WHEN " + condition + " THEN value END)";
    }

    /** All samples before that time are in the sums; {@link Long#MIN_VALUE} when none are sure to be. */
    long validToNs() {
        return validToNs;
    }

    /** A connection begins: what was sent before it is not known. */
    void begin() {
        validToNs = Long.MIN_VALUE;
        sentSinceAskedNs = Long.MAX_VALUE;
        awaited = -1;
        isMissing = true;
    }

    /** A sample of that time is sent. */
    void onSent(long timeNs) {
        if (timeNs < validToNs) {
            validToNs = timeNs;
        }
        sentSinceAskedNs = Math.min(sentSinceAskedNs, timeNs);
    }

    /** Whether it is to be called again although nothing is sent. */
    boolean isWaiting() {
        return isMissing ? isDue() : awaited >= 0;
    }

    private boolean isDue() {
        return againNs == 0 || System.nanoTime() - againNs > 0;
    }

    /** To be called about once a second, when all that was added has been sent. */
    void look(long newestNs) {
        try {
            if (isMissing) {
                if (isDue()) {
                    create();
                    refresh();
                }
            } else if (awaited >= 0) {
                await();
            } else {
                long sinceNs = System.nanoTime() - askedNs;
                boolean isLate = validToNs < newestNs - LATE_NS;
                if (sentSinceAskedNs != Long.MAX_VALUE && sinceNs > (isLate ? OFTEN_NS : SELDOM_NS)) {
                    refresh();
                }
            }
        } catch (CompletionException e) {
            validToNs = Long.MIN_VALUE;
            isMissing = true;
            againNs = System.nanoTime() + OFTEN_NS;
            if (!isReported) {
                isReported = true;
                LOG.info(
                        "Queries over long spans will be slower, as QuestDB keeps no sums by the minute: {}",
                        e.getCause() == null ? e : e.getCause().getMessage());
            }
        }
    }

    private void create() {
        List<String[]> status = queries.rows(STATUS).join();
        if (!status.isEmpty() && "invalid".equals(status.get(0)[0])) {
            queries.execute("DROP MATERIALIZED VIEW IF EXISTS " + NAME).join();
        }
        queries.execute(CREATE).join();
        isMissing = false;
    }

    private void refresh() {
        long[] transactions = server.transactions();
        askedNs = System.nanoTime();
        if (transactions == null) {
            return;
        }
        sentSinceAskedNs = Long.MAX_VALUE;
        awaited = transactions[0];
        issue();
    }

    private void await() {
        List<String[]> status = queries.rows(STATUS).join();
        if (status.isEmpty() || "invalid".equals(status.get(0)[0])) {
            begin();
            return;
        }
        String reached = status.get(0)[1];
        boolean isApplied = "1".equals(queries.rows(APPLIED).join().get(0)[0]);
        if (reached != null && Long.parseLong(reached) >= awaited && isApplied) {
            awaited = -1;
            validToNs = sentSinceAskedNs;
        } else if (!"refreshing".equals(status.get(0)[0]) && System.nanoTime() - issuedNs > AGAIN_NS) {
            issue(); // it was done before the server had applied all that was to go in
        }
    }

    private void issue() {
        issuedNs = System.nanoTime();
        queries.execute(REFRESH).join();
    }
}
