package io.ringmain.historian.records;

import io.ringmain.historian.sql.Row;

/**
 * What somebody asked for, and what came of it.
 *
 * @param sequence event of the journal
 * @param timeNs ring time
 * @param origin the way in and the address, may be empty
 * @param action kind of the command, CONFIGURE, or of a note what was asked for
 * @param targetKind TAG, ALARM, MACHINE, LOG_BOOK or SITE; of a note the first word of its action
 * @param item attribute of a machine, or empty
 * @param occurrence the one that was meant, 0 for the present one
 * @param oldValue what was shown before, empty where the journal does not say
 * @param newValue what was asked for
 * @param command identity of the command, empty for a configuration and a note
 * @param state DONE, FAILED, TIMEOUT, INTERRUPTED, PENDING, or REPEATED for one that was known already
 * @param code standard's name of the status, or of a note the stable code of the refusal
 * @param times how often it happened, more than 1 when several refusals are told together
 * @param isSigned whether the user has proved by the password again who they are
 * @param endedNs when it ended, 0 while it is pending
 * @param endedSequence event that ended it, 0 while it is pending
 */
public record AuditEntry(
        long sequence,
        long timeNs,
        String user,
        String origin,
        String action,
        String targetKind,
        String target,
        String item,
        long occurrence,
        String oldValue,
        String newValue,
        String reason,
        String command,
        String state,
        String code,
        int times,
        boolean isSigned,
        long endedNs,
        long endedSequence) {

    /**
     * Which are asked for; empty stands for all.
     *
     * @param target name or glob
     */
    public record Filter(TimeSpan span, String user, String action, String target, String state) {}

    static AuditEntry of(Row row) {
        return new AuditEntry(
                row.int64("sequence"),
                row.int64("at_ns"),
                row.text("user_name"),
                row.text("origin"),
                row.text("action"),
                row.text("target_kind"),
                row.text("target"),
                row.text("item"),
                row.int64("occurrence"),
                row.text("old_value"),
                row.text("new_value"),
                row.text("reason"),
                row.text("command"),
                row.text("state"),
                row.text("code"),
                row.int32("times"),
                row.int32("is_signed") != 0,
                row.int64("ended_at"),
                row.int64("ended_sequence"));
    }

    /** Where a list goes on behind this one. */
    public RecordMark mark() {
        return new RecordMark(timeNs, sequence, 0);
    }
}
