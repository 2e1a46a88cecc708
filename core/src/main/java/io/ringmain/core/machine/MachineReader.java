package io.ringmain.core.machine;

/** Reads the present state of machines without locks, from any thread. */
public interface MachineReader {

    /** Copies one consistent record; false when there is no such machine. Allocates: nothing. */
    boolean read(int machineId, MachineSnapshot into);
}
