package io.ringmain.core.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmSnapshot;
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
import io.ringmain.core.tag.TagValue;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PlantTest {
    private static final long SECOND = 1_000_000_000L;

    private final MemoryJournalStore store = new MemoryJournalStore();
    private long nowNs = 1_000 * SECOND;

    private final SiteDefinition site = new SiteDefinition(
            "test",
            List.of(),
            List.of(
                    TagDefinition.internal("A.Level", TagType.FLOAT64),
                    TagDefinition.internal("A.Text", TagType.STRING)),
            List.of(AlarmDefinition.limit("A.Level", AlarmKind.HI, 80)
                    .withDeadband(2)
                    .withDelays(SECOND, 0)),
            List.of());

    private Plant launch() {
        return Plant.launch(new PlantContext()
                .site(site)
                .journalStore(store)
                .snapshotStore(store)
                .mode(ThreadingMode.INVOKER)
                .clocks(() -> nowNs, () -> nowNs));
    }

    private static TagValue read(Plant plant, String tag) {
        TagValue value = new TagValue();
        assertThat(plant.values().read(plant.site().tagId(tag), value)).isTrue();
        return value;
    }

    private static AlarmSnapshot alarm(Plant plant, String name) {
        AlarmSnapshot alarm = new AlarmSnapshot();
        assertThat(plant.alarms().read(plant.site().alarmId(name), alarm)).isTrue();
        return alarm;
    }

    @Test
    void shouldRaiseAcknowledgeAndRecoverAnAlarm() {
        Plant plant = launch();
        SourcePublisher source = plant.publisher("test", Backpressure.REFUSE);
        int tag = plant.site().tagId("A.Level");
        source.update(tag, 81.0, Quality.GOOD, nowNs);
        plant.stepAll();
        assertThat(alarm(plant, "A.Level.HI").state).isEqualTo(AlarmState.NORM);
        nowNs += SECOND;
        plant.tick();
        plant.stepAll();
        assertThat(alarm(plant, "A.Level.HI").state).isEqualTo(AlarmState.UNACK);
        CompletableFuture<CommandOutcome> outcome = plant.submit(new Command(
                1, 2, Command.Kind.ACKNOWLEDGE, plant.site().alarmId("A.Level.HI"), 0, null, 0, "", "op", "seen"));
        plant.stepAll();
        assertThat(outcome).isCompleted();
        assertThat(outcome.join().state()).isEqualTo(CommandState.DONE);
        assertThat(alarm(plant, "A.Level.HI").state).isEqualTo(AlarmState.ACKED);
        long hash = plant.stateHash();

        // As after kill -9: no close, no snapshot.
        nowNs += SECOND;
        Plant again = launch();
        assertThat(alarm(again, "A.Level.HI").state).isEqualTo(AlarmState.ACKED);
        assertThat(read(again, "A.Level").asDouble()).isEqualTo(81.0);
        assertThat(hash).isNotEqualTo(again.stateHash());
        again.close();
        Replay.Report report = Replay.verify(store, List.of());
        assertThat(report.difference()).isEmpty();
        assertThat(report.isVerified()).isTrue();
        assertThat(report.stateHash()).isEqualTo(again.stateHash());

        Plant third = launch();
        assertThat(third.status().recovered().snapshotSequence()).isPositive();
        assertThat(alarm(third, "A.Level.HI").state).isEqualTo(AlarmState.ACKED);
    }
}
