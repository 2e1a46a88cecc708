package io.ringmain.core.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineSnapshot;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.replay.Replay;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.spi.MachineWork;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A plant in mode INVOKER on a clock of its own, and short ways to drive it and look at it. Thread: one. */
public final class TestPlant {
    public static final long SECOND = 1_000_000_000L;

    private final MemoryJournalStore store;
    private SiteDefinition site;
    private List<Machine> machines = List.of();
    private List<ConnectorProvider> providers = List.of();
    private List<MachineWork> works = List.of();
    private Map<String, String> jars = Map.of();
    private int ringSize = 1024;
    private long nowNs = 1_000 * SECOND;
    private long wallOffsetNs;
    private long nextCommand = 1;
    private Plant plant;
    private SourcePublisher source;

    public TestPlant(SiteDefinition site) {
        this(site, new MemoryJournalStore());
    }

    public TestPlant(SiteDefinition site, MemoryJournalStore store) {
        this.site = site;
        this.store = store;
    }

    public TestPlant machines(Machine... types) {
        machines = List.of(types);
        return this;
    }

    public TestPlant jars(Map<String, String> sha256ByName) {
        jars = sha256ByName;
        return this;
    }

    public TestPlant work(MachineWork... kinds) {
        works = List.of(kinds);
        return this;
    }

    public TestPlant connectors(ConnectorProvider... types) {
        providers = List.of(types);
        return this;
    }

    public TestPlant ringSize(int slots) {
        ringSize = slots;
        return this;
    }

    public TestPlant site(SiteDefinition next) {
        site = next;
        return this;
    }

    /** Starts it, the first time or again; a plant that runs is left as kill -9 would leave it. */
    public TestPlant start() {
        plant = Plant.launch(new PlantContext()
                .site(site)
                .journalStore(store)
                .snapshotStore(store)
                .ringSize(ringSize)
                .machines(machines)
                .machineWork(works)
                .machineJars(jars)
                .connectorProviders(providers)
                .snapshotIntervalNs(0)
                .mode(ThreadingMode.INVOKER)
                .clocks(() -> nowNs, () -> nowNs + wallOffsetNs));
        source = plant.publisher("test", Backpressure.REFUSE);
        return this;
    }

    public Plant plant() {
        return plant;
    }

    public MemoryJournalStore store() {
        return store;
    }

    public SourcePublisher source() {
        return source;
    }

    public long nowNs() {
        return nowNs;
    }

    public TestPlant close() {
        plant.close();
        return this;
    }

    /** Lets time pass without anyone noticing. */
    public TestPlant pass(long ns) {
        nowNs += ns;
        return this;
    }

    /** Sets the wall clock, which nobody but a start looks at. */
    public TestPlant wallStep(long ns) {
        wallOffsetNs += ns;
        return this;
    }

    /** Lets time pass, then the clock beats once. */
    public TestPlant tick(long ns) {
        nowNs += ns;
        plant.tick();
        plant.stepAll();
        return this;
    }

    public TestPlant update(String tag, double value) {
        return update(tag, value, Quality.GOOD);
    }

    public TestPlant update(String tag, double value, int status) {
        assertThat(source.update(id(tag), value, status, nowNs)).isTrue();
        plant.stepAll();
        return this;
    }

    public TestPlant count(String tag, long value) {
        assertThat(source.update(id(tag), value, Quality.GOOD, nowNs)).isTrue();
        plant.stepAll();
        return this;
    }

    public TestPlant update(String tag, boolean value) {
        assertThat(source.update(id(tag), value, Quality.GOOD, nowNs)).isTrue();
        plant.stepAll();
        return this;
    }

    public TestPlant update(String tag, String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        assertThat(source.update(id(tag), utf8, utf8.length, Quality.GOOD, nowNs))
                .isTrue();
        plant.stepAll();
        return this;
    }

    public TestPlant status(String tag, int status) {
        assertThat(source.status(id(tag), status, nowNs)).isTrue();
        plant.stepAll();
        return this;
    }

    public int id(String tag) {
        return plant.site().tagId(tag);
    }

    public TagValue tag(String name) {
        TagValue value = new TagValue();
        assertThat(plant.values().read(id(name), value)).isTrue();
        return value;
    }

    /** Asserts the value of a numeric tag and its quality. */
    public void assertTag(String name, double value, int status) {
        assertThat(tag(name).asDouble()).isEqualTo(Double.valueOf(value));
        assertThat(Quality.name(tag(name).statusCode)).isEqualTo(Quality.name(status));
    }

    public AlarmSnapshot alarm(String name) {
        AlarmSnapshot alarm = new AlarmSnapshot();
        assertThat(plant.alarms().read(plant.site().alarmId(name), alarm)).isTrue();
        return alarm;
    }

    public MachineSnapshot machine(String name) {
        MachineSnapshot machine = new MachineSnapshot();
        assertThat(plant.machines().read(plant.site().machineId(name), machine)).isTrue();
        return machine;
    }

    public CompletableFuture<CommandOutcome> submit(Command command) {
        CompletableFuture<CommandOutcome> outcome = plant.submit(command);
        plant.stepAll();
        return outcome;
    }

    public Command command(Command.Kind kind, int target, long occurrence) {
        return new Command(7, nextCommand++, kind, target, occurrence, null, 0, "", "operator", "");
    }

    public Command write(String tag, TagType type, long bits) {
        return new Command(
                7, nextCommand++, Command.Kind.WRITE, id(tag), 0, type, bits, "", "operator", "because it must be");
    }

    /** Acknowledges and gives the status code of the outcome. */
    public int acknowledge(String alarm, long occurrence) {
        return submit(command(Command.Kind.ACKNOWLEDGE, plant.site().alarmId(alarm), occurrence))
                .join()
                .statusCode();
    }

    public int reset(String alarm) {
        return submit(command(Command.Kind.RESET, plant.site().alarmId(alarm), 0))
                .join()
                .statusCode();
    }

    /** Sends a command to an alarm and gives the status code of the outcome. */
    public int order(Command.Kind kind, String alarm, String reason) {
        return order(kind, alarm, 0, 0, reason);
    }

    /** The same with the times of a shelf. */
    public int order(Command.Kind kind, String alarm, long beginNs, long durationNs, String reason) {
        int id = plant.site().alarmId(alarm);
        Command command =
                new Command(7, nextCommand++, kind, id, 0, null, 0, "", beginNs, durationNs, 0, "operator", reason);
        return submit(command).join().statusCode();
    }

    public Replay.Report replay() {
        return Replay.verify(store, machines);
    }

    /** Asserts that the whole journal, replayed, gives what was recorded and this state. */
    public TestPlant assertReplays() {
        Replay.Report report = replay();
        assertThat(report.difference()).isEmpty();
        assertThat(report.events()).isPositive();
        return this;
    }

    public PlantStatus.SourceStatus accounting(String name) {
        return plant.status().sources().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
