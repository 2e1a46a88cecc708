package io.ringmain.core.logic;

import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmReader;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.alarm.AlarmTransitions;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Present state of every alarm, 128 bytes each.
 *
 * <pre>
 *   0         8         12      16           24             32         40         48                56
 *   | version | regions | flags | occurrence | active since | changed  | sequence | activation bits | occurrences |
 *   64         72            80          88         96             104               112        120
 *   | deadline | shelf begin | shelf end | re-alarm | acknowledged | acknowledged by | remark   | reserved |
 * </pre>
 *
 * <p>Thread: LOGIC writes, any thread reads. Owns: the records. Allocates: when alarms are added.
 */
final class AlarmTable implements AlarmReader {
    /** The tag's quality is bad: the state is the last that was known. */
    static final int QUALITY_BAD = 1;
    /** The on-delay runs. */
    static final int PENDING_ON = 2;
    /** The off-delay runs. */
    static final int PENDING_OFF = 4;
    /** No longer configured: nothing to read. */
    static final int RETIRED = 8;
    /** New or changed by a configuration: to be evaluated with the present value, when its deadline is met. */
    static final int REDEFINED = 16;

    private static final int REGIONS = 8;
    private static final int FLAGS = 12;
    private static final int OCCURRENCE = 16;
    private static final int ACTIVE_SINCE = 24;
    private static final int CHANGED = 32;
    private static final int SEQUENCE = 40;
    private static final int ACTIVATION_BITS = 48;
    private static final int OCCURRENCES = 56;
    private static final int DEADLINE = 64;
    private static final int SHELF_BEGIN = 72;
    private static final int SHELF_END = 80;
    private static final int RE_ALARM = 88;
    private static final int ACKNOWLEDGED = 96;
    private static final int ACKNOWLEDGED_BY = 104;
    private static final int REMARK = 112;
    private static final int LEVEL = 120;

    private final RecordTable records;

    AlarmTable(StateHash hash) {
        records = new RecordTable(128, 2, hash);
    }

    RecordTable records() {
        return records;
    }

    int regions(int alarmId) {
        return records.chunk(alarmId).getInt(records.offset(alarmId) + REGIONS);
    }

    int flags(int alarmId) {
        return records.chunk(alarmId).getInt(records.offset(alarmId) + FLAGS);
    }

    long occurrence(int alarmId) {
        return records.chunk(alarmId).getLong(records.offset(alarmId) + OCCURRENCE);
    }

    long deadlineNs(int alarmId) {
        return records.chunk(alarmId).getLong(records.offset(alarmId) + DEADLINE);
    }

    /** When a planned shelf begins, 0 when none is planned. */
    long shelfBeginNs(int alarmId) {
        return records.chunk(alarmId).getLong(records.offset(alarmId) + SHELF_BEGIN);
    }

    /** When the present or planned shelf ends, 0 when there is none. */
    long shelfEndNs(int alarmId) {
        return records.chunk(alarmId).getLong(records.offset(alarmId) + SHELF_END);
    }

    /** When it is announced again, 0 when it is not. */
    long reAlarmNs(int alarmId) {
        return records.chunk(alarmId).getLong(records.offset(alarmId) + RE_ALARM);
    }

    /** When the present or last occurrence went active, 0 when there was none. */
    long activeSinceNs(int alarmId) {
        return records.chunk(alarmId).getLong(records.offset(alarmId) + ACTIVE_SINCE);
    }

    long acknowledgedNs(int alarmId) {
        return records.chunk(alarmId).getLong(records.offset(alarmId) + ACKNOWLEDGED);
    }

    void putRegions(int alarmId, int regions) {
        records.open(alarmId);
        records.chunk(alarmId).putInt(records.offset(alarmId) + REGIONS, regions);
        records.close();
    }

    void putShelf(int alarmId, long beginNs, long endNs) {
        records.open(alarmId);
        records.chunk(alarmId).putLong(records.offset(alarmId) + SHELF_BEGIN, beginNs);
        records.chunk(alarmId).putLong(records.offset(alarmId) + SHELF_END, endNs);
        records.close();
    }

    void putReAlarm(int alarmId, long reAlarmNs) {
        records.open(alarmId);
        records.chunk(alarmId).putLong(records.offset(alarmId) + RE_ALARM, reAlarmNs);
        records.close();
    }

    void putAcknowledged(int alarmId, long acknowledgedNs, long sequence) {
        records.open(alarmId);
        records.chunk(alarmId).putLong(records.offset(alarmId) + ACKNOWLEDGED, acknowledgedNs);
        records.chunk(alarmId).putLong(records.offset(alarmId) + ACKNOWLEDGED_BY, sequence);
        records.close();
    }

    void putComment(int alarmId, long sequence) {
        records.open(alarmId);
        records.chunk(alarmId).putLong(records.offset(alarmId) + REMARK, sequence);
        records.close();
    }

    /** Code of the kind of the level at which an alarm with several is or was last, 0 for none. */
    int level(int alarmId) {
        return records.chunk(alarmId).getInt(records.offset(alarmId) + LEVEL);
    }

    /** Value of the tag when the present or last occurrence was raised. */
    long activationBits(int alarmId) {
        return records.chunk(alarmId).getLong(records.offset(alarmId) + ACTIVATION_BITS);
    }

    void putLevel(int alarmId, int level) {
        records.open(alarmId);
        records.chunk(alarmId).putInt(records.offset(alarmId) + LEVEL, level);
        records.close();
    }

    void putFlags(int alarmId, int flags, long deadlineNs) {
        records.open(alarmId);
        UnsafeBuffer chunk = records.chunk(alarmId);
        int at = records.offset(alarmId);
        chunk.putInt(at + FLAGS, flags);
        chunk.putLong(at + DEADLINE, deadlineNs);
        records.close();
    }

    void putTransition(int alarmId, int regions, int flags, long deadlineNs, long changedNs, long sequence) {
        records.open(alarmId);
        UnsafeBuffer chunk = records.chunk(alarmId);
        int at = records.offset(alarmId);
        chunk.putInt(at + REGIONS, regions);
        chunk.putInt(at + FLAGS, flags);
        chunk.putLong(at + DEADLINE, deadlineNs);
        chunk.putLong(at + CHANGED, changedNs);
        chunk.putLong(at + SEQUENCE, sequence);
        records.close();
    }

    void putOccurrence(int alarmId, int regions, int flags, long changedNs, long sequence, long activationBits) {
        records.open(alarmId);
        UnsafeBuffer chunk = records.chunk(alarmId);
        int at = records.offset(alarmId);
        chunk.putInt(at + REGIONS, regions);
        chunk.putInt(at + FLAGS, flags);
        chunk.putLong(at + DEADLINE, 0);
        chunk.putLong(at + OCCURRENCE, sequence);
        chunk.putLong(at + ACTIVE_SINCE, changedNs);
        chunk.putLong(at + CHANGED, changedNs);
        chunk.putLong(at + SEQUENCE, sequence);
        chunk.putLong(at + ACTIVATION_BITS, activationBits);
        chunk.putLong(at + OCCURRENCES, chunk.getLong(at + OCCURRENCES) + 1);
        chunk.putLong(at + ACKNOWLEDGED, 0);
        chunk.putLong(at + ACKNOWLEDGED_BY, 0);
        records.close();
    }

    /** Puts an alarm back to its initial state; with {@link #RETIRED} there is none any more. */
    void clear(int alarmId, int flags) {
        records.open(alarmId);
        records.chunk(alarmId).setMemory(records.offset(alarmId) + 8, records.recordBytes() - 8, (byte) 0);
        records.chunk(alarmId).putInt(records.offset(alarmId) + FLAGS, flags);
        records.close();
    }

    @Override
    public boolean read(int alarmId, AlarmSnapshot into) {
        if (alarmId < 0 || alarmId >= records.size()) {
            return false;
        }
        UnsafeBuffer chunk = records.chunk(alarmId);
        int at = records.offset(alarmId);
        int regions;
        long version;
        do {
            version = RecordTable.beginRead(chunk, at);
            if ((chunk.getInt(at + FLAGS) & RETIRED) != 0) {
                return false;
            }
            regions = chunk.getInt(at + REGIONS);
            into.isQualityBad = (chunk.getInt(at + FLAGS) & QUALITY_BAD) != 0;
            into.occurrence = chunk.getLong(at + OCCURRENCE);
            into.activeSinceNs = chunk.getLong(at + ACTIVE_SINCE);
            into.changedNs = chunk.getLong(at + CHANGED);
            into.sequence = chunk.getLong(at + SEQUENCE);
            into.activationBits = chunk.getLong(at + ACTIVATION_BITS);
            into.level = AlarmKind.ofCode(chunk.getInt(at + LEVEL));
            into.occurrences = chunk.getLong(at + OCCURRENCES);
            into.shelfBeginNs = chunk.getLong(at + SHELF_BEGIN);
            into.shelvedUntilNs = chunk.getLong(at + SHELF_END);
            into.reAlarmNs = chunk.getLong(at + RE_ALARM);
            into.acknowledgedNs = chunk.getLong(at + ACKNOWLEDGED);
            into.acknowledgedBy = chunk.getLong(at + ACKNOWLEDGED_BY);
            into.comment = chunk.getLong(at + REMARK);
        } while (!RecordTable.isUnchanged(chunk, at, version));
        into.alarmId = alarmId;
        AlarmTransitions.describe(regions, into);
        return true;
    }
}
