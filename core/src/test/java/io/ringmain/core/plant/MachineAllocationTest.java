package io.ringmain.core.plant;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineContext;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDeclaration.Attribute;
import io.ringmain.core.machine.MachineDeclaration.Port;
import io.ringmain.core.machine.MachineDeclaration.Transition;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.machine.MachineSnapshot;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineAllocationTest {
    private static final long MS = 1_000_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long nowNs = 1_000_000 * MS;
    private long changes;

    /** Uses the whole context in every step. */
    private static final class Busy implements Machine {
        private final byte[] word = "word".getBytes(StandardCharsets.UTF_8);
        private final MachineDeclaration declaration = new MachineDeclaration(
                        "busy",
                        List.of("ON", "OFF"),
                        List.of(new Transition(0, 1), new Transition(1, 0)),
                        List.of(new Port("text", TagType.STRING), new Port("spare", TagType.FLOAT64).optional()),
                        List.of(new Port("out", TagType.FLOAT64), new Port("flag", TagType.BOOL)),
                        List.of(
                                Attribute.number("gain", 2, 0, 10),
                                Attribute.whole("step", 3, 0, 10),
                                Attribute.flag("on", true),
                                Attribute.text("label", "none")),
                        List.of("sum", "entries"))
                .withMemory(40);

        @Override
        public MachineDeclaration declaration() {
            return declaration;
        }

        @Override
        public void step(MachineContext context) {
            double value = context.attribute(0) * context.randomDouble() + context.attribute(1) + context.attribute(2);
            int word = (int) (context.random() & 31);
            context.memoryDouble(word, context.memoryDouble(word) + value);
            context.memory(39, context.memory(39) + context.attributeLong(1));
            context.registerDouble(0, value + context.inputDouble(1));
            if (context.isEntered()
                    && !context.isInputText(0, this.word)
                    && !context.attributeText(3).isEmpty()) {
                context.register(1, context.register(1) + 1);
            }
            context.write(0, value);
            context.write(1, context.outputDouble(0) > 4);
            context.transitionTo(1 - context.state());
        }
    }

    @Test
    void shouldNotAllocateForStepsOrReads() {
        Plant plant = Plant.launch(new PlantContext()
                .site(new SiteDefinition(
                        "busy",
                        List.of(),
                        List.of(
                                TagDefinition.internal("Text", TagType.STRING),
                                TagDefinition.internal("Out", TagType.FLOAT64),
                                TagDefinition.internal("Flag", TagType.BOOL)),
                        List.of(),
                        List.of(new MachineDefinition(
                                "Busy", "busy", MS, Map.of("text", "Text", "out", "Out", "flag", "Flag"), Map.of()))))
                .journalStore(new CountingStore())
                .snapshotStore(new MemoryJournalStore())
                .snapshotIntervalNs(0)
                .machines(List.of(new Busy()))
                .mode(ThreadingMode.INVOKER)
                .clocks(() -> nowNs, () -> nowNs));
        plant.addListener(new OutcomeListener() {
            @Override
            public void onMachine(long sequence, int machineId, int from, int to, int cause, long ringTimeNs) {
                changes++;
            }
        });
        MachineSnapshot state = new MachineSnapshot();
        run(plant, state, 50_000);
        // The least of several rounds: now and then the JVM itself takes about 100 bytes, when it throws code away.
        long allocated = Long.MAX_VALUE;
        int steps = 50_000;
        for (int round = 0; round < 10 && allocated > 0; round++) {
            steps += 50_000;
            long before = threads.getCurrentThreadAllocatedBytes();
            run(plant, state, 50_000);
            allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(changes).isEqualTo(steps);
        assertThat(state.isFaulted).isFalse();
        assertThat(state.steps).isEqualTo(steps);
        assertThat(plant.status().reasons()).isEmpty();
        assertThat(allocated).isZero();
    }

    private void run(Plant plant, MachineSnapshot state, int steps) {
        for (int i = 0; i < steps; i++) {
            nowNs += MS;
            plant.tick();
            plant.stepAll();
            plant.machines().read(0, state);
        }
    }
}
