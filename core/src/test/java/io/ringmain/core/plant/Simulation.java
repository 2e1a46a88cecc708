package io.ringmain.core.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.alarm.AlarmFigures;
import io.ringmain.core.logic.AlarmSpan;
import io.ringmain.core.logic.Logic;
import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineSnapshot;
import io.ringmain.core.replay.Replay;
import io.ringmain.core.replay.ReplayPoint;
import io.ringmain.core.replay.ReplaySession;
import io.ringmain.core.replay.ReplaySource;
import io.ringmain.core.ring.Accounting;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.site.Revision;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * One plant with a random site, driven at random: updates good and absurd, commands, link losses, answers of devices,
 * steps of the clocks, snapshots, other configurations, ends good and bad. What it did is then executed again from its
 * journal, and recovered from its snapshot.
 *
 * <p>Thread: one.
 */
final class Simulation {
    private static final long MS = 1_000_000;
    private static final Command.Kind[] KINDS = Arrays.stream(Command.Kind.values())
            .filter(kind -> kind.target() != Command.Target.LOG_BOOK)
            .toArray(Command.Kind[]::new);
    private static final double[] ABSURD = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.MIN_VALUE,
        -0.0
    };
    private static final int[] STATUSES = {
        Quality.GOOD,
        Quality.GOOD,
        Quality.GOOD,
        Quality.UNCERTAIN,
        Quality.BAD_SENSOR_FAILURE,
        Quality.BAD_NO_COMMUNICATION,
        0xC0000000,
        0x80FF1234
    };

    private final Random random;
    private final RandomSite sites;
    private final MemoryJournalStore store = new MemoryJournalStore();
    private final ScriptedConnector device = new ScriptedConnector();
    private final TestPlant plant;
    private SourcePublisher conflating;
    private long commands;
    private int answered;

    /** @param crowd about so many tags and alarms follow from one tag */
    Simulation(long seed, int crowd) {
        random = new Random(seed);
        sites = new RandomSite(random, crowd);
        plant = new TestPlant(sites.next(), store)
                .machines(machines().toArray(Machine[]::new))
                .connectors(device)
                .ringSize(64);
    }

    private static List<Machine> machines() {
        return RandomMachine.TYPES;
    }

    void run(int steps) {
        start();
        for (int i = 0; i < steps; i++) {
            step();
            assertAccountsBalance();
        }
        // The last event has to be one that is journaled: a tick without an effect moves ring time and is not.
        plant.plant().stepAll();
        update(plant.source());
        plant.plant().stepAll();
        assertNoStageFailed();
        assertReplays();
        assertRecovers(store);
        MemoryJournalStore withoutSnapshot = store.copy();
        withoutSnapshot.dropSnapshot();
        assertRecovers(withoutSnapshot);
    }

    /** Of the state at the end. */
    long stateHash() {
        return plant.plant().stateHash();
    }

    private void start() {
        plant.start();
        conflating = plant.plant().publisher("conflating", Backpressure.CONFLATE);
        answered = device.writes.size();
    }

    private void step() {
        switch (random.nextInt(60)) {
            case 0 -> restart();
            case 1 -> device.context.link(LinkState.ofCode(random.nextInt(LinkState.values().length)));
            case 2 -> plant.tick(random.nextInt(2_000) * MS);
            case 3 -> plant.pass(random.nextInt(100) * MS);
            case 4, 5, 6, 7, 8 -> command();
            case 9, 10, 11 -> answer();
            case 12 -> text();
            case 31 -> array(random.nextBoolean() ? plant.source() : conflating);
            case 32 -> crowd();
            case 13 -> configure();
            case 14, 15, 16, 17, 18, 19, 20, 21, 22, 23 -> plant.plant().stepAll();
            case 24, 25, 26, 27, 28, 29, 30 -> plant.tick(random.nextInt(30) * MS);
            default -> update(random.nextBoolean() ? plant.source() : conflating);
        }
    }

    private void restart() {
        plant.plant().stepAll();
        assertNoStageFailed();
        if (random.nextBoolean()) {
            plant.close();
            plant.plant().stepAll();
        }
        if (random.nextBoolean()) {
            plant.site(sites.next());
        }
        plant.pass(random.nextInt(500) * MS).wallStep((random.nextInt(2_001) - 1_000) * MS);
        start();
    }

    private void configure() {
        int version = plant.plant().site().version() - (random.nextInt(10) == 0 ? 1 : 0);
        var outcome = plant.plant().configure(sites.next(), version, new Revision("engineer", "as simulated"));
        // Now and then with updates, ticks and another configuration between asking and doing.
        if (random.nextBoolean()) {
            plant.plant().stepAll();
            assertThat(outcome).isCompleted();
        }
        if (outcome.isDone()) {
            assertThat(outcome.join().problems()).isEmpty();
        }
    }

    private int anyTag() {
        return random.nextInt(plant.plant().site().tagCount() + 1);
    }

    private long sourceTimeNs() {
        return switch (random.nextInt(20)) {
            case 0 -> 0;
            case 1 -> Long.MAX_VALUE;
            case 2 -> Long.MIN_VALUE;
            case 3 -> plant.nowNs() + 3_600_000 * MS;
            case 4 -> plant.nowNs() - random.nextInt(10_000) * MS;
            default -> plant.nowNs();
        };
    }

    private void update(SourcePublisher source) {
        int tag = anyTag();
        int status = STATUSES[random.nextInt(STATUSES.length)];
        switch (random.nextInt(12)) {
            case 0 -> source.status(tag, status, sourceTimeNs());
            case 1, 2 -> source.update(tag, random.nextBoolean(), status, sourceTimeNs());
            case 3, 4 -> source.update(tag, random.nextInt(201) - 100L, status, sourceTimeNs());
            case 5 -> source.update(tag, random.nextLong(), status, sourceTimeNs());
            case 6 -> source.update(tag, ABSURD[random.nextInt(ABSURD.length)], status, sourceTimeNs());
            default -> source.update(tag, random.nextInt(401) / 2.0 - 100, status, sourceTimeNs());
        }
    }

    private void text() {
        byte[] utf8 = "x".repeat(random.nextInt(TagValue.MAX_STRING_BYTES + 8)).getBytes(StandardCharsets.UTF_8);
        plant.source().update(anyTag(), utf8, utf8.length, Quality.GOOD, sourceTimeNs());
    }

    private void array(SourcePublisher source) {
        int count = random.nextInt(8);
        int status = STATUSES[random.nextInt(STATUSES.length)];
        if (random.nextBoolean()) {
            long[] whole = random.longs(count, -100, 101).toArray();
            source.update(anyTag(), whole, count, status, sourceTimeNs());
        } else {
            double[] reals = random.doubles(count, -100, 100).toArray();
            if (count > 0 && random.nextInt(4) == 0) {
                reals[0] = ABSURD[random.nextInt(ABSURD.length)];
            }
            source.update(anyTag(), reals, count, status, sourceTimeNs());
        }
    }

    private void crowd() {
        int tag = plant.plant().site().tagId(RandomSite.CROWDED);
        if (tag >= 0) {
            plant.source().update(tag, random.nextInt(12), Quality.GOOD, sourceTimeNs());
        }
    }

    private void command() {
        Command.Kind kind = KINDS[random.nextInt(KINDS.length)];
        int targets = switch (kind.target()) {
            case TAG -> plant.plant().site().tagCount();
            case ALARM -> plant.plant().site().alarmCount();
            case MACHINE -> plant.plant().site().machineCount();
            case LOG_BOOK -> throw new AssertionError("an entry changes no state");
        };
        int target = random.nextInt(targets + 1) - random.nextInt(2);
        // Now and then a repeat, which is answered and not done again.
        long id = random.nextInt(10) == 0 ? random.nextLong(commands + 1) : ++commands;
        plant.plant()
                .submit(new Command(
                        3,
                        id,
                        kind,
                        target,
                        kind == Command.Kind.CONFIRM_TRANSITION
                                ? pending(target)
                                : random.nextInt(8) == 0 ? random.nextInt(1_000) : 0,
                        TagType.ofCode(random.nextInt(7)),
                        random.nextBoolean() ? random.nextInt(3) : Double.doubleToLongBits(random.nextInt(300) - 150.0),
                        random.nextInt(4) == 0 ? "é".repeat(random.nextInt(150)) : "",
                        random.nextInt(6) == 0 ? plant.nowNs() + (random.nextInt(600) - 100) * MS : 0,
                        kind == Command.Kind.SHELVE_ONE_SHOT ? 0 : random.nextInt(600) * MS - 10 * MS,
                        random.nextInt(6) - 1,
                        "operator",
                        random.nextInt(3) == 0 ? "" : "a reason ".repeat(1 + random.nextInt(20))));
    }

    /** What a confirmation has to name, if anything waits for one. */
    private long pending(int machineId) {
        MachineSnapshot state = new MachineSnapshot();
        return plant.plant().machines().read(machineId, state) ? state.pendingSequence : 0;
    }

    private void answer() {
        if (answered < device.writes.size()) {
            device.context.answer(
                    device.writes.get(answered++).writeId(),
                    random.nextInt(3) == 0 ? Quality.BAD_DEVICE_FAILURE : Quality.GOOD);
        }
    }

    private void assertAccountsBalance() {
        for (PlantStatus.SourceStatus s : plant.plant().status().sources()) {
            long sum = s.applied() + s.filtered() + s.conflated() + s.refused() + s.quarantined() + s.inFlight();
            if (s.received() != sum) {
                throw new AssertionError("received is not the sum of the others: " + s);
            }
        }
    }

    private void assertNoStageFailed() {
        // One kind of machine fails when it is told to or to go where it can not, and no other may.
        assertThat(plant.plant().status().reasons())
                .allSatisfy(reason -> assertThat(reason)
                        .containsAnyOf(ValveMachine.TOLD_TO_FAIL, "machine type valve has no transition"));
    }

    private void assertReplays() {
        AlarmSpan span = new AlarmSpan();
        AlarmFigures figures = new AlarmFigures();
        AlarmFigures live = new AlarmFigures();
        ReplaySource source = new ReplaySource(store.prefix(store.excerpts()), store, machines(), Map.of());
        try (ReplaySession session = ReplaySession.open(source, ReplayPoint.BEGIN)) {
            session.step(ReplayPoint.END);
            span.begin(session.site(), session.alarms(), session.ringTimeNs());
            session.runTo(ReplayPoint.END, executed -> {
                for (int i = 0; i < executed.resultCount(); i++) {
                    span.onResult(executed.result(i), executed.site());
                }
            });
            assertThat(session.stateHash()).isEqualTo(plant.plant().stateHash());
            session.alarmFigures().read(live, session.ringTimeNs());
            span.read(figures, session.site(), session.alarms(), session.ringTimeNs());
        }
        assertThat(figures)
                .usingRecursiveComparison()
                // an alarm that was defined anew has forgotten these
                .ignoringFields("mostFrequent", "mostFrequentCounts", "chatteringNow", "chatteringAnnunciations")
                .isEqualTo(live);
        Replay.Report report = Replay.verify(store, machines());
        assertThat(report.difference()).isEmpty();
        assertThat(report.stateHash()).isEqualTo(plant.plant().stateHash());
    }

    private void assertRecovers(MemoryJournalStore folder) {
        Outbox outbox = new Outbox(16 * 1024);
        Map<String, Machine> types = new java.util.HashMap<>();
        machines().forEach(machine -> types.put(machine.declaration().type(), machine));
        Recovery recovery = Recovery.run(
                () -> new Logic(types, outbox, new Accounting(), (stage, sequence, error) -> {}),
                outbox,
                folder,
                folder);
        Logic logic = recovery.logic();
        Recovery.Report report = recovery.report();
        assertThat(report.hashesDiffering()).isZero();
        assertThat(report.missingEvents()).isZero();
        assertThat(logic.stateHash()).isEqualTo(plant.plant().stateHash());
        assertThat(logic.isHashConsistent()).isTrue();
    }
}
