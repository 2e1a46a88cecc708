package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineContext;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MachineErrorsTest {
    private record Scripted(String type, Consumer<MachineContext> body) implements Machine {
        @Override
        public MachineDeclaration declaration() {
            return new MachineDeclaration(
                    type,
                    List.of("ONLY"),
                    List.of(),
                    List.of(),
                    List.of(new MachineDeclaration.Port("out", TagType.INT64)),
                    List.of(),
                    List.of("count"));
        }

        @Override
        public void step(MachineContext context) {
            body.accept(context);
        }
    }

    private static void count(MachineContext context) {
        context.register(0, context.register(0) + 1);
        context.write(0, context.register(0));
    }

    private static int deep(int depth) {
        return deep(depth + 1) + 1;
    }

    static Stream<Consumer<MachineContext>> faults() {
        return Stream.of(
                context -> {
                    throw new IllegalStateException("broken");
                },
                context -> {
                    throw new AssertionError("broken");
                },
                context -> {
                    throw new NoClassDefFoundError("broken");
                },
                context -> deep(0),
                context -> context.transitionTo(1),
                context -> context.register(1, 5),
                context -> context.inputDouble(3),
                context -> context.write(0, 1.5));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void shouldFaultOneMachineAndNoOther(Consumer<MachineContext> fault) {
        SiteDefinition site = new SiteDefinition(
                "faults",
                List.of(),
                List.of(
                        TagDefinition.internal("A", TagType.INT64),
                        TagDefinition.internal("B", TagType.INT64),
                        TagDefinition.internal("C", TagType.INT64)),
                List.of(),
                List.of(
                        new MachineDefinition("A", "good", SECOND, Map.of("out", "A"), Map.of()),
                        new MachineDefinition("B", "bad", SECOND, Map.of("out", "B"), Map.of()),
                        new MachineDefinition("C", "good", SECOND, Map.of("out", "C"), Map.of())));
        TestPlant plant = new TestPlant(site)
                .machines(new Scripted("good", MachineErrorsTest::count), new Scripted("bad", fault))
                .start();
        for (int i = 0; i < 5; i++) {
            plant.tick(SECOND);
        }
        assertThat(plant.machine("A").registers[0]).isEqualTo(5);
        assertThat(plant.machine("C").registers[0]).isEqualTo(5);
        assertThat(plant.tag("C").bits).isEqualTo(5);
        assertThat(plant.machine("B").isFaulted).isTrue();
        assertThat(plant.machine("B").steps).isEqualTo(1);
        assertThat(plant.plant().status().isHealthy()).isFalse();
        assertThat(plant.plant().status().reasons()).as("recorded once").hasSize(1);
        assertThat(plant.accounting("system").quarantined()).isZero();
        plant.start();
        assertThat(plant.machine("B").isFaulted).as("stays so").isTrue();
        plant.assertReplays();
    }
}
