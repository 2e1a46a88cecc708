package io.ringmain.core.logic;

import io.ringmain.core.machine.MachineContext;
import io.ringmain.core.machine.MachineDeclaration.Transition;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Result;
import io.ringmain.core.ring.StageErrors;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;

/**
 * Steps machines when their interval is due, and is the context they see.
 *
 * <p>Thread: LOGIC. Owns: what it writes to the {@link MachineTable}. Allocates: nothing, faults apart.
 */
final class MachineStepper implements MachineContext {
    /** A write that the device has not shown back is repeated after this ring time. */
    private static final long REPEAT_WRITE_NS = 2_000_000_000L;

    private static final int FAULT = -1;

    private final MachineTable machines;
    private final CurrentValueTable values;
    private final TagWriter writer;
    private final TimerQueue timers;
    private final Outbox outbox;
    private final StageErrors errors;
    private LogicPlan plan = LogicPlan.EMPTY;

    private LogicPlan.BoundMachine bound;
    private int id;
    private long nowNs;
    private long deltaNs;
    private long sequence;
    private long firstTail;

    MachineStepper(
            MachineTable machines,
            CurrentValueTable values,
            TagWriter writer,
            TimerQueue timers,
            Outbox outbox,
            StageErrors errors) {
        this.machines = machines;
        this.values = values;
        this.writer = writer;
        this.timers = timers;
        this.outbox = outbox;
        this.errors = errors;
    }

    void use(LogicPlan next) {
        plan = next;
    }

    /** @param eventTail outbox position at which the event's results begin */
    void step(int machineId, long ringTimeNs, long eventSequence, long eventTail) {
        id = machineId;
        bound = plan.machine(machineId);
        nowNs = ringTimeNs;
        sequence = eventSequence;
        firstTail = eventTail;
        deltaNs = ringTimeNs - machines.lastStepNs(id);
        long dueNs = machines.nextStepNs(id);
        long missed = (ringTimeNs - dueNs) / bound.intervalNs();
        long nextNs = dueNs + (missed + 1) * bound.intervalNs();
        machines.putStep(id, ringTimeNs, nextNs, missed);
        timers.schedule(TimerQueue.MACHINE, id, nextNs);
        try {
            bound.machine().step(this);
        } catch (RuntimeException | Error e) {
            values.records().closeIfOpen();
            machines.records().closeIfOpen();
            timers.cancel(TimerQueue.MACHINE, id);
            int before = machines.state(id);
            machines.putFault(id, sequence);
            outbox.append(Result.MACHINE, id, 0, before, FAULT, nowNs, 0, 0, 0);
            errors.onError("LOGIC", sequence, e);
        }
    }

    @Override
    public long ringTimeNs() {
        return nowNs;
    }

    @Override
    public long deltaNs() {
        return deltaNs;
    }

    @Override
    public int state() {
        return machines.state(id);
    }

    @Override
    public long timeInStateNs() {
        return nowNs - machines.stateSinceNs(id);
    }

    @Override
    public void transitionTo(int state) {
        int from = machines.state(id);
        if (!isDeclared(from, state)) {
            throw new IllegalStateException("machine type "
                    + bound.declaration().type() + " has no transition from state " + from + " to " + state);
        }
        machines.putState(id, state, nowNs, sequence);
        outbox.append(Result.MACHINE, id, 0, state, from, nowNs, 0, 0, 0);
    }

    private boolean isDeclared(int from, int to) {
        for (int i = 0; i < bound.declaration().transitions().size(); i++) {
            Transition transition = bound.declaration().transitions().get(i);
            if (transition.from() == from && transition.to() == to) {
                return true;
            }
        }
        return false;
    }

    @Override
    public double inputDouble(int input) {
        return Double.longBitsToDouble(inputLong(input));
    }

    @Override
    public long inputLong(int input) {
        return values.bits(bound.inputs()[input]);
    }

    @Override
    public boolean inputBoolean(int input) {
        return inputLong(input) != 0;
    }

    @Override
    public int inputQuality(int input) {
        return values.status(bound.inputs()[input]);
    }

    @Override
    public double attribute(int attribute) {
        return bound.attributes()[attribute];
    }

    @Override
    public long register(int register) {
        return machines.register(id, checked(register));
    }

    @Override
    public void register(int register, long value) {
        machines.putRegister(id, checked(register), value);
    }

    @Override
    public double registerDouble(int register) {
        return Double.longBitsToDouble(register(register));
    }

    @Override
    public void registerDouble(int register, double value) {
        register(register, Double.doubleToLongBits(value));
    }

    private int checked(int register) {
        if (register < 0 || register >= bound.declaration().registers().size()) {
            throw new IndexOutOfBoundsException("register " + register + " is not declared");
        }
        return register;
    }

    @Override
    public void write(int output, double value) {
        writeBits(output, TagType.FLOAT64, Double.doubleToLongBits(value));
    }

    @Override
    public void write(int output, boolean value) {
        writeBits(output, TagType.BOOL, value ? 1 : 0);
    }

    @Override
    public void write(int output, long value) {
        writeBits(output, TagType.INT64, value);
    }

    private void writeBits(int output, TagType type, long bits) {
        if (bound.declaration().outputs().get(output).type() != type) {
            throw new IllegalArgumentException("output " + output + " is not of the type that is written");
        }
        int tagId = bound.outputs()[output];
        boolean isThere = Quality.isGood(values.status(tagId)) && values.bits(tagId) == bits;
        if (plan.connectorOfTag(tagId) < 0) {
            if (!isThere) {
                writer.set(tagId, bits, nowNs, sequence);
            }
            return;
        }
        long writtenNs = machines.outputTimeNs(id, output);
        boolean isUnderWay =
                writtenNs != 0 && machines.outputBits(id, output) == bits && nowNs - writtenNs < REPEAT_WRITE_NS;
        if (isThere || isUnderWay) {
            return;
        }
        long ordinal = outbox.tail() - firstTail + 1;
        machines.putOutput(id, output, bits, nowNs);
        outbox.append(
                Result.DEVICE_WRITE,
                tagId,
                bits,
                0,
                values.type(tagId),
                0,
                sequence << Commands.ORDINAL_BITS | ordinal,
                0,
                0);
    }
}
