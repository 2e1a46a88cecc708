package io.ringmain.core.machine;

/**
 * Work that a machine has asked for, because it must not block itself.
 *
 * @param id identity of the request; the answer refers to it
 * @param machineId id of the machine that asks
 * @param machine name of the machine that asks
 * @param kind declared name of the kind of work
 * @param first first number of the request
 * @param second second number of the request
 * @param ringTimeNs ring time at which it was asked for, ns since the epoch
 */
public record MachineRequest(
        long id, int machineId, String machine, String kind, long first, long second, long ringTimeNs) {
    /** Nothing was asked for. */
    public static final int NONE = 0;
    /** Asked for and not answered. */
    public static final int OPEN = 1;
    /** Status and value of the answer are there. */
    public static final int ANSWERED = 2;
}
