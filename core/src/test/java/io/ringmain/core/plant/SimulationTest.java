package io.ringmain.core.plant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Many random plants. {@code -Dringmain.simulation.runs=N} sets how many, {@code -Dringmain.simulation.seed=S} the first
 * seed; a failure names the seed that gives it again.
 */
class SimulationTest {
    private static final int STEPS = 400;

    private static final int WIDE_STEPS = 120;
    private static final int CROWD = 4_500;

    @Test
    void shouldReplayAndRecoverWhateverAPlantHasDone() {
        simulate(300, STEPS, 0);
    }

    @Test
    void shouldReplayAndRecoverAPlantInWhichThousandsOfThingsFollowFromOne() {
        simulate(2, WIDE_STEPS, CROWD);
    }

    @Test
    void shouldGiveTheSameStateHashesAsEver() {
        // On every JDK. It changes with LOGIC, on purpose, and with what the simulation makes at random.
        long hashes = 0;
        for (long seed = 1; seed <= 20; seed++) {
            Simulation simulation = new Simulation(seed, 0);
            simulation.run(STEPS);
            hashes = 31 * hashes + simulation.stateHash();
        }
        assertThat(Long.toHexString(hashes)).isEqualTo("9bdb6ec33fdea70a");
    }

    private static void simulate(long runsByDefault, int steps, int crowd) {
        long first = Long.getLong("ringmain.simulation.seed", 1);
        long runs = Long.getLong("ringmain.simulation.runs", runsByDefault);
        System.out.println("SimulationTest seeds " + first + " to " + (first + runs - 1));
        for (long seed = first; seed < first + runs; seed++) {
            try {
                new Simulation(seed, crowd).run(steps);
            } catch (RuntimeException | Error e) {
                throw new AssertionError(
                        "seed " + seed + " (again with -Dringmain.simulation.runs=1 -Dringmain.simulation.seed=" + seed
                                + "): " + e.getMessage(),
                        e);
            }
        }
    }
}
