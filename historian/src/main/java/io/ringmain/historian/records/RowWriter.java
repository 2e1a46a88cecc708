package io.ringmain.historian.records;

import io.ringmain.historian.sql.DatabaseException;
import io.ringmain.historian.sql.Session;
import java.util.List;
import java.util.Map;

/** Writes rows inside a transaction: all at once, or one by one, so that one that is refused leaves the others. */
final class RowWriter {
    private RowWriter() {}

    /** @return false when a row does not fit, and nothing was done */
    static boolean all(Session session, List<PendingRows.Step> steps) {
        for (PendingRows.Step step : steps) {
            for (RecordRow row : step.rows()) {
                if (ColumnLimits.problem(row) != null) {
                    return false;
                }
            }
        }
        for (PendingRows.Step step : steps) {
            session.batch(
                    step.sql(), step.rows().stream().map(RecordRow::values).toList());
        }
        return true;
    }

    /** @return how many rows were refused, and put aside with the reason */
    static long each(Session session, List<PendingRows.Step> steps) {
        long refused = 0;
        for (PendingRows.Step step : steps) {
            for (RecordRow row : step.rows()) {
                String problem = ColumnLimits.problem(row);
                if (problem == null) {
                    problem = tryOne(session, step.sql(), row.values());
                }
                if (problem != null) {
                    PendingRows.Step aside = PendingRows.refusal(session.dialect(), row, problem);
                    session.execute(aside.sql(), aside.rows().get(0).values());
                    refused++;
                }
            }
        }
        return refused;
    }

    /** Why the row is refused, null when it is not. */
    private static String tryOne(Session session, String sql, Map<String, ?> values) {
        session.execute("SAVEPOINT one_row");
        try {
            session.execute(sql, values);
            session.execute("RELEASE SAVEPOINT one_row");
            return null;
        } catch (DatabaseException e) {
            if (!Refusal.isOne(e)) {
                throw e;
            }
            session.execute("ROLLBACK TO SAVEPOINT one_row");
            return e.getMessage();
        }
    }
}
