package io.ringmain.core.logic;

import io.ringmain.core.machine.MachineDeclaration.Port;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Result;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;

/**
 * What the machine that is stepped writes: internal tags at once, devices as requests, repeated until they show the value.
 *
 * <p>Thread: LOGIC. Owns: the outputs in the {@link MachineTable}. Allocates: nothing, faults apart.
 */
final class MachineOutputs {
    static final int UNBOUND = -1;

    /** A write that the device has not shown back is repeated after this ring time. */
    private static final long REPEAT_WRITE_NS = 2_000_000_000L;

    /** A step that causes more than this is taken for one that runs in circles. */
    private static final int MAX_STEP_RESULTS = 512;

    private final MachineTable machines;
    private final CurrentValueTable values;
    private final TagWriter writer;
    private final Outbox outbox;
    private LogicPlan plan = LogicPlan.EMPTY;

    private LogicPlan.BoundMachine bound;
    private int id;
    private long nowNs;
    private long sequence;
    private long firstTail;
    private long stepTail;

    MachineOutputs(LogicState state, TagWriter writer, Outbox outbox) {
        this.machines = state.machines;
        this.values = state.values;
        this.writer = writer;
        this.outbox = outbox;
    }

    void use(LogicPlan next) {
        plan = next;
    }

    /** @param eventTail outbox position at which the event's results begin */
    void begin(int machineId, LogicPlan.BoundMachine machine, long ringTimeNs, long eventSequence, long eventTail) {
        id = machineId;
        bound = machine;
        nowNs = ringTimeNs;
        sequence = eventSequence;
        firstTail = eventTail;
        stepTail = outbox.tail();
    }

    /** Only a device may not have taken the value at the first time; a faulted machine goes on telling it. */
    boolean hasSafeDevice() {
        for (int i = 0; i < bound.outputs().length; i++) {
            if (bound.declaration().outputs().get(i).hasSafeValue()
                    && bound.outputs()[i] != UNBOUND
                    && plan.connectorOfTag(bound.outputs()[i]) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Safe values are written however much the step has done before. */
    void writeSafe() {
        for (int i = 0; i < bound.outputs().length; i++) {
            Port port = bound.declaration().outputs().get(i);
            if (port.hasSafeValue()) {
                stepTail = outbox.tail();
                write(i, port.type(), port.safeBits());
            }
        }
    }

    void checkResults() {
        if (outbox.tail() - stepTail > MAX_STEP_RESULTS) {
            throw new IllegalStateException("one step has more than " + MAX_STEP_RESULTS + " results");
        }
    }

    void write(int output, TagType type, long bits) {
        checkResults();
        if (bound.declaration().outputs().get(output).type() != type) {
            throw new IllegalArgumentException("output " + output + " is not of the type that is written");
        }
        int tagId = bound.outputs()[output];
        if (tagId == UNBOUND) {
            return;
        }
        boolean isThere = Quality.isGood(writer.status(tagId)) && writer.bits(tagId) == bits;
        if (plan.connectorOfTag(tagId) >= 0) {
            writeToDevice(output, tagId, bits, isThere);
        } else if (!isThere) {
            writer.set(tagId, bits, nowNs, sequence);
        }
    }

    private void writeToDevice(int output, int tagId, long bits, boolean isThere) {
        if (writer.isForced(tagId)) {
            // A device is written again when its tag is released.
            return;
        }
        long writtenNs = machines.outputTimeNs(id, output);
        boolean isWritten = writtenNs != 0 && machines.outputBits(id, output) == bits;
        boolean isUnderWay = isWritten && nowNs - writtenNs < REPEAT_WRITE_NS;
        ScalingCurve curve = plan.tags().curve(tagId);
        boolean isShown = curve != null
                && isWritten
                && Quality.isGood(values.status(tagId))
                && curve.isNear(number(values.type(tagId), values.bits(tagId)), number(values.type(tagId), bits));
        if (isThere || isUnderWay || isShown) {
            return;
        }
        machines.putOutput(id, output, bits, nowNs);
        long raw = curve == null ? bits : curve.toRawBits(number(values.type(tagId), bits));
        byte rawType = curve == null ? values.type(tagId) : curve.rawType().code();
        outbox.append(Result.DEVICE_WRITE, tagId, raw, 0, rawType, 0, nextRef(), 0, 0);
    }

    /** Identity of the next result: the event and the place among its results. */
    long nextRef() {
        return sequence << Commands.ORDINAL_BITS | outbox.tail() - firstTail + 1;
    }

    long bits(int output) {
        int tagId = bound.outputs()[output];
        return tagId == UNBOUND ? 0 : values.bits(tagId);
    }

    int quality(int output) {
        int tagId = bound.outputs()[output];
        return tagId == UNBOUND ? Quality.BAD_CONFIGURATION_ERROR : values.status(tagId);
    }

    private static double number(byte type, long bits) {
        return type == TagType.FLOAT64.code() ? Double.longBitsToDouble(bits) : bits;
    }
}
