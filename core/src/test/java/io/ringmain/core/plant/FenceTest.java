package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmState;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.replay.Replay;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.core.ring.CommandState;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The journal can not be written any more. */
class FenceTest {
    private final ScriptedConnector device = new ScriptedConnector();
    private final TestPlant plant = new TestPlant(new SiteDefinition(
                    "fence",
                    List.of(ScriptedConnector.definition("plc")),
                    List.of(
                            TagDefinition.internal("Level", TagType.FLOAT64),
                            ScriptedConnector.tag("Valve", TagType.BOOL, "plc")),
                    List.of(AlarmDefinition.limit("Level", AlarmKind.HI, 80)),
                    List.of()))
            .connectors(device)
            .start();

    private void fill() {
        plant.store().fill();
        plant.update("Level", 10.0);
    }

    @Test
    void shouldGoOnWithValuesAndAlarmsUnderABanner() {
        fill();
        plant.update("Level", 90.0);
        assertThat(plant.tag("Level").asDouble()).isEqualTo(90);
        assertThat(plant.alarm("Level.HI").state).isEqualTo(AlarmState.UNACK);
        assertThat(plant.plant().status().isHealthy()).isFalse();
        assertThat(plant.plant().status().reasons())
                .anyMatch(reason -> reason.startsWith("UNRECORDED"))
                .hasSize(2);
        assertThat(plant.plant().status().stages().get(1).errors()).isEqualTo(1);
    }

    @Test
    void shouldRefuseCommands() {
        fill();
        CompletableFuture<CommandOutcome> outcome =
                plant.submit(plant.write("Level", TagType.FLOAT64, Double.doubleToLongBits(5)));
        assertThatThrownBy(outcome::join).hasCauseInstanceOf(RingFullException.class);
        assertThat(plant.tag("Level").asDouble()).isEqualTo(10);
    }

    @Test
    void shouldNotSendAnUnrecordedWriteToADevice() {
        plant.store().fill();
        CompletableFuture<CommandOutcome> outcome = plant.submit(plant.write("Valve", TagType.BOOL, 1));
        plant.tick(0);
        assertThat(device.writes).isEmpty();
        assertThat(outcome.join().state()).isEqualTo(CommandState.FAILED);
        assertThat(outcome.join().statusCode()).isEqualTo(Quality.BAD_RESOURCE_UNAVAILABLE);
    }

    @Test
    void shouldNotReportAnUnrecordedCommandAsDone() {
        plant.update("Level", 90.0);
        plant.store().fill();
        CommandOutcome outcome = plant.submit(plant.command(
                        Command.Kind.ACKNOWLEDGE, plant.plant().site().alarmId("Level.HI"), 0))
                .join();
        assertThat(outcome.state()).isEqualTo(CommandState.FAILED);
        assertThat(outcome.statusCode()).isEqualTo(Quality.BAD_RESOURCE_UNAVAILABLE);
    }

    @Test
    void shouldReportAWriteThatWasRecordedBeforeTheFence() {
        CompletableFuture<CommandOutcome> outcome = plant.submit(plant.write("Valve", TagType.BOOL, 1));
        fill();
        device.context.answer(device.lastWrite().writeId(), Quality.GOOD);
        plant.plant().stepAll();
        assertThat(outcome.join().state()).isEqualTo(CommandState.DONE);
    }

    @Test
    void shouldFenceWhenTheDiskDoesNotTakeIt() {
        plant.store().breakForce();
        CompletableFuture<CommandOutcome> outcome = plant.submit(plant.write("Valve", TagType.BOOL, 1));
        plant.tick(0);
        assertThat(device.writes).isEmpty();
        assertThat(outcome.join().state()).isEqualTo(CommandState.FAILED);
        assertThat(outcome.join().statusCode()).isEqualTo(Quality.BAD_RESOURCE_UNAVAILABLE);
        plant.update("Level", 90.0);
        assertThat(plant.alarm("Level.HI").state).isEqualTo(AlarmState.UNACK);
        assertThat(plant.plant().status().reasons())
                .anyMatch(reason -> reason.startsWith("UNRECORDED"))
                .anyMatch(reason -> reason.contains("SYNC"));
        plant.close();
        assertThat(plant.store().hasSnapshot()).isFalse();
    }

    @Test
    void shouldForceForCommandsAndAlarmsAndNotForUpdates() {
        plant.update("Level", 10.0);
        int before = plant.store().forces();
        plant.update("Level", 11.0);
        assertThat(plant.store().forces()).isEqualTo(before);
        assertThat(plant.plant().status().journal().lag()).isEqualTo(2);
        plant.update("Level", 90.0);
        assertThat(plant.store().forces()).isEqualTo(before + 1);
        assertThat(plant.plant().status().journal().lag()).isZero();
        plant.submit(plant.write("Level", TagType.FLOAT64, Double.doubleToLongBits(5)))
                .join();
        assertThat(plant.store().forces()).isEqualTo(before + 2);
        assertThat(plant.plant().status().journal().force().count()).isEqualTo(before + 2);
    }

    @Test
    void shouldNotStoreASnapshotOfWhatIsNotRecorded() {
        fill();
        plant.update("Level", 90.0).close();
        assertThat(plant.store().hasSnapshot()).isFalse();
    }

    @Test
    void shouldStartAgainFromWhatWasRecorded() {
        plant.update("Level", 50.0);
        fill();
        plant.close();
        TestPlant next = new TestPlant(
                        new SiteDefinition(
                                "fence",
                                List.of(),
                                List.of(TagDefinition.internal("Level", TagType.FLOAT64)),
                                List.of(),
                                List.of()),
                        plant.store().prefix(plant.store().excerpts()))
                .start();
        assertThat(next.tag("Level").asDouble()).isEqualTo(50);
        assertThat(next.plant().status().isHealthy()).isTrue();
        next.tick(SECOND).update("Level", 51.0).assertReplays();
    }

    @ParameterizedTest
    @EnumSource(
            value = ThreadingMode.class,
            names = {"DEDICATED", "SHARED"})
    void shouldNeverLeaveTheRingFull(ThreadingMode mode) throws InterruptedException {
        MemoryJournalStore store = new MemoryJournalStore();
        Plant running = Plant.launch(new PlantContext()
                .site(new SiteDefinition(
                        "full",
                        List.of(),
                        List.of(TagDefinition.internal("Level", TagType.FLOAT64)),
                        List.of(AlarmDefinition.limit("Level", AlarmKind.HI, 80)),
                        List.of()))
                .journalStore(store)
                .snapshotStore(store)
                .mode(mode)
                .ringSize(64));
        List<Thread> producers = new ArrayList<>();
        for (int p = 0; p < 3; p++) {
            SourcePublisher source = running.publisher("producer " + p, Backpressure.WAIT);
            producers.add(new Thread(() -> {
                for (int i = 0; i < 20_000; i++) {
                    if (i == 10_000) {
                        store.fill();
                    }
                    source.update(0, (double) (i % 100), Quality.GOOD, i);
                }
            }));
        }
        producers.forEach(Thread::start);
        for (Thread producer : producers) {
            producer.join();
        }
        assertThat(running.drain(10_000)).isTrue();
        assertThat(running.status().reasons()).anyMatch(reason -> reason.startsWith("UNRECORDED"));
        running.close();
        for (int p = 0; p < 3; p++) {
            String name = "producer " + p;
            PlantStatus.SourceStatus s = running.status().sources().stream()
                    .filter(source -> source.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            assertThat(s.applied()).isEqualTo(20_000).isEqualTo(s.received());
        }
        assertThat(Replay.verify(store, List.of()).difference()).isEmpty();
    }
}
