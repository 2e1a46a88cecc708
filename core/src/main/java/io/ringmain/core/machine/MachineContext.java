package io.ringmain.core.machine;

/**
 * All that a machine sees during one step; valid only within {@link Machine#step}. Indices are the declaration's. What is
 * not declared throws, and so faults the machine.
 *
 * <p>Everything here is a function of the events of the ring: a replay of the journal steps the machine through the same
 * values.
 */
public interface MachineContext {

    // ---- time

    /** Ring time of this step, ns since the epoch. */
    long ringTimeNs();

    /** Ring time since the previous step, ns; steps missed in between are collapsed into this one. */
    long deltaNs();

    /** The interval in use, ns. */
    long intervalNs();

    // ---- state

    int state();

    /** Ring time since the present state was entered, ns. */
    long timeInStateNs();

    /** True in the first step that begins in the present state: the place for what is to be done once on entry. */
    boolean isEntered();

    /**
     * The state into which an operator has moved the machine since its previous step, {@link MachineDeclaration#NO_STATE}
     * when none has. A legal request is carried out when its command is, between steps: {@link #state} is that state
     * already, and the machine may leave it in this step.
     */
    int requestedTransition();

    /** Takes a declared transition; an undeclared one throws and faults the machine. */
    void transitionTo(int state);

    // ---- inputs

    default double inputDouble(int input) {
        return Double.longBitsToDouble(inputLong(input));
    }

    /** The value of an int64 or bool input, the bits of a float64 one. */
    long inputLong(int input);

    default boolean inputBoolean(int input) {
        return inputLong(input) != 0;
    }

    /** Whether a string input is exactly that text. */
    boolean isInputText(int input, byte[] utf8);

    /** OPC UA status code of the input; BadConfigurationError for an optional one that is not bound. */
    int inputQuality(int input);

    /** False for an optional input that no tag is bound to; it reads as 0. */
    boolean isInputBound(int input);

    // ---- attributes

    /** An attribute as a number, whatever its numeric type; 0 or 1 for a bool. */
    double attribute(int attribute);

    long attributeLong(int attribute);

    default boolean attributeBoolean(int attribute) {
        return attributeLong(attribute) != 0;
    }

    String attributeText(int attribute);

    /**
     * Sets a float64 attribute, as if an operator had: for settings that follow what the machine does. A value out of the
     * attribute's range is brought into it.
     */
    void attribute(int attribute, double value);

    // ---- memory

    long register(int register);

    void register(int register, long value);

    default double registerDouble(int register) {
        return Double.longBitsToDouble(register(register));
    }

    default void registerDouble(int register, double value) {
        register(register, Double.doubleToLongBits(value));
    }

    /** One of the declared words of memory. */
    long memory(int word);

    void memory(int word, long value);

    default double memoryDouble(int word) {
        return Double.longBitsToDouble(memory(word));
    }

    default void memoryDouble(int word, double value) {
        memory(word, Double.doubleToLongBits(value));
    }

    /** The next 64 pseudo-random bits; the generator is a part of the machine's state. */
    long random();

    /** A pseudo-random number from 0 inclusive to 1 exclusive. */
    double randomDouble();

    // ---- outputs

    /** Writes an output: to the device when its tag is bound to a connector, else to the CVT at once. */
    void write(int output, double value);

    void write(int output, long value);

    void write(int output, boolean value);

    /** The present value of the output's tag, which others may have written, too. */
    default double outputDouble(int output) {
        return Double.longBitsToDouble(outputLong(output));
    }

    /** The value of an int64 or bool output's tag, the bits of a float64 one. */
    long outputLong(int output);

    int outputQuality(int output);

    // ---- blocking work

    /**
     * Asks for work that may take its time; the answer is there in a later step. The kind is the index of a declared
     * request. One request is open at a time: a new one takes the place of an older one, whose answer is dropped then.
     */
    void request(int kind, long first, long second);

    /** {@link MachineRequest#NONE}, {@link MachineRequest#OPEN} or {@link MachineRequest#ANSWERED}, until the next one. */
    int requestState();

    /** OPC UA status code of the answer; BadRequestInterrupted when the process ended before it came. */
    int resultStatus();

    /** Value of the answer. */
    long resultValue();
}
