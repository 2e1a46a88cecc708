package io.ringmain.core.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineContext;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.site.SiteDefinition;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MachineOverrunTest {
    private static final long MS = 1_000_000;

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicLong addedNs = new AtomicLong();

    /** A machine that does what none may do. */
    private final class Blocking implements Machine {
        @Override
        public MachineDeclaration declaration() {
            return new MachineDeclaration(
                    "blocking", List.of("ONLY"), List.of(), List.of(), List.of(), List.of(), List.of());
        }

        @Override
        public void step(MachineContext context) {
            entered.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void shouldNameTheMachineThatHangsWhileItHangs() throws InterruptedException {
        MemoryJournalStore store = new MemoryJournalStore();
        SiteDefinition site = new SiteDefinition(
                "hanging",
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        new MachineDefinition("Other", "idle", 10 * MS, Map.of(), Map.of()),
                        new MachineDefinition("Hanging", "blocking", MS, Map.of(), Map.of())));
        Machine idle = new Machine() {
            @Override
            public MachineDeclaration declaration() {
                return new MachineDeclaration(
                        "idle", List.of("ONLY"), List.of(), List.of(), List.of(), List.of(), List.of());
            }

            @Override
            public void step(MachineContext context) {}
        };
        Plant plant = Plant.launch(new PlantContext()
                .site(site)
                .journalStore(store)
                .snapshotStore(store)
                .machines(List.of(idle, new Blocking()))
                .mode(ThreadingMode.DEDICATED)
                .clocks(() -> System.nanoTime() + addedNs.get(), () -> 1_000_000 * MS));
        try {
            assertThat(entered.await(60, TimeUnit.SECONDS)).isTrue();
            addedNs.addAndGet(5_000 * MS);
            PlantStatus status = plant.status();
            assertThat(status.runningStep()).isNotNull();
            assertThat(status.runningStep().machineId()).isEqualTo(1);
            assertThat(status.runningStep().elapsedNs()).isGreaterThanOrEqualTo(5_000 * MS);
            assertThat(status.runningStep().sinceNs()).isPositive();
            assertThat(status.isHealthy()).isFalse();
            assertThat(status.reasons()).singleElement().asString().contains("machine Hanging", "one step");
        } finally {
            released.countDown();
        }
        assertThat(plant.drain(10_000)).isTrue();
        assertThat(plant.status().runningStep()).isNull();
        assertThat(plant.status().isHealthy()).isTrue();
        assertThat(plant.longestStepNs(1)).isGreaterThanOrEqualTo(5_000 * MS);
        assertThat(plant.longestStepNs(0)).isLessThan(5_000 * MS);
        plant.close();
    }
}
