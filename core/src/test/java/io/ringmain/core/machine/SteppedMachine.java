package io.ringmain.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.machine.MachineDeclaration.Attribute;
import io.ringmain.core.machine.MachineDeclaration.Port;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import java.util.Arrays;
import java.util.List;

/** One machine with its memory, stepped by hand: inputs are set, outputs looked at, by name. Unset inputs are not bound. */
public final class SteppedMachine implements MachineContext {
    public static final long SECOND = 1_000_000_000L;

    private final Machine machine;
    private final MachineDeclaration declaration;
    private final long intervalNs;
    private final long[] inputs;
    private final int[] qualities;
    private final long[] outputs;
    private long[] written;
    private final int[] outputQualities;
    private final long[] attributes;
    private final long[] registers;
    private final long[] memory;
    private long nowNs = 1_000 * SECOND;
    private long deltaNs;
    private long lastNs = nowNs;
    private int state;
    private int requested = MachineDeclaration.NO_STATE;
    private long sinceNs = nowNs;

    public SteppedMachine(Machine machine, double intervalS) {
        this.machine = machine;
        declaration = machine.declaration();
        intervalNs = (long) (intervalS * SECOND);
        inputs = new long[declaration.inputs().size()];
        qualities = new int[inputs.length];
        Arrays.fill(qualities, Quality.BAD_INTERNAL_ERROR);
        outputs = new long[declaration.outputs().size()];
        outputQualities = new int[outputs.length];
        Arrays.fill(outputQualities, Quality.BAD_WAITING_FOR_INITIAL_DATA);
        attributes = declaration.attributes().stream()
                .mapToLong(attribute -> attribute.defaultValue().bits())
                .toArray();
        registers = new long[declaration.registers().size()];
        memory = new long[declaration.memoryWords()];
    }

    private static int index(List<Port> ports, String name) {
        for (int i = 0; i < ports.size(); i++) {
            if (ports.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no port " + name);
    }

    public SteppedMachine in(String name, double value) {
        return in(name, Double.doubleToLongBits(value), Quality.GOOD);
    }

    public SteppedMachine in(String name, boolean value) {
        return in(name, value ? 1 : 0, Quality.GOOD);
    }

    public SteppedMachine count(String name, long value) {
        return in(name, value, Quality.GOOD);
    }

    public SteppedMachine bad(String name) {
        return in(name, inputs[index(declaration.inputs(), name)], Quality.BAD_SENSOR_FAILURE);
    }

    private SteppedMachine in(String name, long bits, int quality) {
        int i = index(declaration.inputs(), name);
        inputs[i] = bits;
        qualities[i] = quality;
        return this;
    }

    public SteppedMachine shows(String output, double value) {
        int i = index(declaration.outputs(), output);
        outputs[i] = Double.doubleToLongBits(value);
        outputQualities[i] = Quality.GOOD;
        return this;
    }

    /** Outputs are bound to a device from now on: what is written is not shown until the test says so. */
    public SteppedMachine toDevice() {
        written = new long[outputs.length];
        return this;
    }

    /** What was written to the device last, 0 for nothing. */
    public long written(String output) {
        return written[index(declaration.outputs(), output)];
    }

    /** The output's tag shows a value with a status. */
    public SteppedMachine shows(String output, long bits, int status) {
        int i = index(declaration.outputs(), output);
        outputs[i] = bits;
        outputQualities[i] = status;
        return this;
    }

    public SteppedMachine showsBits(String output, long bits) {
        return shows(output, Double.longBitsToDouble(bits));
    }

    /** Whether the output has ever been written or shown. */
    public boolean isShown(String output) {
        return !Quality.isBad(outputQualities[index(declaration.outputs(), output)]);
    }

    public boolean hasInput(String name) {
        return declaration.inputs().stream().anyMatch(port -> port.name().equals(name));
    }

    public boolean hasOutput(String name) {
        return declaration.outputs().stream().anyMatch(port -> port.name().equals(name));
    }

    public SteppedMachine set(String name, double value) {
        Attribute attribute = attributeNamed(name);
        AttributeValue said = switch (attribute.type()) {
            case BOOL -> AttributeValue.of(value != 0);
            case INT64 -> AttributeValue.of((long) value);
            default -> AttributeValue.of(value);
        };
        assertThat(attribute.isInRange(said.bits())).as("%s %s", name, value).isTrue();
        attributes[declaration.attributes().indexOf(attribute)] = said.bits();
        return this;
    }

    public double get(String name) {
        return attribute(declaration.attributes().indexOf(attributeNamed(name)));
    }

    private Attribute attributeNamed(String name) {
        return declaration.attributes().stream()
                .filter(attribute -> attribute.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** An operator takes a transition, between steps. */
    public SteppedMachine operate(String to) {
        int next = declaration.states().indexOf(to);
        assertThat(declaration.transition(state, next))
                .as("%s to %s", stateName(), to)
                .matches(transition -> transition != null && transition.isOperator());
        state = next;
        requested = next;
        sinceNs = nowNs;
        return this;
    }

    /** A step after one interval. */
    public SteppedMachine step() {
        return step(intervalNs);
    }

    public SteppedMachine step(long afterNs) {
        nowNs += afterNs;
        deltaNs = nowNs - lastNs;
        lastNs = nowNs;
        machine.step(this);
        requested = MachineDeclaration.NO_STATE;
        return this;
    }

    public SteppedMachine steps(int count) {
        for (int i = 0; i < count; i++) {
            step();
        }
        return this;
    }

    public double out(String name) {
        return Double.longBitsToDouble(outputs[index(declaration.outputs(), name)]);
    }

    public long outLong(String name) {
        return outputs[index(declaration.outputs(), name)];
    }

    public boolean isOn(String name) {
        return outLong(name) != 0;
    }

    public String stateName() {
        return declaration.states().get(state);
    }

    public long registerNamed(String name) {
        return registers[declaration.registers().indexOf(name)];
    }

    public double numberNamed(String name) {
        return Double.longBitsToDouble(registerNamed(name));
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
        return intervalNs;
    }

    @Override
    public int state() {
        return state;
    }

    @Override
    public long timeInStateNs() {
        return nowNs - sinceNs;
    }

    @Override
    public boolean isEntered() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int requestedTransition() {
        return requested;
    }

    @Override
    public void transitionTo(int next) {
        assertThat(declaration.transition(state, next))
                .as("%s to %s", stateName(), next)
                .isNotNull();
        state = next;
        sinceNs = nowNs;
    }

    @Override
    public long inputLong(int input) {
        return inputs[input];
    }

    @Override
    public boolean isInputText(int input, byte[] utf8) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int inputQuality(int input) {
        return qualities[input];
    }

    @Override
    public boolean isInputBound(int input) {
        return qualities[input] != Quality.BAD_INTERNAL_ERROR;
    }

    @Override
    public double attribute(int attribute) {
        return declaration.attributes().get(attribute).type() == TagType.FLOAT64
                ? Double.longBitsToDouble(attributes[attribute])
                : attributes[attribute];
    }

    @Override
    public long attributeLong(int attribute) {
        return attributes[attribute];
    }

    @Override
    public String attributeText(int attribute) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void attribute(int attribute, double value) {
        attributes[attribute] = Double.doubleToLongBits(value);
    }

    @Override
    public long register(int register) {
        return registers[register];
    }

    @Override
    public void register(int register, long value) {
        registers[register] = value;
    }

    @Override
    public long memory(int word) {
        return memory[word];
    }

    @Override
    public void memory(int word, long value) {
        memory[word] = value;
    }

    @Override
    public long random() {
        throw new UnsupportedOperationException();
    }

    @Override
    public double randomDouble() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void write(int output, double value) {
        put(output, TagType.FLOAT64, Double.doubleToLongBits(value));
    }

    @Override
    public void write(int output, long value) {
        put(output, TagType.INT64, value);
    }

    @Override
    public void write(int output, boolean value) {
        put(output, TagType.BOOL, value ? 1 : 0);
    }

    private void put(int output, TagType type, long bits) {
        assertThat(declaration.outputs().get(output).type()).isEqualTo(type);
        if (written != null) {
            written[output] = bits;
            return;
        }
        outputs[output] = bits;
        outputQualities[output] = Quality.GOOD;
    }

    @Override
    public long outputLong(int output) {
        return outputs[output];
    }

    @Override
    public int outputQuality(int output) {
        return outputQualities[output];
    }

    @Override
    public void request(int kind, long first, long second) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int requestState() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int resultStatus() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long resultValue() {
        throw new UnsupportedOperationException();
    }
}
