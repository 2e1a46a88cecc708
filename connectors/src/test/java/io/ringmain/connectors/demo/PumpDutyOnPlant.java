package io.ringmain.connectors.demo;

import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineContext;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.type.PumpDuty;
import java.util.List;

/** Core's pump machine wired to the plant as in the demo site, without the ring between them. */
final class PumpDutyOnPlant implements MachineContext {
    private static final List<String> INPUTS = List.of(
            "Feed.TK101.Level", "Feed.P101A.Running", "Feed.P101B.Running", "Feed.P101A.Fault", "Feed.P101B.Fault");
    private static final List<String> OUTPUTS = List.of("Feed.P101A.Start", "Feed.P101B.Start");

    private final Machine machine = new PumpDuty();
    private final long[] registers = new long[MachineDeclaration.MAX_REGISTERS];
    private final DemoPlant plant;
    private long timeNs;
    private long deltaNs;
    private long enteredNs;
    private int state;

    PumpDutyOnPlant(DemoPlant plant) {
        this.plant = plant;
    }

    void step(long intervalNs) {
        deltaNs = intervalNs;
        timeNs += intervalNs;
        machine.step(this);
    }

    @Override
    public long ringTimeNs() {
        return timeNs;
    }

    @Override
    public long deltaNs() {
        return deltaNs;
    }

    @Override
    public long intervalNs() {
        return deltaNs();
    }

    @Override
    public void attribute(int attribute, double value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int state() {
        return state;
    }

    @Override
    public long timeInStateNs() {
        return timeNs - enteredNs;
    }

    @Override
    public void transitionTo(int next) {
        state = next;
        enteredNs = timeNs;
    }

    @Override
    public double inputDouble(int input) {
        return plant.number(INPUTS.get(input));
    }

    @Override
    public long inputLong(int input) {
        return (long) inputDouble(input);
    }

    @Override
    public boolean inputBoolean(int input) {
        return (Boolean) plant.value(INPUTS.get(input));
    }

    @Override
    public int inputQuality(int input) {
        return plant.statusCode(INPUTS.get(input));
    }

    @Override
    public double attribute(int attribute) {
        return machine.declaration().attributes().get(attribute).defaultValue().number();
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
    public void write(int output, double value) {
        throw new UnsupportedOperationException("the pumps take bools");
    }

    @Override
    public void write(int output, long value) {
        throw new UnsupportedOperationException("the pumps take bools");
    }

    @Override
    public void write(int output, boolean value) {
        plant.write(OUTPUTS.get(output), value);
    }

    private static UnsupportedOperationException unused() {
        return new UnsupportedOperationException("the pumps do not use this");
    }

    @Override
    public boolean isEntered() {
        return timeNs == enteredNs;
    }

    @Override
    public int requestedTransition() {
        return MachineDeclaration.NO_STATE;
    }

    @Override
    public boolean isInputText(int input, byte[] utf8) {
        throw unused();
    }

    @Override
    public boolean isInputBound(int input) {
        return true;
    }

    @Override
    public long attributeLong(int attribute) {
        throw unused();
    }

    @Override
    public String attributeText(int attribute) {
        throw unused();
    }

    @Override
    public long memory(int word) {
        throw unused();
    }

    @Override
    public void memory(int word, long value) {
        throw unused();
    }

    @Override
    public long random() {
        throw unused();
    }

    @Override
    public double randomDouble() {
        throw unused();
    }

    @Override
    public long outputLong(int output) {
        throw unused();
    }

    @Override
    public int outputQuality(int output) {
        throw unused();
    }

    @Override
    public void request(int kind, long first, long second) {
        throw unused();
    }

    @Override
    public int requestState() {
        throw unused();
    }

    @Override
    public int resultStatus() {
        throw unused();
    }

    @Override
    public long resultValue() {
        throw unused();
    }
}
