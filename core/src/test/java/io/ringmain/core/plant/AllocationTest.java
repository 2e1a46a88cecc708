package io.ringmain.core.plant;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmInput;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.machine.MachineSnapshot;
import io.ringmain.core.machine.type.PumpDuty;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Conditioning;
import io.ringmain.core.tag.Derivation;
import io.ringmain.core.tag.Filter;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.Scaling;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private static final int FLOATS = 1_000;
    private static final int BATCH = 256;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final CountingStore store = new CountingStore();
    private final byte[] text = "a text that changes".getBytes(StandardCharsets.UTF_8);
    private long nowNs = 1_000_000_000_000L;
    private long alarms;

    private Plant launch() {
        List<TagDefinition> tags = new ArrayList<>();
        List<AlarmDefinition> limits = new ArrayList<>();
        for (int i = 0; i < FLOATS; i++) {
            tags.add(TagDefinition.internal("F" + i, TagType.FLOAT64).withDeadband(i % 2));
            limits.add(AlarmDefinition.limit("F" + i, AlarmKind.HI, 80).withDelays(i % 3 * 1_000_000L, 0));
            limits.add(AlarmDefinition.limit("F" + i, AlarmKind.LO, 20));
        }
        Conditioning all = Conditioning.scaled(Scaling.linear(0, 100, 0, 100))
                .withFilters(
                        new Filter.Outlier(Filter.Outlier.Method.HAMPEL, 31, 3, 0, true),
                        new Filter.Outlier(Filter.Outlier.Method.Z_SCORE, 5, 3, 0, false),
                        new Filter.OutOfRange(5, 95, false),
                        new Filter.Exponential(1_000),
                        new Filter.Kalman(1, 1),
                        new Filter.Frozen(0.5, 5_000_000))
                .withStale(2_000_000);
        for (int i = 0; i < FLOATS; i += 10) {
            tags.set(i, tags.get(i).change().conditioning(all).build());
        }
        tags.add(TagDefinition.internal("text", TagType.STRING));
        tags.add(TagDefinition.internal("count", TagType.INT64));
        for (int i = 0; i < 100; i++) {
            String expression = List.of(
                            "F# + F1", "average(F#, 20ms)", "total(valid(F#, count))", "if(text == 'a', F#, rate(F#))")
                    .get(i % 4)
                    .replace("#", Integer.toString(i));
            tags.add(TagDefinition.builder("D" + i, TagType.FLOAT64)
                    .derivation(new Derivation(expression, 1_000_000))
                    .build());
        }
        Map<String, String> bindings = new TreeMap<>(Map.of("level", "F0"));
        for (String port : List.of("running-a", "running-b", "fault-a", "fault-b", "start-a", "start-b")) {
            tags.add(TagDefinition.internal(port, TagType.BOOL));
            bindings.put(port, port);
        }
        Plant plant = Plant.launch(new PlantContext()
                .site(new SiteDefinition(
                        "allocation",
                        List.of(),
                        tags,
                        limits,
                        List.of(new MachineDefinition("Pumps", PumpDuty.TYPE, 1_000_000, bindings, Map.of()))))
                .journalStore(store)
                .snapshotStore(new MemoryJournalStore())
                .snapshotIntervalNs(0)
                .machines(List.of(new PumpDuty()))
                .mode(ThreadingMode.INVOKER)
                .clocks(() -> nowNs, () -> nowNs));
        plant.addListener(new OutcomeListener() {
            @Override
            public void onAlarm(
                    long sequence,
                    int alarmId,
                    AlarmInput input,
                    int from,
                    int regions,
                    long occurrence,
                    long ringTimeNs) {
                alarms++;
            }
        });
        return plant;
    }

    private void run(Plant plant, SourcePublisher source, int updates) {
        for (int i = 0; i < updates; i++) {
            int tag = (int) ((i * 0x9E3779B97F4A7C15L) >>> 40) % FLOATS;
            nowNs += 1_000;
            if (i % 50 == 0) {
                source.update(FLOATS, text, 1 + i % text.length, Quality.GOOD, nowNs);
            } else if (i % 50 == 1) {
                source.update(FLOATS + 1, (long) i, Quality.GOOD, nowNs);
            } else if (i % 5_000 == 2) {
                source.update(tag, true, Quality.GOOD, nowNs);
            } else {
                int status = i % 99 == 0 ? Quality.BAD_SENSOR_FAILURE : Quality.GOOD;
                source.update(tag, (double) (i * 37L % 101), status, nowNs);
            }
            if (i % BATCH == 0) {
                plant.tick();
                plant.stepAll();
            }
        }
        plant.stepAll();
    }

    @Test
    void shouldNotAllocateForUpdatesFromThePublisherToTheOutcomes() {
        Plant plant = launch();
        SourcePublisher source = plant.publisher("source", Backpressure.REFUSE);
        // The least of several rounds: now and then the JVM itself takes about 100 bytes, when it throws code away.
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 10 && allocated > 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            run(plant, source, 1_000_000);
            allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(alarms).as("alarms went off").isGreaterThan(100_000);
        assertThat(store.journal.bytes).isPositive();
        assertThat(allocated).isZero();
        assertThat(plant.status().reasons()).isEmpty();
    }

    @Test
    void shouldNotAllocateForReads() {
        Plant plant = launch();
        run(plant, plant.publisher("source", Backpressure.REFUSE), 10_000);
        TagValue value = new TagValue();
        AlarmSnapshot alarm = new AlarmSnapshot();
        MachineSnapshot machine = new MachineSnapshot();
        // The least of several rounds: now and then the JVM itself takes about 100 bytes, when it throws code away.
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 500_000; i++) {
                plant.values().read(i % FLOATS, value);
                plant.values().read(FLOATS, value);
                plant.alarms().read(i % FLOATS, alarm);
                plant.machines().read(0, machine);
                plant.changes().of(i % FLOATS);
            }
            allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(allocated).isZero();
    }
}
