package io.ringmain.core.logic;

import io.ringmain.core.alarm.AlarmFigures;
import io.ringmain.core.alarm.AlarmFiguresReader;
import io.ringmain.core.alarm.AlarmInput;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.alarm.AlarmState;
import io.ringmain.core.alarm.AlarmTransitions;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Counts what alarms do: the figures of the whole site in one block, and a record of 64 bytes for each alarm.
 *
 * <pre>
 *   0         8       16               24                    32                           40
 *   | version | count | last announced | announced before it | last announced, chattering | reserved ...
 * </pre>
 *
 * <p>Thread: LOGIC writes, any thread reads. Owns: block and records. Allocates: when alarms are added.
 */
final class AlarmFigureTable implements AlarmFiguresReader {
    private static final int BLOCK = 0;

    private static final int COUNT = 8;
    private static final int LAST = 16;
    private static final int BEFORE_LAST = 24;
    private static final int CHATTERED = 32;

    private static final int OVERLAYS_FROM = AlarmState.SHLVD.code();

    private final StateCells cells;
    private final AlarmTable alarms;
    private final RecordTable records;
    private final FigureWords words = new FigureWords();
    /** A copy of the block for readers behind a version, which is odd while it is written. */
    private final UnsafeBuffer published =
            new UnsafeBuffer(BufferUtil.allocateDirectAligned(8 + FigureWords.COUNT * 8, 64));

    private volatile LogicPlan plan = LogicPlan.EMPTY;

    AlarmFigureTable(StateCells cells, AlarmTable alarms, StateHash hash) {
        this.cells = cells;
        this.alarms = alarms;
        records = new RecordTable(64, 15, hash);
    }

    RecordTable records() {
        return records;
    }

    /** Takes a plan into use, and what stands in the block. */
    void use(LogicPlan next) {
        plan = next;
        if (cells.words(BLOCK) > 0) {
            for (int i = 0; i < FigureWords.COUNT; i++) {
                words.word(i, cells.word(BLOCK, i));
            }
            publish();
        }
    }

    /** Forgets what an alarm has done, because it is another one or none any more. */
    void forget(int alarmId) {
        records.open(alarmId);
        records.chunk(alarmId).setMemory(records.offset(alarmId) + COUNT, records.recordBytes() - COUNT, (byte) 0);
        records.close();
    }

    /** Counts all alarms by state, after a configuration. */
    void recount(LogicPlan next, long ringTimeNs) {
        if (cells.words(BLOCK) == 0) {
            cells.define(BLOCK, FigureWords.COUNT);
        }
        words.beginCount(ringTimeNs);
        for (int id = 0; id < next.alarmCount(); id++) {
            if (next.hasAlarm(id)) {
                words.addState(state(alarms.regions(id)), 1);
            }
        }
        store();
    }

    /** An alarm has taken an input. */
    void onTransition(int id, int before, int after, AlarmInput input, long ringTimeNs) {
        int stateBefore = state(before);
        int stateAfter = state(after);
        words.addState(stateBefore, -1);
        words.addState(stateAfter, 1);
        if (isAnnounced(stateBefore, stateAfter, input)) {
            boolean isChattering = announce(id, ringTimeNs);
            words.annunciate(plan.alarmPlan().priority(id, alarms.level(id)), isChattering, ringTimeNs);
        } else if (input == AlarmInput.ACKNOWLEDGE) {
            words.acknowledge(ringTimeNs - StrictMath.max(alarms.activeSinceNs(id), lastAnnouncedNs(id)));
        } else if (input == AlarmInput.RETURN
                && isShown(stateBefore)
                && alarms.acknowledgedNs(id) == 0
                && ringTimeNs - alarms.activeSinceNs(id) <= AlarmFigures.FLEETING_NS) {
            words.fleeting();
        }
        if (input != AlarmInput.COMMENT && input != AlarmInput.SILENCE) {
            store();
        }
    }

    /** Whether an operator is told: a new occurrence or a re-alarm that shows, or one that shows again as unacknowledged. */
    private static boolean isAnnounced(int before, int after, AlarmInput input) {
        return switch (input) {
            case ACTIVATE, REALARM -> isShown(after);
            default -> after == AlarmState.UNACK.code() && before >= OVERLAYS_FROM;
        };
    }

    private static boolean isShown(int state) {
        return state == AlarmState.UNACK.code() || state == AlarmState.ACKED.code();
    }

    private long lastAnnouncedNs(int id) {
        return records.chunk(id).getLong(records.offset(id) + LAST);
    }

    private static int state(int regions) {
        return AlarmTransitions.isDisabled(regions)
                ? FigureWords.DISABLED_STATE
                : AlarmTransitions.shown(regions).code();
    }

    /** @return whether it is at least the third within the time of chattering */
    private boolean announce(int id, long ringTimeNs) {
        records.open(id);
        UnsafeBuffer chunk = records.chunk(id);
        int at = records.offset(id);
        long third = chunk.getLong(at + BEFORE_LAST);
        long count = chunk.getLong(at + COUNT) + 1;
        boolean isChattering = count > 2 && ringTimeNs - third <= AlarmFigures.CHATTERING_NS;
        chunk.putLong(at + COUNT, count);
        chunk.putLong(at + BEFORE_LAST, chunk.getLong(at + LAST));
        chunk.putLong(at + LAST, ringTimeNs);
        chunk.putLong(at + CHATTERED, isChattering ? ringTimeNs : 0);
        records.close();
        return isChattering;
    }

    private void store() {
        cells.open(BLOCK);
        for (int i = 0; i < FigureWords.COUNT; i++) {
            cells.putWord(BLOCK, i, words.word(i));
        }
        cells.close();
        publish();
    }

    private void publish() {
        long version = published.getLong(0);
        published.putLong(0, version + 1);
        VarHandle.storeStoreFence();
        for (int i = 0; i < FigureWords.COUNT; i++) {
            published.putLong(8 + i * 8, words.word(i));
        }
        published.putLongRelease(0, version + 2);
    }

    @Override
    public void read(AlarmFigures into, long nowNs) {
        FigureWords copy = new FigureWords();
        long version;
        do {
            version = RecordTable.beginRead(published, 0);
            for (int i = 0; i < FigureWords.COUNT; i++) {
                copy.word(i, published.getLong(8 + i * 8));
            }
        } while (!RecordTable.isUnchanged(published, 0, version));
        copy.advance(nowNs);
        copy.describe(into, nowNs);
        into.stale = 0;
        into.sequence = 0;
        into.chatteringNow = 0;
        Arrays.fill(into.mostFrequent, -1);
        Arrays.fill(into.mostFrequentCounts, 0);
        AlarmSnapshot alarm = new AlarmSnapshot();
        for (int id = 0; id < records.size(); id++) {
            if (alarms.read(id, alarm)) {
                into.stale += alarm.isActive && nowNs - alarm.activeSinceNs > AlarmFigures.STALE_NS ? 1 : 0;
                into.sequence = StrictMath.max(into.sequence, alarm.sequence);
                readOne(id, into, nowNs);
            }
        }
    }

    private void readOne(int id, AlarmFigures into, long nowNs) {
        UnsafeBuffer chunk = records.chunk(id);
        int at = records.offset(id);
        long count;
        long chatteredNs;
        long version;
        do {
            version = RecordTable.beginRead(chunk, at);
            count = chunk.getLong(at + COUNT);
            chatteredNs = chunk.getLong(at + CHATTERED);
        } while (!RecordTable.isUnchanged(chunk, at, version));
        into.chatteringNow += chatteredNs != 0 && nowNs - chatteredNs <= AlarmFigures.CHATTERING_NS ? 1 : 0;
        into.rank(id, count);
    }
}
