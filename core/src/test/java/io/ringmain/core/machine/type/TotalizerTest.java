package io.ringmain.core.machine.type;

import static io.ringmain.core.machine.SteppedMachine.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringmain.core.machine.SteppedMachine;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Flows per hour, stepped once a second. */
class TotalizerTest {
    private final SteppedMachine totalizer = new SteppedMachine(new Totalizer(), 1);

    @Test
    void shouldCountAConstantFlow() {
        totalizer.in("flow", 36.0).steps(101);
        assertThat(totalizer.out("total")).as("100 intervals").isCloseTo(1, within(1e-12));
        assertThat(totalizer.out("grand-total")).isCloseTo(1, within(1e-12));
    }

    @Test
    void shouldCountATrapezoidBetweenTwoSteps() {
        totalizer.in("flow", 0.0).step().in("flow", 3600.0).step(4 * SECOND);
        assertThat(totalizer.out("total")).isEqualTo(2);
    }

    @Test
    void shouldCountPerDeclaredUnitOfTime() {
        totalizer.set("unit-s", 60).in("flow", 60.0).steps(11);
        assertThat(totalizer.out("total")).isCloseTo(10, within(1e-12));
    }

    @Test
    void shouldNotCountBadFlowsButTheirTime() {
        totalizer.in("flow", 3600.0).steps(11).bad("flow").steps(5);
        assertThat(totalizer.stateName()).isEqualTo("BAD");
        assertThat(totalizer.out("total")).isEqualTo(10);
        totalizer.in("flow", 3600.0).steps(3);
        assertThat(totalizer.stateName()).isEqualTo("COUNTING");
        assertThat(totalizer.out("total")).isEqualTo(12);
        assertThat(totalizer.registerNamed("bad-ns")).isEqualTo(6 * SECOND);
        totalizer.in("flow", Double.NaN).step();
        assertThat(totalizer.stateName()).isEqualTo("BAD");
    }

    @Test
    void shouldNotCountAGapButMeasureIt() {
        totalizer.in("flow", 3600.0).steps(11).step(60 * SECOND).steps(2);
        assertThat(totalizer.out("total")).isEqualTo(12);
        assertThat(totalizer.registerNamed("gap-ns")).isEqualTo(60 * SECOND);
    }

    @Test
    void shouldCutOffSmallFlowsAndReverseOnes() {
        totalizer.set("cutoff", 5).in("flow", 4.9).steps(10).in("flow", -3600.0).steps(10);
        assertThat(totalizer.out("total")).isZero();
        totalizer.set("reverse", 1).in("flow", -3600.0).steps(2);
        assertThat(totalizer.out("total")).isEqualTo(-1.5);
    }

    @Test
    void shouldEndABatchAtItsPresetAndCountTheOverrun() {
        totalizer.set("preset", 10).in("flow", 3600.0).steps(10);
        assertThat(totalizer.isOn("batch-end")).isFalse();
        totalizer.step();
        assertThat(totalizer.stateName()).isEqualTo("COMPLETE");
        assertThat(totalizer.isOn("batch-end")).isTrue();
        totalizer.steps(2);
        assertThat(totalizer.out("total")).isEqualTo(12);
        totalizer.bad("flow").step();
        assertThat(totalizer.isOn("batch-end"))
                .as("stays while the flow is bad")
                .isTrue();
        totalizer.in("flow", 3600.0).step();
        assertThat(totalizer.stateName()).isEqualTo("COMPLETE");
        totalizer.operate("RESETTING").step();
        assertThat(totalizer.stateName()).isEqualTo("COUNTING");
        assertThat(totalizer.out("total")).isZero();
        assertThat(totalizer.isOn("batch-end")).isFalse();
        assertThat(totalizer.out("grand-total")).as("is not reset").isEqualTo(12);
        assertThat(totalizer.registerNamed("batches")).isEqualTo(1);
        assertThat(totalizer.registerNamed("resets")).isEqualTo(1);
    }

    @Test
    void shouldBeginTheNextBatchByItselfWithTheOverrunWhenDeclared() {
        totalizer.set("preset", 2.5).set("repeat", 1).in("flow", 3600.0).steps(4);
        assertThat(totalizer.isOn("batch-end")).isTrue();
        assertThat(totalizer.out("total")).isEqualTo(0.5);
        totalizer.step();
        assertThat(totalizer.isOn("batch-end")).isFalse();
        totalizer.steps(96);
        assertThat(totalizer.registerNamed("batches")).isEqualTo(40);
    }

    @Test
    void shouldNotCountWhilePaused() {
        totalizer
                .in("flow", 3600.0)
                .steps(11)
                .operate("PAUSED")
                .steps(7)
                .operate("COUNTING")
                .steps(3);
        assertThat(totalizer.out("total")).isEqualTo(12);
    }

    @Test
    void shouldNotLoseSmallAmountsInALargeTotal() {
        long seed = 7;
        Random random = new Random(seed);
        totalizer.set("unit-s", 1).set("max-gap-s", 1e4).in("flow", 1e12).step().step(1_000 * SECOND);
        totalizer.in("flow", 0.0).step(SECOND);
        double begin = totalizer.out("total");
        double exact = 0;
        double last = 0;
        for (int i = 0; i < 100_000; i++) {
            double flow = random.nextDouble() * 1e-2;
            totalizer.in("flow", flow).step();
            exact += (last + flow) / 2;
            last = flow;
        }
        assertThat(totalizer.out("total") - begin).as("seed %d", seed).isCloseTo(exact, within(0.3));
    }
}
