package io.ringmain.core.machine;

/** All that a machine sees during one step; valid only within {@link Machine#step}. Indices are the declaration's. */
public interface MachineContext {

    /** Ring time of this step, ns since the epoch. */
    long ringTimeNs();

    /** Ring time since the previous step, ns; steps missed in between are collapsed into this one. */
    long deltaNs();

    int state();

    /** Ring time since the present state was entered, ns. */
    long timeInStateNs();

    /** Takes a declared transition; an undeclared one throws and faults the machine. */
    void transitionTo(int state);

    double inputDouble(int input);

    long inputLong(int input);

    boolean inputBoolean(int input);

    /** OPC UA status code of the input. */
    int inputQuality(int input);

    double attribute(int attribute);

    long register(int register);

    void register(int register, long value);

    double registerDouble(int register);

    void registerDouble(int register, double value);

    /** Writes an output: to the device when its tag is bound to a connector, else to the CVT at once. */
    void write(int output, double value);

    void write(int output, long value);

    void write(int output, boolean value);
}
