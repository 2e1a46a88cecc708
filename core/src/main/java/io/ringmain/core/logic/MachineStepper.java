package io.ringmain.core.logic;

import io.ringmain.core.machine.MachineCause;
import io.ringmain.core.machine.MachineContext;
import io.ringmain.core.machine.MachineDeclaration.Attribute;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Result;
import io.ringmain.core.ring.StageErrors;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;

/**
 * Steps machines when their interval is due, and is the context they see.
 *
 * <p>Thread: LOGIC. Owns: what it writes to the {@link MachineTable} and to the machines' memory. Allocates: nothing,
 * faults apart.
 */
final class MachineStepper implements MachineContext {
    private static final int DOUBLE_SHIFT = 11;
    private static final double DOUBLE_UNIT = 1.0 / (1L << 53);

    private final LogicState state;
    private final MachineTable machines;
    private final MachineSettings settings;
    private final CurrentValueTable values;
    private final Outbox outbox;
    private final MachineOutputs outputs;
    private final StageErrors errors;
    private StepWatch watch = StepWatch.NONE;
    private LogicPlan plan = LogicPlan.EMPTY;

    private LogicPlan.BoundMachine bound;
    private int id;
    private long nowNs;
    private long deltaNs;
    private long sequence;
    private boolean isEntered;
    private int requested;
    private boolean isMemoryOpen;

    MachineStepper(LogicState state, TagWriter writer, Outbox outbox, StageErrors errors) {
        this.state = state;
        this.machines = state.machines;
        this.settings = state.machineSettings;
        this.values = state.values;
        this.outbox = outbox;
        outputs = new MachineOutputs(state, writer, outbox);
        this.errors = errors;
    }

    void use(LogicPlan next) {
        plan = next;
        outputs.use(next);
    }

    void watch(StepWatch observer) {
        watch = observer;
    }

    /** @param eventTail outbox position at which the event's results begin */
    void step(int machineId, long ringTimeNs, long eventSequence, long eventTail) {
        id = machineId;
        bound = plan.machine(machineId);
        nowNs = ringTimeNs;
        sequence = eventSequence;
        outputs.begin(id, bound, ringTimeNs, eventSequence, eventTail);
        long intervalNs = settings.intervalNs(id);
        long dueNs = machines.nextStepNs(id);
        long missed = (ringTimeNs - dueNs) / intervalNs;
        long nextNs = dueNs + (missed + 1) * intervalNs;
        state.timers.schedule(TimerQueue.MACHINE, id, nextNs);
        if (machines.isFaulted(id)) {
            machines.putNextStep(id, nextNs);
            outputs.writeSafe();
            return;
        }
        deltaNs = ringTimeNs - machines.lastStepNs(id);
        isEntered = machines.isEntered(id);
        requested = machines.requested(id);
        machines.putStep(id, ringTimeNs, nextNs, missed);
        watch.onBegin(id);
        try {
            bound.machine().step(this);
            closeMemory();
        } catch (RuntimeException | Error e) {
            isMemoryOpen = false;
            state.closeOpenRecords();
            fault(e);
        } finally {
            watch.onEnd(id);
        }
    }

    private void closeMemory() {
        if (isMemoryOpen) {
            isMemoryOpen = false;
            state.machineMemory.close();
        }
    }

    private void fault(Throwable cause) {
        int before = machines.state(id);
        int safe = bound.declaration().safeState();
        long nextNs = outputs.hasSafeDevice() ? machines.nextStepNs(id) : 0;
        if (nextNs == 0) {
            state.timers.cancel(TimerQueue.MACHINE, id);
        }
        machines.putFault(id, safe, nowNs, nextNs, sequence);
        state.clearPending(id);
        outbox.append(Result.MACHINE, id, MachineCause.FAULT, safe, before, nowNs, 0, 0, 0);
        errors.onMachineError(id, sequence, cause);
        outputs.writeSafe();
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
    public long intervalNs() {
        return settings.intervalNs(id);
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
    public boolean isEntered() {
        return isEntered;
    }

    @Override
    public int requestedTransition() {
        return requested;
    }

    @Override
    public void transitionTo(int next) {
        outputs.checkResults();
        int from = machines.state(id);
        if (bound.declaration().transition(from, next) == null) {
            throw new IllegalStateException("machine type "
                    + bound.declaration().type() + " has no transition from state " + from + " to " + next);
        }
        machines.putState(id, next, nowNs, sequence);
        outbox.append(Result.MACHINE, id, MachineCause.STEP, next, from, nowNs, 0, 0, 0);
    }

    @Override
    public long inputLong(int input) {
        int tagId = bound.inputs()[input];
        return tagId == MachineOutputs.UNBOUND ? 0 : values.bits(tagId);
    }

    @Override
    public boolean isInputText(int input, byte[] utf8) {
        if (bound.declaration().inputs().get(input).type() != TagType.STRING) {
            throw new IllegalArgumentException("input " + input + " is no text");
        }
        int tagId = bound.inputs()[input];
        return tagId != MachineOutputs.UNBOUND && values.textEquals(tagId, utf8);
    }

    @Override
    public int inputQuality(int input) {
        int tagId = bound.inputs()[input];
        return tagId == MachineOutputs.UNBOUND ? Quality.BAD_CONFIGURATION_ERROR : values.status(tagId);
    }

    @Override
    public boolean isInputBound(int input) {
        return bound.inputs()[input] != MachineOutputs.UNBOUND;
    }

    @Override
    public double attribute(int attribute) {
        long bits = settings.attribute(id, checkedAttribute(attribute));
        return switch (bound.declaration().attributes().get(attribute).type()) {
            case FLOAT64 -> Double.longBitsToDouble(bits);
            case BOOL, INT64 -> bits;
            case STRING, INT64_ARRAY, FLOAT64_ARRAY ->
                throw new IllegalArgumentException("attribute " + attribute + " is no number");
        };
    }

    @Override
    public long attributeLong(int attribute) {
        return settings.attribute(id, checkedAttribute(attribute));
    }

    @Override
    public String attributeText(int attribute) {
        return bound.attributes()[checkedAttribute(attribute)].text();
    }

    @Override
    public void attribute(int attribute, double value) {
        Attribute declared = bound.declaration().attributes().get(checkedAttribute(attribute));
        if (declared.type() != TagType.FLOAT64) {
            throw new IllegalArgumentException("attribute " + attribute + " is no float64");
        }
        double low = Double.longBitsToDouble(declared.minimum().bits());
        double high = Double.longBitsToDouble(declared.maximum().bits());
        long bits = Double.doubleToLongBits(value < low ? low : value > high ? high : value);
        if (!Double.isNaN(value) && settings.attribute(id, attribute) != bits) {
            settings.putAttribute(id, attribute, bits, true);
        }
    }

    private int checkedAttribute(int attribute) {
        if (attribute < 0 || attribute >= bound.attributes().length) {
            throw new IndexOutOfBoundsException("attribute " + attribute + " is not declared");
        }
        return attribute;
    }

    @Override
    public long register(int register) {
        return machines.register(id, checked(register));
    }

    @Override
    public void register(int register, long value) {
        machines.putRegister(id, checked(register), value);
    }

    private int checked(int register) {
        if (register < 0 || register >= bound.declaration().registers().size()) {
            throw new IndexOutOfBoundsException("register " + register + " is not declared");
        }
        return register;
    }

    @Override
    public long memory(int word) {
        return state.machineMemory.word(id, checkedWord(word));
    }

    @Override
    public void memory(int word, long value) {
        int checked = checkedWord(word);
        if (!isMemoryOpen) {
            state.machineMemory.open(id);
            isMemoryOpen = true;
        }
        state.machineMemory.putWord(id, checked, value);
    }

    private int checkedWord(int word) {
        if (word < 0 || word >= bound.declaration().memoryWords()) {
            throw new IndexOutOfBoundsException("word " + word + " of memory is not declared");
        }
        return word;
    }

    @Override
    public long random() {
        return machines.nextRandom(id);
    }

    @Override
    public double randomDouble() {
        return (random() >>> DOUBLE_SHIFT) * DOUBLE_UNIT;
    }

    @Override
    public void write(int output, double value) {
        outputs.write(output, TagType.FLOAT64, Double.doubleToLongBits(value));
    }

    @Override
    public void write(int output, boolean value) {
        outputs.write(output, TagType.BOOL, value ? 1 : 0);
    }

    @Override
    public void write(int output, long value) {
        outputs.write(output, TagType.INT64, value);
    }

    @Override
    public long outputLong(int output) {
        return outputs.bits(output);
    }

    @Override
    public int outputQuality(int output) {
        return outputs.quality(output);
    }

    @Override
    public void request(int kind, long first, long second) {
        outputs.checkResults();
        if (kind < 0 || kind >= bound.declaration().requests().size()) {
            throw new IndexOutOfBoundsException("request " + kind + " is not declared");
        }
        long requestId = outputs.nextRef();
        machines.putRequest(id, requestId);
        outbox.append(Result.MACHINE_REQUEST, id, 0, kind, 0, nowNs, requestId, first, second);
    }

    @Override
    public int requestState() {
        return machines.requestState(id);
    }

    @Override
    public int resultStatus() {
        return machines.resultStatus(id);
    }

    @Override
    public long resultValue() {
        return machines.resultValue(id);
    }
}
