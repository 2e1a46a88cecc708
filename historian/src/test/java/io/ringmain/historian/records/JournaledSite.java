package io.ringmain.historian.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineContext;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDeclaration.Attribute;
import io.ringmain.core.machine.MachineDeclaration.Transition;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantContext;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.core.ring.Note;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.site.Revision;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.SiteMetadata;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.FileSnapshotStore;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A real plant on a real journal, stepped by the test on a clock of its own. Thread: one. */
public final class JournaledSite implements AutoCloseable {
    static final String PV = "Unit.PV";
    static final String SP = "Unit.SP";
    static final String LABEL = "Unit.Label";
    static final String HI = PV + ".HI";
    static final String VALVE = "Unit.Valve";
    static final long SECOND = 1_000_000_000L;
    static final long START_NS = 1_700_000_000L * SECOND;

    final ChronicleJournalStore store;
    final Plant plant;
    final Device device = new Device();
    private final SourcePublisher source;
    private final List<AlarmDefinition> alarms = new ArrayList<>(List.of(AlarmDefinition.limit(PV, AlarmKind.HI, 80)));
    private long nowNs;
    private long commands;

    public JournaledSite(Path folder) {
        this(folder, START_NS);
    }

    public JournaledSite(Path folder, long startNs) {
        nowNs = startNs;
        store = ChronicleJournalStore.open(folder);
        plant = Plant.launch(new PlantContext()
                .site(site())
                .journalStore(store)
                .snapshotStore(new FileSnapshotStore(folder))
                .connectorProviders(List.of(device))
                .machines(List.of(new Valve()))
                .snapshotIntervalNs(0)
                .mode(ThreadingMode.INVOKER)
                .clocks(() -> nowNs, () -> nowNs));
        source = plant.publisher("test", Backpressure.REFUSE);
        commands = plant.journaledSequence() << 20;
        plant.stepAll();
    }

    private SiteDefinition site() {
        return new SiteDefinition(
                "records",
                List.of(new ConnectorDefinition("plc", Device.TYPE, Map.of())),
                List.of(
                        tag(PV, TagType.FLOAT64, null),
                        tag(LABEL, TagType.STRING, null),
                        tag(SP, TagType.FLOAT64, new TagSource("plc", "sp", TagSource.Mode.SUBSCRIBE, 100))),
                alarms,
                List.of(new MachineDefinition(VALVE, "valve", 3_600 * SECOND, Map.of(), Map.of())));
    }

    private static TagDefinition tag(String name, TagType type, TagSource bound) {
        return TagDefinition.builder(name, type)
                .unit(type == TagType.FLOAT64 ? "bar" : "")
                .source(bound)
                .writable(true)
                .metadata(SiteMetadata.ofArea("hall 3"))
                .build();
    }

    static Map<String, MachineDeclaration> machines() {
        return Map.of("valve", new Valve().declaration());
    }

    long nowNs() {
        return nowNs;
    }

    long last() {
        return plant.journaledSequence();
    }

    JournaledSite pass(long ns) {
        nowNs += ns;
        plant.tick();
        plant.stepAll();
        return this;
    }

    public JournaledSite update(String tag, double value) {
        nowNs += 1_000_000;
        assertThat(source.update(plant.site().tagId(tag), value, Quality.GOOD, nowNs))
                .isTrue();
        plant.stepAll();
        return this;
    }

    Command command(Command.Kind kind, int target, String reason) {
        return new Command(5, ++commands, kind, target, 0, null, 0, "", 0, 0, 0, "ann", reason, "rest 10.0.0.7");
    }

    void note(Note note) {
        nowNs += 1_000_000;
        assertThat(plant.tryNote(note)).isTrue();
        plant.stepAll();
    }

    CommandOutcome done(Command command) {
        return submit(command).join();
    }

    CompletableFuture<CommandOutcome> submit(Command command) {
        nowNs += 1_000_000;
        CompletableFuture<CommandOutcome> outcome = plant.submit(command);
        plant.stepAll();
        return outcome;
    }

    public CommandOutcome order(Command.Kind kind, String reason) {
        return done(command(kind, plant.site().alarmId(HI), reason));
    }

    Command write(String tag, double value, String user) {
        return new Command(
                5,
                ++commands,
                Command.Kind.WRITE,
                plant.site().tagId(tag),
                0,
                TagType.FLOAT64,
                Double.doubleToLongBits(value),
                "",
                0,
                0,
                0,
                user,
                "for the test",
                "rest 10.0.0.7");
    }

    public Command entry(String text, int alarm, long about, int place) {
        return new Command(
                5, ++commands, Command.Kind.LOG, alarm, about, null, 0, text, 0, 0, place, "bob", "shift", "");
    }

    /** Takes the alarm away or adds it again. */
    void configure(boolean hasAlarm) {
        alarms.clear();
        if (hasAlarm) {
            alarms.add(AlarmDefinition.limit(PV, AlarmKind.HI, 80));
        }
        var outcome = plant.configure(site(), plant.site().version(), new Revision("eve", "tidied up"));
        plant.stepAll();
        outcome.join();
    }

    @Override
    public void close() {
        plant.close();
        store.close();
    }

    /** Leaves the journal as a kill would. */
    void abandon() {
        store.close();
    }

    /** Answers when the test says so. */
    static final class Device implements ConnectorProvider, Connector {
        static final String TYPE = "device";

        final Deque<DeviceWrite> writes = new ArrayDeque<>();
        ConnectorContext context;

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public List<String> validate(ConnectorDefinition definition, List<TagDefinition> tags) {
            return List.of();
        }

        @Override
        public Connector create(ConnectorDefinition definition) {
            return this;
        }

        @Override
        public void start(ConnectorContext given) {
            context = given;
            given.link(LinkState.OK);
        }

        @Override
        public void write(DeviceWrite write) {
            writes.add(write);
        }

        @Override
        public String detail() {
            return "";
        }

        @Override
        public void close() {}
    }

    /** Goes where it is told. */
    static final class Valve implements Machine {
        private final MachineDeclaration declaration = new MachineDeclaration(
                "valve",
                List.of("CLOSED", "OPEN"),
                List.of(new Transition(0, 1).operator(), new Transition(1, 0).operator()),
                List.of(),
                List.of(),
                List.of(Attribute.number("speed", 2.5, 0, 10).operator()),
                List.of());

        @Override
        public MachineDeclaration declaration() {
            return declaration;
        }

        @Override
        public void step(MachineContext context) {
            // stays
        }
    }
}
