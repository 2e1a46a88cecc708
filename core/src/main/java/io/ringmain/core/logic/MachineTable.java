package io.ringmain.core.logic;

import io.ringmain.core.machine.MachineReader;
import io.ringmain.core.machine.MachineSnapshot;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * State of every machine, 512 bytes each.
 *
 * <pre>
 *   0         8       12      16           24          32      40                 48         56
 *   | version | state | flags | state since| next step | steps | missed intervals | sequence | last step |
 *   64                192                                         320
 *   | 16 registers    | 8 outputs: value bits, time written       | reserved ...
 * </pre>
 *
 * <p>Thread: LOGIC writes, any thread reads. Owns: the records. Allocates: when machines are added.
 */
final class MachineTable implements MachineReader {
    static final int MAX_OUTPUTS = 8;
    static final int FAULTED = 1;
    /** No longer configured: nothing to read, nothing to step. */
    static final int RETIRED = 2;

    private static final int STATE = 8;
    private static final int FLAGS = 12;
    private static final int STATE_SINCE = 16;
    private static final int NEXT_STEP = 24;
    private static final int STEPS = 32;
    private static final int MISSED = 40;
    private static final int SEQUENCE = 48;
    private static final int LAST_STEP = 56;
    private static final int REGISTERS = 64;
    private static final int OUTPUTS = 192;

    private final RecordTable records;

    MachineTable(StateHash hash) {
        records = new RecordTable(512, 5, hash);
    }

    RecordTable records() {
        return records;
    }

    private long get(int machineId, int field) {
        return records.chunk(machineId).getLong(records.offset(machineId) + field);
    }

    private void put(int machineId, int field, long value) {
        records.chunk(machineId).putLong(records.offset(machineId) + field, value);
    }

    int state(int machineId) {
        return records.chunk(machineId).getInt(records.offset(machineId) + STATE);
    }

    boolean isFaulted(int machineId) {
        return (records.chunk(machineId).getInt(records.offset(machineId) + FLAGS) & FAULTED) != 0;
    }

    long stateSinceNs(int machineId) {
        return get(machineId, STATE_SINCE);
    }

    long nextStepNs(int machineId) {
        return get(machineId, NEXT_STEP);
    }

    long lastStepNs(int machineId) {
        return get(machineId, LAST_STEP);
    }

    long register(int machineId, int register) {
        return get(machineId, REGISTERS + 8 * register);
    }

    long outputBits(int machineId, int output) {
        return get(machineId, OUTPUTS + 16 * output);
    }

    long outputTimeNs(int machineId, int output) {
        return get(machineId, OUTPUTS + 16 * output + 8);
    }

    /** A machine begins in its initial state, first stepped at that time. */
    void start(int machineId, long nowNs, long firstStepNs) {
        records.open(machineId);
        records.chunk(machineId).setMemory(records.offset(machineId) + 8, records.recordBytes() - 8, (byte) 0);
        put(machineId, STATE_SINCE, nowNs);
        put(machineId, NEXT_STEP, firstStepNs);
        put(machineId, LAST_STEP, nowNs);
        records.close();
    }

    void retire(int machineId) {
        records.open(machineId);
        records.chunk(machineId).setMemory(records.offset(machineId) + 8, records.recordBytes() - 8, (byte) 0);
        records.chunk(machineId).putInt(records.offset(machineId) + FLAGS, RETIRED);
        records.close();
    }

    void putStep(int machineId, long stepNs, long nextNs, long missed) {
        records.open(machineId);
        put(machineId, LAST_STEP, stepNs);
        put(machineId, NEXT_STEP, nextNs);
        put(machineId, STEPS, get(machineId, STEPS) + 1);
        put(machineId, MISSED, get(machineId, MISSED) + missed);
        records.close();
    }

    void putState(int machineId, int state, long sinceNs, long sequence) {
        records.open(machineId);
        records.chunk(machineId).putInt(records.offset(machineId) + STATE, state);
        put(machineId, STATE_SINCE, sinceNs);
        put(machineId, SEQUENCE, sequence);
        records.close();
    }

    void putFault(int machineId, long sequence) {
        records.open(machineId);
        records.chunk(machineId).putInt(records.offset(machineId) + FLAGS, FAULTED);
        put(machineId, NEXT_STEP, 0);
        put(machineId, SEQUENCE, sequence);
        records.close();
    }

    void putRegister(int machineId, int register, long value) {
        if (register(machineId, register) != value) {
            records.open(machineId);
            put(machineId, REGISTERS + 8 * register, value);
            records.close();
        }
    }

    void putOutput(int machineId, int output, long bits, long timeNs) {
        records.open(machineId);
        put(machineId, OUTPUTS + 16 * output, bits);
        put(machineId, OUTPUTS + 16 * output + 8, timeNs);
        records.close();
    }

    @Override
    public boolean read(int machineId, MachineSnapshot into) {
        if (machineId < 0 || machineId >= records.size()) {
            return false;
        }
        UnsafeBuffer chunk = records.chunk(machineId);
        int at = records.offset(machineId);
        long version;
        do {
            version = RecordTable.beginRead(chunk, at);
            if ((chunk.getInt(at + FLAGS) & RETIRED) != 0) {
                return false;
            }
            into.state = chunk.getInt(at + STATE);
            into.isFaulted = (chunk.getInt(at + FLAGS) & FAULTED) != 0;
            into.stateSinceNs = chunk.getLong(at + STATE_SINCE);
            into.steps = chunk.getLong(at + STEPS);
            into.missedIntervals = chunk.getLong(at + MISSED);
            into.sequence = chunk.getLong(at + SEQUENCE);
            for (int i = 0; i < into.registers.length; i++) {
                into.registers[i] = chunk.getLong(at + REGISTERS + 8 * i);
            }
        } while (!RecordTable.isUnchanged(chunk, at, version));
        into.machineId = machineId;
        return true;
    }
}
