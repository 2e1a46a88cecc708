package io.ringmain.core.logic;

import io.ringmain.core.ring.CommandState;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The last 4,096 commands with their outcomes, 64 bytes each, so that a repeat is answered and an unanswered one survives a
 * restart.
 *
 * <pre>
 *   0         8         16       24         32          40      44       48
 *   | version | id high | id low | sequence | deadline  | state | status | target |
 * </pre>
 *
 * <p>Thread: LOGIC. Owns: the records and two indices derived from them. Allocates: at start; the indices settle after
 * their first round.
 */
final class CommandTable {
    static final int CAPACITY = 4096;
    static final int NONE = -1;

    private static final int ID_HIGH = 8;
    private static final int ID_LOW = 16;
    private static final int SEQUENCE = 24;
    private static final int DEADLINE = 32;
    private static final int STATE = 40;
    private static final int STATUS = 44;
    private static final int TARGET = 48;

    private final RecordTable records;
    private final Long2LongHashMap byId = new Long2LongHashMap(CAPACITY * 2, 0.6f, NONE);
    private final Long2LongHashMap bySequence = new Long2LongHashMap(CAPACITY * 2, 0.6f, NONE);

    CommandTable(StateHash hash) {
        records = new RecordTable(64, 4, hash);
    }

    RecordTable records() {
        return records;
    }

    private static long key(long idHigh, long idLow) {
        return StateHash.mix(idHigh) ^ idLow;
    }

    /** Slot of a command that is still remembered, {@link #NONE} otherwise. */
    int find(long idHigh, long idLow) {
        int slot = (int) byId.get(key(idHigh, idLow));
        return slot != NONE && idHigh(slot) == idHigh && idLow(slot) == idLow ? slot : NONE;
    }

    int findPending(long commandSequence) {
        int slot = (int) bySequence.get(commandSequence);
        return slot != NONE && state(slot) == CommandState.PENDING.code() ? slot : NONE;
    }

    /** The slot that the next command takes; what it holds is the oldest command. */
    int nextSlot(long commandsTaken) {
        return (int) (commandsTaken % CAPACITY);
    }

    void put(int slot, long idHigh, long idLow, long sequence, int target) {
        records.ensure(slot + 1);
        if (sequence(slot) != 0) {
            forget(slot);
        }
        records.open(slot);
        UnsafeBuffer chunk = records.chunk(slot);
        int at = records.offset(slot);
        chunk.putLong(at + ID_HIGH, idHigh);
        chunk.putLong(at + ID_LOW, idLow);
        chunk.putLong(at + SEQUENCE, sequence);
        chunk.putLong(at + DEADLINE, 0);
        chunk.putInt(at + STATE, CommandState.PENDING.code());
        chunk.putInt(at + STATUS, 0);
        chunk.putLong(at + TARGET, target);
        records.close();
        index(slot);
    }

    void putState(int slot, CommandState state, int status, long deadlineNs) {
        records.open(slot);
        UnsafeBuffer chunk = records.chunk(slot);
        int at = records.offset(slot);
        chunk.putInt(at + STATE, state.code());
        chunk.putInt(at + STATUS, status);
        chunk.putLong(at + DEADLINE, deadlineNs);
        records.close();
    }

    private void forget(int slot) {
        long key = key(idHigh(slot), idLow(slot));
        if (byId.get(key) == slot) {
            byId.remove(key);
        }
        bySequence.remove(sequence(slot));
    }

    private void index(int slot) {
        byId.put(key(idHigh(slot), idLow(slot)), slot);
        bySequence.put(sequence(slot), slot);
    }

    /** Builds the indices again from the records. */
    void reindex() {
        byId.clear();
        bySequence.clear();
        for (int slot = 0; slot < records.size(); slot++) {
            if (sequence(slot) != 0) {
                index(slot);
            }
        }
    }

    long idHigh(int slot) {
        return records.chunk(slot).getLong(records.offset(slot) + ID_HIGH);
    }

    long idLow(int slot) {
        return records.chunk(slot).getLong(records.offset(slot) + ID_LOW);
    }

    long sequence(int slot) {
        return records.chunk(slot).getLong(records.offset(slot) + SEQUENCE);
    }

    long deadlineNs(int slot) {
        return records.chunk(slot).getLong(records.offset(slot) + DEADLINE);
    }

    int state(int slot) {
        return records.chunk(slot).getInt(records.offset(slot) + STATE);
    }

    int status(int slot) {
        return records.chunk(slot).getInt(records.offset(slot) + STATUS);
    }

    int target(int slot) {
        return (int) records.chunk(slot).getLong(records.offset(slot) + TARGET);
    }
}
