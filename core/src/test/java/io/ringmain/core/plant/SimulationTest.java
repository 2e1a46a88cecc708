package io.ringmain.core.plant;

import org.junit.jupiter.api.Test;

/**
 * Many random plants. {@code -Dringmain.simulation.runs=N} sets how many, {@code -Dringmain.simulation.seed=S} the first
 * seed; a failure names the seed that gives it again.
 */
class SimulationTest {
    private static final int STEPS = 400;

    @Test
    void shouldReplayAndRecoverWhateverAPlantHasDone() {
        long first = Long.getLong("ringmain.simulation.seed", 1);
        long runs = Long.getLong("ringmain.simulation.runs", 300);
        System.out.println("SimulationTest seeds " + first + " to " + (first + runs - 1));
        for (long seed = first; seed < first + runs; seed++) {
            try {
                new Simulation(seed).run(STEPS);
            } catch (RuntimeException | Error e) {
                throw new AssertionError(
                        "seed " + seed + " (again with -Dringmain.simulation.runs=1 -Dringmain.simulation.seed=" + seed
                                + "): " + e.getMessage(),
                        e);
            }
        }
    }
}
