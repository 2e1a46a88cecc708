package io.ringmain.core.logic;

/**
 * Hears when a machine's step begins and ends, so that a stage can measure it. It gives nothing back: LOGIC can not see a
 * clock through it.
 *
 * <p>Thread: LOGIC.
 */
public interface StepWatch {
    /** Watches nothing. */
    StepWatch NONE = new StepWatch() {
        @Override
        public void onBegin(int machineId) {}

        @Override
        public void onEnd(int machineId) {}
    };

    void onBegin(int machineId);

    /** Called when the step failed, too. */
    void onEnd(int machineId);
}
