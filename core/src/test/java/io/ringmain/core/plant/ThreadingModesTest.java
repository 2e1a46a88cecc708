package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.machine.type.PumpDuty;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.replay.Replay;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Derivation;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThreadingModesTest {
    private static final int FLOATS = 200;
    private static final long SEED = 2026;

    static SiteDefinition site() {
        List<TagDefinition> tags = new ArrayList<>();
        List<AlarmDefinition> alarms = new ArrayList<>();
        for (int i = 0; i < FLOATS; i++) {
            String name = "F" + i;
            tags.add(
                    i % 4 == 0
                            ? ScriptedConnector.tag(name, TagType.FLOAT64, "plc")
                                    .withDeadband(i % 8)
                            : TagDefinition.internal(name, TagType.FLOAT64).withDeadband(i % 3));
            alarms.add(AlarmDefinition.limit(name, AlarmKind.HI, 70)
                    .withDeadband(i % 5)
                    .withDelays(i % 3 * 1_000_000L, i % 4 * 1_000_000L));
            alarms.add(AlarmDefinition.limit(name, AlarmKind.LOLO, 10).latching());
        }
        Map<String, String> bindings = new TreeMap<>(Map.of("level", "F1"));
        for (String port : List.of("running-a", "running-b", "fault-a", "fault-b", "start-a", "start-b")) {
            tags.add(TagDefinition.internal(port, TagType.BOOL));
            bindings.put(port, port);
        }
        tags.add(TagDefinition.internal("text", TagType.STRING));
        tags.add(TagDefinition.internal("count", TagType.INT64));
        for (int i = 0; i < 20; i++) {
            String expression = List.of("F# + F1", "average(F#, 20ms)", "total(valid(F#, 1))", "rate(F#) * D0")
                    .get(i % 4)
                    .replace("#", Integer.toString(i));
            tags.add(TagDefinition.builder("D" + i, TagType.FLOAT64)
                    .derivation(new Derivation(expression, 3_000_000))
                    .build());
        }
        return new SiteDefinition(
                "modes",
                List.of(ScriptedConnector.definition("plc")),
                tags,
                alarms,
                List.of(new MachineDefinition("Pumps", PumpDuty.TYPE, 1_000_000, bindings, Map.of())));
    }

    private static void produce(SourcePublisher source, Random random, int updates, Plant plant) {
        int text = plant.site().tagId("text");
        int count = plant.site().tagId("count");
        int fault = plant.site().tagId("fault-a");
        for (int i = 0; i < updates; i++) {
            int status = random.nextInt(20) == 0 ? Quality.BAD_SENSOR_FAILURE : Quality.GOOD;
            long now = plant.nowNs();
            switch (random.nextInt(40)) {
                case 0 -> {
                    byte[] utf8 = ("t" + random.nextInt(9)).getBytes(StandardCharsets.UTF_8);
                    source.update(text, utf8, utf8.length, status, now);
                }
                case 1 -> source.update(count, random.nextLong(), status, now);
                case 2 -> source.update(fault, random.nextBoolean(), status, now);
                case 3 -> source.status(random.nextInt(FLOATS), status, now);
                case 4 -> source.update(random.nextInt(FLOATS), Double.NaN, status, now);
                case 5 -> source.update(FLOATS * 9, 1.0, status, now);
                default -> source.update(random.nextInt(FLOATS), 100 * random.nextDouble(), status, now);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ThreadingMode.class,
            names = {"DEDICATED", "SHARED"})
    void shouldGiveTheSameHashWhenARunOfManyProducersIsReplayed(ThreadingMode mode) throws InterruptedException {
        System.out.println("ThreadingModesTest seed " + SEED);
        MemoryJournalStore store = new MemoryJournalStore();
        ScriptedConnector device = new ScriptedConnector();
        Plant plant = Plant.launch(new PlantContext()
                .site(site())
                .journalStore(store)
                .snapshotStore(store)
                .mode(mode)
                .ringSize(1024)
                .connectorProviders(List.of(device))
                .machines(List.of(new PumpDuty())));
        List<Thread> producers = new ArrayList<>();
        Backpressure[] policies = {Backpressure.WAIT, Backpressure.WAIT, Backpressure.REFUSE};
        for (int i = 0; i < policies.length; i++) {
            SourcePublisher source = plant.publisher("producer " + i, policies[i]);
            Random random = new Random(SEED + i);
            producers.add(new Thread(() -> produce(source, random, 40_000, plant)));
        }
        producers.add(new Thread(() -> {
            Random random = new Random(SEED - 1);
            for (int i = 0; i < 300; i++) {
                Command.Kind kind = Command.Kind.ofCode(1 + random.nextInt(3));
                plant.submit(new Command(
                        1, i, kind, random.nextInt(FLOATS), 0, TagType.FLOAT64, random.nextLong(), "", "op", ""));
                device.context.link(random.nextInt(3) == 0 ? LinkState.UNAVAILABLE : LinkState.OK);
                for (int k = 0; k < 30; k++) {
                    device.context
                            .updates()
                            .update(random.nextInt(FLOATS / 4) * 4, 100 * random.nextDouble(), 0, plant.nowNs());
                }
            }
        }));
        producers.forEach(Thread::start);
        for (Thread producer : producers) {
            producer.join();
        }
        device.context.updates().flush();
        plant.close();
        assertThat(plant.status().reasons()).isEmpty();
        Replay.Report report = Replay.verify(store, List.of(new PumpDuty()));
        assertThat(report.difference()).isEmpty();
        assertThat(report.isVerified()).isTrue();
        assertThat(report.hashes()).isGreaterThan(20);
        assertThat(report.stateHash()).isEqualTo(plant.stateHash());
        assertThat(report.lastSequence()).isEqualTo(plant.journaledSequence());
    }

    @Test
    void shouldGiveTheSameStateHashAsEver() {
        // A change of this number means that journals of before give another state: LOGIC's version has to say so.
        assertThat(Long.toHexString(goldenRun(new MemoryJournalStore()).stateHash()))
                .isEqualTo("b2e2ffe82d188add");
    }

    static Plant goldenRun(MemoryJournalStore store) {
        ScriptedConnector device = new ScriptedConnector();
        TestPlant plant = new TestPlant(site(), store)
                .machines(new PumpDuty())
                .connectors(device)
                .start();
        for (int i = 0; i < 20_000; i++) {
            // A fixed sequence of its own, whatever java.util.Random may become.
            long bits = (i * 0x9E3779B97F4A7C15L) >>> 11;
            String tag = "F" + Math.floorMod(bits >>> 20, FLOATS);
            plant.update(tag, (bits & 0xFFFF) * 100.0 / 0xFFFF, i % 50 == 0 ? Quality.BAD_SENSOR_FAILURE : 0);
            switch (i % 100) {
                case 10 -> plant.acknowledge(tag + ".HI", 0);
                case 20 -> plant.reset(tag + ".LOLO");
                case 30 -> plant.update("text", "step " + i);
                case 40 -> plant.count("count", i);
                case 50 -> plant.update("fault-a", i % 300 == 50);
                case 60 -> device.context.link(i % 200 == 60 ? LinkState.UNAVAILABLE : LinkState.OK);
                case 70 -> plant.submit(plant.write(tag, TagType.FLOAT64, Double.doubleToLongBits(i % 101)));
                case 80 -> plant.update("F" + i % 7, Double.NaN);
                default -> plant.tick(500_000);
            }
            if (i == 10_000) {
                plant.pass(SECOND).start();
            }
        }
        return plant.plant();
    }
}
