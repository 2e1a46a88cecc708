package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringmain.core.machine.AttributeValue;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.machine.type.Pid;
import io.ringmain.core.ring.Command;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A loop on a first-order process of 10 s, in a plant that is stopped, killed and operated. */
class PidPlantTest {
    private static final int MANUAL = 0;
    private static final int AUTO = 1;
    private static final int HOLD = 3;

    private final TestPlant plant = new TestPlant(site())
            .machines(new Pid())
            .connectors(new ScriptedConnector())
            .start();
    private double pv = 20;
    private long nextCommand = 1;

    private static SiteDefinition site() {
        return new SiteDefinition(
                "loop",
                List.of(ScriptedConnector.definition("plc")),
                List.of(
                        ScriptedConnector.tag("PV", TagType.FLOAT64, "plc"),
                        TagDefinition.internal("OP", TagType.FLOAT64)),
                List.of(),
                List.of(new MachineDefinition(
                        "Loop",
                        Pid.TYPE,
                        SECOND / 2,
                        Map.of("pv", "PV", "output", "OP"),
                        Map.of(
                                "start-automatic", AttributeValue.of(true),
                                "setpoint", AttributeValue.of(50.0),
                                "gain", AttributeValue.of(2.0),
                                "integral-time-s", AttributeValue.of(8.0)))));
    }

    private void seconds(double count) {
        for (int i = 0; i < count * 2; i++) {
            pv += (plant.tag("OP").asDouble() - pv) * 0.5 / 10;
            plant.update("PV", pv).tick(SECOND / 2);
        }
    }

    private double output() {
        return plant.tag("OP").asDouble();
    }

    private void operate(int state) {
        plant.submit(new Command(
                9, nextCommand++, Command.Kind.TRANSITION, 0, 0, null, 0, "", 0, 0, state, "ada", "because"));
        assertThat(plant.machine("Loop").state).isEqualTo(state);
    }

    private void set(int attribute, double value) {
        plant.submit(new Command(
                9,
                nextCommand++,
                Command.Kind.SET_ATTRIBUTE,
                0,
                0,
                TagType.FLOAT64,
                Double.doubleToLongBits(value),
                "",
                0,
                0,
                attribute,
                "ada",
                ""));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldGoOnWithoutABumpAfterARestart(boolean isClosed) {
        seconds(200);
        assertThat(pv).isCloseTo(50, within(0.01));
        double before = output();
        if (isClosed) {
            plant.close();
        }
        plant.pass(600 * SECOND).start().tick(SECOND / 2).tick(SECOND / 2);
        assertThat(plant.machine("Loop").state).as("nobody knows the PV yet").isEqualTo(HOLD);
        assertThat(output()).isEqualTo(before);
        pv = 47;
        plant.update("PV", pv).tick(SECOND / 2);
        assertThat(plant.machine("Loop").state).isEqualTo(AUTO);
        assertThat(output()).isCloseTo(before, within(1e-9));
        seconds(200);
        assertThat(pv).isCloseTo(50, within(0.01));
        plant.assertReplays();
    }

    @Test
    void shouldShowAnOperatorTheOutputFromWhichToGoOn() {
        seconds(200);
        double before = output();
        operate(MANUAL);
        seconds(1);
        assertThat(output()).isCloseTo(before, within(1e-9));
        assertThat(Double.longBitsToDouble(plant.machine("Loop").attributes[1])).isEqualTo(output());
        set(1, 30);
        seconds(100);
        assertThat(output()).isEqualTo(30);
        set(0, 40);
        operate(AUTO);
        seconds(0.5);
        assertThat(output()).isEqualTo(30);
        seconds(200);
        assertThat(pv).isCloseTo(40, within(0.01));
        plant.assertReplays();
    }
}
