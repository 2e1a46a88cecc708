package io.ringmain.historian.records;

import io.ringmain.historian.sql.Dialect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows and changes that wait for their transaction. What happens to an occurrence while it still waits is put into its row;
 * for others all that happens is one change.
 *
 * <p>Thread: the projection's.
 */
final class PendingRows {
    private static final String COMMENT = "UPDATE occurrences SET commented_at = :commented_at,"
            + " commented_by = :commented_by, commented_text = :commented_text"
            + " WHERE sequence = :sequence AND alarm_id = :alarm_id";
    /** The alarm is no longer configured, or begins anew. */
    private static final String CLOSE = "UPDATE occurrences SET ended_at = :ended_at"
            + " WHERE alarm_id = :alarm_id AND ended_at = 0 AND sequence < :sequence";

    private static final String OUTCOME = "UPDATE audit SET state = :state, code = :code, ended_at = :ended_at,"
            + " ended_sequence = :ended_sequence WHERE sequence = :sequence";

    /**
     * One statement for several rows.
     *
     * @param sql with the columns' names as parameters
     */
    record Step(String sql, List<RecordRow> rows) {}

    private record Occurrence(long sequence, long alarmId) {}

    private final Map<RecordTable, List<RecordRow>> added = new LinkedHashMap<>();
    private final Map<Occurrence, RecordRow> raised = new LinkedHashMap<>();
    private final Map<Occurrence, RecordRow> changed = new LinkedHashMap<>();
    private final Map<Occurrence, RecordRow> commented = new LinkedHashMap<>();
    private final List<RecordRow> closed = new ArrayList<>();
    private final Map<Long, RecordRow> audited = new LinkedHashMap<>();
    private final List<RecordRow> ended = new ArrayList<>();
    private int size;

    /** Rows and changes that wait. */
    int size() {
        return size;
    }

    void clear() {
        added.clear();
        raised.clear();
        changed.clear();
        commented.clear();
        closed.clear();
        audited.clear();
        ended.clear();
        size = 0;
    }

    void add(RecordRow row) {
        size++;
        switch (row.table()) {
            case OCCURRENCES -> raised.put(occurrence(row), row);
            case AUDIT -> audited.put(row.sequence(), row);
            default ->
                added.computeIfAbsent(row.table(), table -> new ArrayList<>()).add(row);
        }
    }

    /** A transition of an occurrence; none once that has ended. */
    void change(RecordRow change) {
        RecordRow present = raised.get(occurrence(change));
        boolean isNew = present == null;
        RecordRow into = isNew ? changed.get(occurrence(change)) : present;
        size++;
        if (into == null) {
            changed.put(occurrence(change), change);
        } else if ((long) into.values().get(OccurrenceMark.ENDED.at()) == 0) {
            OccurrenceMark.PRESENT.forEach(
                    column -> into.values().put(column, change.values().get(column)));
            for (OccurrenceMark mark : OccurrenceMark.values()) {
                if ((long) change.values().get(mark.at()) != 0) {
                    mark.columns()
                            .forEach(column ->
                                    into.values().put(column, change.values().get(column)));
                }
            }
        }
    }

    /** A remark on an occurrence, which may have ended. */
    void comment(RecordRow comment) {
        RecordRow present = raised.get(occurrence(comment));
        size++;
        if (present == null) {
            commented.put(occurrence(comment), comment);
        } else {
            OccurrenceMark.COMMENTED
                    .columns()
                    .forEach(column ->
                            present.values().put(column, comment.values().get(column)));
        }
    }

    /** The end of whatever occurrences of an alarm have not ended by that sequence. */
    void close(RecordRow closing) {
        closed.add(closing);
        size++;
    }

    /** How a command has ended, later than with its own event. */
    void outcome(RecordRow outcome) {
        RecordRow present = audited.get(outcome.sequence());
        size++;
        if (present == null) {
            ended.add(outcome);
        } else {
            present.values().putAll(outcome.values());
        }
    }

    private static Occurrence occurrence(RecordRow row) {
        return new Occurrence(row.sequence(), (long) row.values().get("alarm_id"));
    }

    /** Everything, in the order in which it is to be done. */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        step(steps, RecordTable.OCCURRENCES.insert(), List.copyOf(raised.values()));
        added.forEach((table, rows) -> step(steps, table.insert(), rows));
        step(steps, RecordTable.AUDIT.insert(), List.copyOf(audited.values()));
        step(steps, OccurrenceMark.UPDATE, List.copyOf(changed.values()));
        step(steps, COMMENT, List.copyOf(commented.values()));
        step(steps, CLOSE, closed);
        step(steps, OUTCOME, ended);
        return steps;
    }

    private static void step(List<Step> steps, String sql, List<RecordRow> rows) {
        if (!rows.isEmpty()) {
            steps.add(new Step(sql, rows));
        }
    }

    /** A row that says which one was refused, and why. */
    static Step refusal(Dialect dialect, RecordRow row, String reason) {
        RecordRow refused = RecordRow.of(RecordTable.REFUSED)
                .number("sequence", row.sequence())
                .number("ordinal", row.ordinal())
                .text("table_name", row.table().label())
                .text("reason", reason)
                .text("content", Refusal.content(row.values()));
        return new Step(
                dialect.insertIfAbsent(
                        RecordTable.REFUSED.label(), RecordTable.REFUSED.key(), RecordTable.REFUSED.columns()),
                List.of(refused));
    }
}
