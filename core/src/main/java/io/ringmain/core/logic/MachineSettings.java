package io.ringmain.core.logic;

import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineSnapshot;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What people set on machines, 320 bytes each: interval, attributes, and a transition that waits for its confirmation.
 *
 * <pre>
 *   0         8          16         24                  28               32                 40                 48
 *   | version | interval | set mask | pending state + 1 | pending from   | pending sequence | pending deadline | user |
 *   56               64
 *   | interval set   | 32 attributes, as 64 bits |
 * </pre>
 *
 * <p>An attribute or interval that was set at run time stays until the site file says another value than it said then.
 *
 * <p>Thread: LOGIC writes, any thread reads. Owns: the records. Allocates: when machines are added.
 */
final class MachineSettings {
    private static final int INTERVAL = 8;
    private static final int SET_MASK = 16;
    private static final int PENDING_STATE = 24;
    private static final int PENDING_FROM = 28;
    private static final int PENDING_SEQUENCE = 32;
    private static final int PENDING_DEADLINE = 40;
    private static final int PENDING_USER = 48;
    private static final int INTERVAL_SET = 56;
    private static final int ATTRIBUTES = 64;

    private final RecordTable records;

    MachineSettings(StateHash hash) {
        records = new RecordTable(ATTRIBUTES + 8 * MachineDeclaration.MAX_ATTRIBUTES, 12, hash);
    }

    RecordTable records() {
        return records;
    }

    long intervalNs(int machineId) {
        return records.getLong(machineId, INTERVAL);
    }

    boolean isIntervalSet(int machineId) {
        return records.getLong(machineId, INTERVAL_SET) != 0;
    }

    long attribute(int machineId, int attribute) {
        return records.getLong(machineId, ATTRIBUTES + 8 * attribute);
    }

    boolean isSet(int machineId, int attribute) {
        return (records.getLong(machineId, SET_MASK) >>> attribute & 1) != 0;
    }

    /** State that waits for its confirmation, -1 when none does. */
    int pendingState(int machineId) {
        return records.getInt(machineId, PENDING_STATE) - 1;
    }

    /** State in which it was asked for. */
    int pendingFrom(int machineId) {
        return records.getInt(machineId, PENDING_FROM);
    }

    long pendingSequence(int machineId) {
        return records.getLong(machineId, PENDING_SEQUENCE);
    }

    /** 0 when nothing is pending. */
    long pendingDeadlineNs(int machineId) {
        return records.getLong(machineId, PENDING_DEADLINE);
    }

    long pendingUser(int machineId) {
        return records.getLong(machineId, PENDING_USER);
    }

    /** Everything as the file says, nothing pending. */
    void clear(int machineId) {
        records.open(machineId);
        records.clear(machineId);
        records.close();
    }

    void putInterval(int machineId, long intervalNs, boolean isSet) {
        records.open(machineId);
        records.putLong(machineId, INTERVAL, intervalNs);
        records.putLong(machineId, INTERVAL_SET, isSet ? 1 : 0);
        records.close();
    }

    void putAttribute(int machineId, int attribute, long bits, boolean isSet) {
        records.open(machineId);
        long mask = records.getLong(machineId, SET_MASK);
        records.putLong(machineId, SET_MASK, isSet ? mask | 1L << attribute : mask & ~(1L << attribute));
        records.putLong(machineId, ATTRIBUTES + 8 * attribute, bits);
        records.close();
    }

    void putPending(int machineId, int state, int from, long sequence, long deadlineNs, long user) {
        records.open(machineId);
        records.putInt(machineId, PENDING_STATE, state + 1);
        records.putInt(machineId, PENDING_FROM, from);
        records.putLong(machineId, PENDING_SEQUENCE, sequence);
        records.putLong(machineId, PENDING_DEADLINE, deadlineNs);
        records.putLong(machineId, PENDING_USER, user);
        records.close();
    }

    void clearPending(int machineId) {
        if (pendingDeadlineNs(machineId) != 0) {
            putPending(machineId, MachineDeclaration.NO_STATE, 0, 0, 0, 0);
        }
    }

    boolean read(int machineId, MachineSnapshot into) {
        if (machineId >= records.size()) {
            return false;
        }
        UnsafeBuffer chunk = records.chunk(machineId);
        int at = records.offset(machineId);
        long version;
        do {
            version = RecordTable.beginRead(chunk, at);
            into.intervalNs = chunk.getLong(at + INTERVAL);
            into.isIntervalSet = chunk.getLong(at + INTERVAL_SET) != 0;
            into.attributesSet = chunk.getLong(at + SET_MASK);
            into.pendingState = chunk.getInt(at + PENDING_STATE) - 1;
            into.pendingSequence = chunk.getLong(at + PENDING_SEQUENCE);
            into.pendingUntilNs = chunk.getLong(at + PENDING_DEADLINE);
            for (int i = 0; i < into.attributes.length; i++) {
                into.attributes[i] = chunk.getLong(at + ATTRIBUTES + 8 * i);
            }
        } while (!RecordTable.isUnchanged(chunk, at, version));
        return true;
    }
}
