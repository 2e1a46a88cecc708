package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmState;
import io.ringmain.core.codec.BatchEncoder;
import io.ringmain.core.replay.Replay;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.core.ring.CommandState;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RestartTest {
    private final ScriptedConnector device = new ScriptedConnector();
    private final SiteDefinition site = new SiteDefinition(
            "restart",
            List.of(ScriptedConnector.definition("plc")),
            List.of(
                    TagDefinition.internal("Level", TagType.FLOAT64),
                    TagDefinition.internal("Note", TagType.STRING),
                    ScriptedConnector.tag("Valve", TagType.BOOL, "plc")),
            List.of(
                    AlarmDefinition.limit("Level", AlarmKind.HI, 80).withDelays(10 * SECOND, 10 * SECOND),
                    AlarmDefinition.limit("Level", AlarmKind.HIHI, 90)),
            List.of());
    private final TestPlant plant = new TestPlant(site).connectors(device).start();

    @Test
    void shouldBeginAnOnDelayAgainThatRanOutDuringTheDowntime() {
        plant.update("Level", 85).tick(5 * SECOND);
        plant.pass(3_600 * SECOND).start();
        plant.tick(9 * SECOND);
        assertThat(plant.alarm("Level.HI").state).isEqualTo(AlarmState.NORM);
        plant.tick(SECOND);
        assertThat(plant.alarm("Level.HI").state).isEqualTo(AlarmState.UNACK);
        plant.assertReplays();
    }

    @Test
    void shouldNotMakeAnActiveAlarmDisappearByADowntime() {
        plant.update("Level", 85).tick(10 * SECOND);
        plant.acknowledge("Level.HI", 0);
        plant.update("Level", 70);
        plant.pass(3_600 * SECOND).start();
        plant.tick(SECOND);
        assertThat(plant.alarm("Level.HI").state).isEqualTo(AlarmState.ACKED);
        plant.tick(9 * SECOND);
        assertThat(plant.alarm("Level.HI").state).isEqualTo(AlarmState.NORM);
    }

    @Test
    void shouldShowACommandAsInterruptedThatWasPendingAtALongGoneCrash() {
        Command write = plant.write("Valve", TagType.BOOL, 1);
        assertThat(plant.submit(write)).isNotDone();
        assertThat(device.writes).hasSize(1);
        plant.pass(3_600 * SECOND).start();
        CommandOutcome outcome = plant.submit(write).join();
        assertThat(outcome.state()).isEqualTo(CommandState.INTERRUPTED);
        assertThat(outcome.statusCode()).isEqualTo(Quality.BAD_REQUEST_INTERRUPTED);
        assertThat(device.writes).as("never sent again").hasSize(1);
        plant.assertReplays();
    }

    @Test
    void shouldSayWhenEventsAreMissingInTheJournal() {
        plant.update("Level", 10).update("Level", 20).update("Level", 30);
        MemoryJournalStore torn = plant.store().without(2);
        TestPlant again =
                new TestPlant(site, torn).connectors(device).pass(SECOND).start();
        assertThat(again.plant().status().isHealthy()).isFalse();
        assertThat(again.plant().status().reasons()).anyMatch(line -> line.contains("1 events are missing"));
    }

    @Test
    void shouldAnswerARepeatedCommandWithTheRecordedOutcome() {
        Command write = plant.write("Level", TagType.FLOAT64, Double.doubleToLongBits(12));
        CommandOutcome first = plant.submit(write).join();
        plant.update("Level", 99);
        plant.start();
        CommandOutcome again = plant.submit(write).join();
        assertThat(again.state()).isEqualTo(CommandState.DONE);
        assertThat(again.commandSequence()).isEqualTo(first.commandSequence());
        assertThat(plant.tag("Level").asDouble()).isEqualTo(99);
    }

    @Test
    void shouldBalanceTheAccountsAfterARestart() {
        plant.update("Level", 1).update("Level", 2).status("Level", Quality.BAD);
        plant.acknowledge("Level.HI", 0);
        plant.start().update("Level", 3);
        for (PlantStatus.SourceStatus s : plant.plant().status().sources()) {
            assertThat(s.received())
                    .as("%s", s)
                    .isEqualTo(
                            s.applied() + s.filtered() + s.conflated() + s.refused() + s.quarantined() + s.inFlight());
        }
        assertThat(plant.accounting("test").received()).isEqualTo(1);
    }

    @Test
    void shouldKeepInternalValuesAndMakeBoundOnesUncertain() {
        device.context.updates().update(plant.id("Valve"), true, Quality.GOOD, plant.nowNs());
        plant.update("Level", 12.5).update("Note", "so far");
        plant.start();
        plant.tick(0);
        assertThat(plant.tag("Level").asDouble()).isEqualTo(12.5);
        assertThat(plant.tag("Level").statusCode).isZero();
        assertThat(plant.tag("Note").asString()).isEqualTo("so far");
        assertThat(plant.tag("Valve").asBoolean()).isTrue();
        assertThat(plant.tag("Valve").statusCode).isEqualTo(Quality.UNCERTAIN_LAST_USABLE_VALUE);
    }

    @Test
    void shouldLeaveWaitingTagsWaiting() {
        plant.start().tick(0);
        assertThat(plant.tag("Valve").statusCode).isEqualTo(Quality.BAD_WAITING_FOR_INITIAL_DATA);
    }

    private void load(TestPlant target, Random random, int steps) {
        for (int i = 0; i < steps; i++) {
            switch (random.nextInt(8)) {
                case 0 -> target.tick(random.nextInt(3) * SECOND);
                case 1 -> target.acknowledge(random.nextBoolean() ? "Level.HI" : "Level.HIHI", 0);
                case 2 -> target.update("Note", "n" + random.nextInt(100));
                case 3 -> target.status("Level", random.nextBoolean() ? Quality.BAD : Quality.GOOD);
                case 4 -> target.submit(target.write("Valve", TagType.BOOL, random.nextInt(2)));
                default -> target.update("Level", 60 + 40 * random.nextDouble());
            }
        }
    }

    @Test
    void shouldRecoverTheSameFromSnapshotAndTailAsFromTheWholeJournal() {
        load(plant, new Random(3), 300);
        plant.close();
        MemoryJournalStore store = plant.store();
        assertThat(store.hasSnapshot()).isTrue();
        TestPlant tail = new TestPlant(site, store.copy()).connectors(device);
        MemoryJournalStore whole = store.copy();
        whole.dropSnapshot();
        TestPlant fromWhole = new TestPlant(site, whole).connectors(device);
        tail.pass(3_600 * SECOND).start();
        fromWhole.pass(3_600 * SECOND).start();
        assertThat(tail.plant().status().recovered().snapshotSequence()).isPositive();
        assertThat(fromWhole.plant().status().recovered().snapshotSequence()).isZero();
        assertThat(tail.plant().stateHash()).isEqualTo(fromWhole.plant().stateHash());
        load(tail, new Random(4), 100);
        load(fromWhole, new Random(4), 100);
        assertThat(tail.plant().stateHash()).isEqualTo(fromWhole.plant().stateHash());
    }

    @Test
    void shouldRecoverTheStateOfEveryPrefixAKillCanLeave() {
        Random random = new Random(8);
        List<Long> hashes = new ArrayList<>();
        List<Integer> excerpts = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            load(plant, random, 1);
            // A tick without an effect moves ring time only, which the next journaled event moves too.
            plant.update("Note", "mark " + i);
            hashes.add(plant.plant().stateHash());
            excerpts.add(plant.store().excerpts());
        }
        for (int i = 0; i < hashes.size(); i++) {
            MemoryJournalStore prefix = plant.store().prefix(excerpts.get(i));
            assertThat(Replay.verify(prefix, List.of()).stateHash()).isEqualTo(hashes.get(i));
        }
        for (int count = 1; count <= plant.store().excerpts(); count += 7) {
            TestPlant recovered = new TestPlant(site, plant.store().prefix(count)).connectors(new ScriptedConnector());
            recovered.start().update("Level", 1).assertReplays();
        }
    }

    @Test
    void shouldTimeOutADeviceThatDoesNotAnswer() {
        CompletableFuture<CommandOutcome> outcome = plant.submit(plant.write("Valve", TagType.BOOL, 1));
        plant.tick(9 * SECOND);
        assertThat(outcome).isNotDone();
        plant.tick(SECOND);
        assertThat(outcome.join().state()).isEqualTo(CommandState.TIMEOUT);
        assertThat(outcome.join().statusCode()).isEqualTo(Quality.BAD_TIMEOUT);
        device.context.answer(device.lastWrite().writeId(), Quality.GOOD);
        plant.plant().stepAll();
        plant.assertReplays();
    }

    @Test
    void shouldNotLetTimeGoBackWhenTheWallClockDoes() {
        plant.update("Level", 85).tick(5 * SECOND);
        long before = plant.tag("Level").ingressTimeNs;
        plant.pass(-3_600 * SECOND).start();
        assertThat(plant.plant().nowNs()).isGreaterThan(before);
        plant.tick(10 * SECOND);
        assertThat(plant.alarm("Level.HI").state).isEqualTo(AlarmState.UNACK);
        plant.assertReplays();
    }

    @Test
    void shouldNameABatchThatIsMissingOrThereTwice() {
        plant.update("Level", 1).update("Level", 2).update("Level", 3);
        MemoryJournalStore store = plant.store();
        int last = store.excerpts() - 1;
        MemoryJournalStore gap = store.prefix(last - 1);
        gap.add(store.excerpt(last));
        assertThat(Replay.verify(gap, List.of()).difference()).contains("missing");
        MemoryJournalStore twice = store.prefix(last + 1);
        twice.add(store.excerpt(last));
        assertThat(Replay.verify(twice, List.of()).difference()).contains("twice");
    }

    @Test
    void shouldNameTheFirstDifferenceOfAJournalThatSaysSomethingElse() {
        plant.update("Level", 95);
        MemoryJournalStore other = plant.store().prefix(plant.store().excerpts() - 1);
        BatchEncoder encoder = new BatchEncoder();
        Event event = new Event();
        event.reset(EventKind.UPDATE, 0, 0);
        event.sequence = plant.tag("Level").sequence;
        event.ingressTimeNs = plant.tag("Level").ingressTimeNs;
        event.valueType = TagType.FLOAT64.code();
        event.valueBits = Double.doubleToLongBits(95);
        encoder.begin(event.sequence);
        encoder.add(event, new Outbox(64));
        encoder.finish((buffer, offset, length) -> {
            byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            other.add(bytes);
        });
        Replay.Report report = Replay.verify(other, List.of());
        assertThat(report.isVerified()).isFalse();
        assertThat(report.difference())
                .startsWith("sequence " + event.sequence + " (UPDATE)")
                .contains("recorded 0 results, came out 1");
    }

    @Test
    void shouldNotVerifyAJournalInWhichNothingWasCompared() {
        assertThat(Replay.verify(new MemoryJournalStore(), List.of()).isVerified())
                .isFalse();
    }

    /** With texts that can hardly be compressed. */
    private static SiteDefinition large(int count) {
        Random random = new Random(7);
        List<TagDefinition> tags = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tags.add(TagDefinition.builder("Area.Unit.Tag" + i, TagType.FLOAT64)
                    .description(Long.toHexString(random.nextLong())
                            + Long.toHexString(random.nextLong())
                            + Long.toHexString(random.nextLong())
                            + Long.toHexString(random.nextLong()))
                    .build());
        }
        return new SiteDefinition("large", List.of(), tags, List.of(), List.of());
    }

    @Test
    void shouldRecoverAConfigurationOfManyFragments() {
        TestPlant large = new TestPlant(large(30_000)).start();
        assertThat(large.store().excerpts()).isGreaterThan(5);
        large.update("Area.Unit.Tag29999", 7.5);
        large.start();
        assertThat(large.tag("Area.Unit.Tag29999").asDouble()).isEqualTo(7.5);
        large.assertReplays();
    }

    @Test
    void shouldStartAgainAfterAKillBetweenTheFragmentsOfAConfiguration() {
        SiteDefinition large = large(10_000);
        TestPlant first = new TestPlant(large).start();
        TestPlant second = new TestPlant(large, first.store().prefix(1)).start();
        second.update("Area.Unit.Tag9999", 1.5);
        second.start();
        assertThat(second.tag("Area.Unit.Tag9999").asDouble()).isEqualTo(1.5);
        second.assertReplays();
    }
}
