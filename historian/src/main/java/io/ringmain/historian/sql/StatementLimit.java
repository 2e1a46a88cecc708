package io.ringmain.historian.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Ends a statement that takes too long, reading its rows included. Servers are told the limit and do it themselves; SQLite
 * has no such limit, so it is interrupted from another thread.
 *
 * <p>Thread: that of the session; the interruption comes from the timer's.
 */
final class StatementLimit implements SqlLogger {
    private static final int RUNNING = 0;
    private static final int ENDED = 1;
    private static final int CANCELLING = 2;
    private static final int CANCELLED = 3;

    private final ScheduledExecutorService timer;
    private final long limitMs;
    private Watch watch;

    /** @param timer null when the server keeps the limit */
    StatementLimit(ScheduledExecutorService timer, long limitMs) {
        this.timer = timer;
        this.limitMs = limitMs;
    }

    @Override
    public void logBeforeExecution(StatementContext context) {
        if (timer != null) {
            end();
            Watch next = new Watch(context.getStatement());
            next.alarm = timer.schedule(next, limitMs, TimeUnit.MILLISECONDS); // refused when it is stopped
            watch = next;
        }
    }

    /** After this returns, the connection is not interrupted any more, so that it can be given to somebody else. */
    void end() {
        if (watch != null) {
            watch.end();
            watch = null;
        }
    }

    private static final class Watch implements Runnable {
        private final AtomicInteger state = new AtomicInteger(RUNNING);
        private final PreparedStatement statement;
        private ScheduledFuture<?> alarm;

        Watch(PreparedStatement statement) {
            this.statement = statement;
        }

        @Override
        public void run() {
            if (state.compareAndSet(RUNNING, CANCELLING)) {
                try {
                    statement.cancel();
                } catch (SQLException e) {
                    // it has ended by itself
                } finally {
                    state.set(CANCELLED);
                }
            }
        }

        void end() {
            alarm.cancel(false);
            if (!state.compareAndSet(RUNNING, ENDED)) {
                while (state.get() != CANCELLED) {
                    Thread.onSpinWait();
                }
            }
        }
    }
}
