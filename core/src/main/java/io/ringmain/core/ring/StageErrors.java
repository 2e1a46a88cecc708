package io.ringmain.core.ring;

/** Where a stage reports what should not have happened. Called at most a few times; may allocate and log. */
public interface StageErrors {

    /**
     * @param stage LOGIC, JOURNAL or OUTCOMES
     * @param sequence event at which it happened
     */
    void onError(String stage, long sequence, Throwable error);

    /** A machine's step has failed; it is in its safe state now. */
    default void onMachineError(int machineId, long sequence, Throwable error) {
        onError("LOGIC", sequence, error);
    }
}
