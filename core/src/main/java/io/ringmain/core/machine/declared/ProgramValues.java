package io.ringmain.core.machine.declared;

import io.ringmain.core.expression.Memory;
import io.ringmain.core.expression.Operands;
import io.ringmain.core.machine.MachineContext;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;

/**
 * What the expressions of one program read and remember during a step: inputs, then outputs, then attributes, then the time in the
 * state. Notes whether anything that was read is bad.
 *
 * <p>Thread: LOGIC. Owns: nothing that outlives a step. Allocates: nothing.
 */
final class ProgramValues implements Operands, Memory {
    private static final double NS_PER_S = 1e9;

    private final int outputs;
    private final int attributes;
    private final int timeInState;
    private final TagType[] attributeTypes;
    private MachineContext context;
    private int firstWord;
    private boolean isBad;

    ProgramValues(int inputCount, int outputCount, TagType[] attributeTypes) {
        outputs = inputCount;
        attributes = inputCount + outputCount;
        timeInState = attributes + attributeTypes.length;
        this.attributeTypes = attributeTypes;
    }

    void begin(MachineContext step) {
        context = step;
    }

    void end() {
        context = null;
    }

    /** Before an expression whose memory begins at that word. */
    void select(int word) {
        firstWord = word;
        isBad = false;
    }

    /** Whether the last expression has read something bad. */
    boolean isBad() {
        return isBad;
    }

    @Override
    public long bits(int id) {
        if (id >= attributes) {
            return setting(id);
        }
        isBad |= Quality.isBad(status(id));
        return id < outputs ? context.inputLong(id) : context.outputLong(id - outputs);
    }

    private long setting(int id) {
        if (id == timeInState) {
            return Double.doubleToLongBits(context.timeInStateNs() / NS_PER_S);
        }
        int attribute = id - attributes;
        return attributeTypes[attribute] == TagType.FLOAT64
                ? Double.doubleToLongBits(context.attribute(attribute))
                : context.attributeLong(attribute);
    }

    @Override
    public int status(int id) {
        return id >= attributes
                ? Quality.GOOD
                : id < outputs ? context.inputQuality(id) : context.outputQuality(id - outputs);
    }

    @Override
    public long element(int id, int index) {
        throw new IllegalStateException("machines read no arrays");
    }

    @Override
    public boolean textEquals(int id, byte[] utf8) {
        isBad |= Quality.isBad(status(id));
        return context.isInputText(id, utf8);
    }

    @Override
    public long word(int index) {
        return context.memory(firstWord + index);
    }

    @Override
    public void word(int index, long value) {
        context.memory(firstWord + index, value);
    }
}
