package io.ringmain.core.logic;

import io.ringmain.core.machine.MachineReader;
import io.ringmain.core.machine.MachineRequest;
import io.ringmain.core.machine.MachineSnapshot;
import io.ringmain.core.tag.Quality;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * State of every machine, 512 bytes each.
 *
 * <pre>
 *   0         8       12      16           24          32      40                 48         56
 *   | version | state | flags | state since| next step | steps | missed intervals | sequence | last step |
 *   64                192                                         320
 *   | 16 registers    | 8 outputs: value bits, time written       | random state |
 *   328          336             340             344            352      360
 *   | request id | request state | result status | result value | faults | requested state + 1 | reserved ...
 * </pre>
 *
 * <p>Thread: LOGIC writes, any thread reads. Owns: the records. Allocates: when machines are added.
 */
final class MachineTable implements MachineReader {
    static final int FAULTED = 1;
    /** No longer configured: nothing to read, nothing to step. */
    static final int RETIRED = 2;
    /** The present state was entered and not stepped yet. */
    static final int ENTERED = 4;

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
    private static final int RANDOM = 320;
    private static final int REQUEST_ID = 328;
    private static final int REQUEST_STATE = 336;
    private static final int RESULT_STATUS = 340;
    private static final int RESULT_VALUE = 344;
    private static final int FAULTS = 352;
    private static final int REQUESTED = 360;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final RecordTable records;
    private final MachineSettings settings;

    MachineTable(StateHash hash, MachineSettings settings) {
        records = new RecordTable(512, 5, hash);
        this.settings = settings;
    }

    RecordTable records() {
        return records;
    }

    int state(int machineId) {
        return records.getInt(machineId, STATE);
    }

    boolean isFaulted(int machineId) {
        return (records.getInt(machineId, FLAGS) & FAULTED) != 0;
    }

    boolean isEntered(int machineId) {
        return (records.getInt(machineId, FLAGS) & ENTERED) != 0;
    }

    /** State that an operator has moved the machine to since its last step, -1 when none has. */
    int requested(int machineId) {
        return records.getInt(machineId, REQUESTED) - 1;
    }

    long stateSinceNs(int machineId) {
        return records.getLong(machineId, STATE_SINCE);
    }

    long nextStepNs(int machineId) {
        return records.getLong(machineId, NEXT_STEP);
    }

    long lastStepNs(int machineId) {
        return records.getLong(machineId, LAST_STEP);
    }

    long register(int machineId, int register) {
        return records.getLong(machineId, REGISTERS + 8 * register);
    }

    long outputBits(int machineId, int output) {
        return records.getLong(machineId, OUTPUTS + 16 * output);
    }

    long outputTimeNs(int machineId, int output) {
        return records.getLong(machineId, OUTPUTS + 16 * output + 8);
    }

    long requestId(int machineId) {
        return records.getLong(machineId, REQUEST_ID);
    }

    int requestState(int machineId) {
        return records.getInt(machineId, REQUEST_STATE);
    }

    int resultStatus(int machineId) {
        return records.getInt(machineId, RESULT_STATUS);
    }

    long resultValue(int machineId) {
        return records.getLong(machineId, RESULT_VALUE);
    }

    /** A machine begins in its initial state, first stepped at that time. */
    void start(int machineId, long nowNs, long firstStepNs) {
        records.open(machineId);
        records.clear(machineId);
        records.putInt(machineId, FLAGS, ENTERED);
        records.putLong(machineId, STATE_SINCE, nowNs);
        records.putLong(machineId, NEXT_STEP, firstStepNs);
        records.putLong(machineId, LAST_STEP, nowNs);
        records.putLong(machineId, RANDOM, StateHash.mix(machineId * GOLDEN + nowNs));
        records.close();
    }

    void retire(int machineId) {
        records.open(machineId);
        records.clear(machineId);
        records.putInt(machineId, FLAGS, RETIRED);
        records.close();
    }

    /** A step begins: what was entered and requested before it has been seen. */
    void putStep(int machineId, long stepNs, long nextNs, long missed) {
        records.open(machineId);
        records.putInt(machineId, FLAGS, records.getInt(machineId, FLAGS) & ~ENTERED);
        records.putInt(machineId, REQUESTED, 0);
        records.putLong(machineId, LAST_STEP, stepNs);
        records.putLong(machineId, NEXT_STEP, nextNs);
        records.putLong(machineId, STEPS, records.getLong(machineId, STEPS) + 1);
        records.putLong(machineId, MISSED, records.getLong(machineId, MISSED) + missed);
        records.close();
    }

    void putNextStep(int machineId, long nextNs) {
        records.open(machineId);
        records.putLong(machineId, NEXT_STEP, nextNs);
        records.close();
    }

    void putState(int machineId, int state, long sinceNs, long sequence) {
        records.open(machineId);
        enter(machineId, state, sinceNs, sequence);
        records.close();
    }

    private void enter(int machineId, int state, long sinceNs, long sequence) {
        records.putInt(machineId, STATE, state);
        records.putInt(machineId, FLAGS, records.getInt(machineId, FLAGS) | ENTERED);
        records.putLong(machineId, STATE_SINCE, sinceNs);
        records.putLong(machineId, SEQUENCE, sequence);
    }

    /** An operator has moved the machine; its next step is told. */
    void putOperatorState(int machineId, int state, long sinceNs, long sequence) {
        records.open(machineId);
        enter(machineId, state, sinceNs, sequence);
        records.putInt(machineId, REQUESTED, state + 1);
        records.close();
    }

    void putFault(int machineId, int safeState, long nowNs, long nextNs, long sequence) {
        records.open(machineId);
        enter(machineId, safeState, nowNs, sequence);
        records.putInt(machineId, FLAGS, FAULTED);
        records.putLong(machineId, NEXT_STEP, nextNs);
        records.putLong(machineId, FAULTS, records.getLong(machineId, FAULTS) + 1);
        records.putLong(machineId, REQUEST_ID, 0);
        records.putInt(machineId, REQUEST_STATE, MachineRequest.NONE);
        records.putInt(machineId, REQUESTED, 0);
        records.close();
    }

    /** A faulted machine goes on in its initial state with what it remembers. */
    void putReset(int machineId, long nowNs, long firstStepNs, long sequence) {
        records.open(machineId);
        enter(machineId, 0, nowNs, sequence);
        records.putInt(machineId, FLAGS, ENTERED);
        records.putInt(machineId, REQUESTED, 1);
        records.putLong(machineId, NEXT_STEP, firstStepNs);
        records.putLong(machineId, LAST_STEP, nowNs);
        records.close();
    }

    void putRegister(int machineId, int register, long value) {
        if (register(machineId, register) != value) {
            records.open(machineId);
            records.putLong(machineId, REGISTERS + 8 * register, value);
            records.close();
        }
    }

    void putOutput(int machineId, int output, long bits, long timeNs) {
        records.open(machineId);
        records.putLong(machineId, OUTPUTS + 16 * output, bits);
        records.putLong(machineId, OUTPUTS + 16 * output + 8, timeNs);
        records.close();
    }

    long nextRandom(int machineId) {
        long next = records.getLong(machineId, RANDOM) + GOLDEN;
        records.open(machineId);
        records.putLong(machineId, RANDOM, next);
        records.close();
        return StateHash.mix(next);
    }

    void putRequest(int machineId, long requestId) {
        records.open(machineId);
        records.putLong(machineId, REQUEST_ID, requestId);
        records.putInt(machineId, REQUEST_STATE, MachineRequest.OPEN);
        records.putInt(machineId, RESULT_STATUS, Quality.GOOD);
        records.putLong(machineId, RESULT_VALUE, 0);
        records.close();
    }

    void putAnswer(int machineId, int status, long value) {
        records.open(machineId);
        records.putInt(machineId, REQUEST_STATE, MachineRequest.ANSWERED);
        records.putInt(machineId, RESULT_STATUS, status);
        records.putLong(machineId, RESULT_VALUE, value);
        records.close();
    }

    @Override
    public boolean read(int machineId, MachineSnapshot into) {
        if (machineId < 0 || machineId >= records.size() || !settings.read(machineId, into)) {
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
            into.faults = chunk.getLong(at + FAULTS);
            into.lastStepNs = chunk.getLong(at + LAST_STEP);
            into.sequence = chunk.getLong(at + SEQUENCE);
            for (int i = 0; i < into.registers.length; i++) {
                into.registers[i] = chunk.getLong(at + REGISTERS + 8 * i);
            }
        } while (!RecordTable.isUnchanged(chunk, at, version));
        into.machineId = machineId;
        return true;
    }
}
