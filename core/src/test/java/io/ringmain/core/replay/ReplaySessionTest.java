package io.ringmain.core.replay;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmFigures;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.logic.AlarmSpan;
import io.ringmain.core.plant.MemoryJournalStore;
import io.ringmain.core.plant.TestPlant;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplaySessionTest {
    private final MemoryJournalStore store = new MemoryJournalStore().keepSnapshots(3);
    private final TestPlant plant = new TestPlant(
                    new SiteDefinition(
                            "past",
                            List.of(),
                            List.of(TagDefinition.internal("Level", TagType.FLOAT64)),
                            List.of(AlarmDefinition.limit("Level", AlarmKind.HI, 80)),
                            List.of()),
                    store)
            .start();
    private final long[] sequences = new long[100];
    private final long[] times = new long[100];

    /** Values 0 to 99, a second apart, with an end and a start behind the 39th and the 69th. */
    private void record() {
        for (int value = 0; value < 100; value++) {
            plant.pass(SECOND).update("Level", value);
            times[value] = plant.tag("Level").ingressTimeNs;
            sequences[value] = plant.tag("Level").sequence;
            if (value == 39 || value == 69) {
                plant.close().start();
            }
        }
    }

    private ReplaySource source(MemoryJournalStore folder) {
        return new ReplaySource(folder, folder, List.of(), Map.of());
    }

    private static double level(ReplaySession session) {
        TagValue value = new TagValue();
        return session.values().read(session.site().tagId("Level"), value) ? value.asDouble() : Double.NaN;
    }

    @Test
    void shouldBeginBeforeTheEventAtATime() {
        record();
        try (ReplaySession session = ReplaySession.open(source(store), ReplayPoint.time(times[50]))) {
            assertThat(level(session)).isEqualTo(49);
            assertThat(session.snapshotSequence()).isBetween(sequences[39], sequences[49]);
            assertThat(session.runTo(ReplayPoint.time(times[52]), ReplayListener.NONE))
                    .isEqualTo(3);
            assertThat(level(session)).isEqualTo(52);
        }
    }

    @Test
    void shouldGoToAnyPlaceForwardsAndBackwards() {
        record();
        try (ReplaySession session = ReplaySession.open(source(store), ReplayPoint.sequence(sequences[60]))) {
            for (int value : new int[] {60, 90, 10, 11, 11, 99, 45, 44, 1}) {
                session.seek(value % 2 == 0 ? ReplayPoint.time(times[value]) : ReplayPoint.sequence(sequences[value]));
                assertThat(level(session)).as("before %d", value).isEqualTo(value - 1.0);
                assertThat(session.step(ReplayPoint.END)).isTrue();
                assertThat(level(session)).isEqualTo(value);
            }
        }
    }

    @Test
    void shouldHaveTheSameStateFromASnapshotAsFromTheFirstEvent() {
        record();
        try (ReplaySession late = ReplaySession.open(source(store), ReplayPoint.sequence(sequences[80]));
                ReplaySession whole = ReplaySession.open(source(store), ReplayPoint.BEGIN)) {
            late.runTo(ReplayPoint.END, ReplayListener.NONE);
            whole.runTo(ReplayPoint.END, ReplayListener.NONE);
            assertThat(whole.snapshot()).isEmpty();
            assertThat(late.snapshot()).isNotEmpty();
            assertThat(late.stateHash()).isEqualTo(whole.stateHash());
            assertThat(late.lastSequence()).isEqualTo(whole.lastSequence());
            assertThat(late.events()).isLessThan(whole.events());
        }
    }

    @Test
    void shouldShowWhatIsAppendedLater() {
        plant.update("Level", 1);
        try (ReplaySession session = ReplaySession.open(source(store), ReplayPoint.END)) {
            assertThat(session.hasNext()).isFalse();
            plant.update("Level", 2);
            assertThat(session.step(ReplayPoint.END)).isTrue();
            assertThat(level(session)).isEqualTo(2);
        }
    }

    @Test
    void shouldPassOverADamagedSnapshotAndSaySo() {
        record();
        store.snapshotBytes(0)[store.snapshotBytes(0).length / 2] ^= 4;
        try (ReplaySession session = ReplaySession.open(source(store), ReplayPoint.sequence(sequences[90]))) {
            assertThat(session.unusableSnapshots()).singleElement().asString().contains("checksum");
            assertThat(session.snapshotSequence()).isLessThan(sequences[69]);
            assertThat(level(session)).isEqualTo(89);
        }
    }

    @Test
    void shouldBeginWithTheOldestSnapshotWhereTheJournalsBeginningIsDeleted() {
        record();
        MemoryJournalStore late = withoutBeginning(sequences[41]);
        Replay.Report report = Replay.verify(source(late), ReplayPoint.BEGIN, ReplayPoint.END, ReplayListener.NONE);
        assertThat(report.difference()).isEmpty();
        assertThat(report.snapshot()).isNotEmpty();
        assertThat(report.isVerified()).isTrue();
        assertThat(report.stateHash()).isEqualTo(plant.plant().stateHash());
        assertThatThrownBy(() -> ReplaySession.open(source(late), ReplayPoint.sequence(sequences[10])))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("nothing before it can be executed");
        late.dropSnapshot();
        assertThatThrownBy(() -> ReplaySession.open(source(late), ReplayPoint.BEGIN))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("no snapshot is there to begin from");
    }

    /** The same folder, in which retention has deleted the batches before that sequence. */
    private MemoryJournalStore withoutBeginning(long sequence) {
        MemoryJournalStore late = store.copy();
        late.deleteBefore(sequence);
        return late;
    }

    @Test
    void shouldVerifyAPart() {
        record();
        ReplayPoint from = ReplayPoint.sequence(sequences[79]);
        Replay.Report part =
                Replay.verify(source(store), from, ReplayPoint.sequence(sequences[85]), ReplayListener.NONE);
        assertThat(part.difference()).isEmpty();
        assertThat(part.isVerified()).isTrue();
        assertThat(part.lastSequence()).isEqualTo(sequences[85]);
        Replay.Report nothing = Replay.verify(
                source(store),
                ReplayPoint.sequence(sequences[60]),
                ReplayPoint.sequence(sequences[61]),
                ReplayListener.NONE);
        assertThat(nothing.results() + nothing.hashes()).isLessThan(part.results() + part.hashes());
    }

    @Test
    void shouldCompareTheSnapshotsThatAreMetOnTheWay() {
        record();
        plant.close();
        MemoryJournalStore none = store.prefix(store.excerpts());
        Replay.Report without = Replay.verify(source(none), ReplayPoint.BEGIN, ReplayPoint.END, ReplayListener.NONE);
        Replay.Report with = Replay.verify(source(store), ReplayPoint.BEGIN, ReplayPoint.END, ReplayListener.NONE);
        assertThat(with.difference()).isEmpty();
        assertThat(with.hashes()).isEqualTo(without.hashes() + 3);

        MemoryJournalStore foreign = none;
        TestPlant other = new TestPlant(plant.plant().site().definition(), new MemoryJournalStore()).start();
        while (other.plant().journaledSequence() < store.newestFirst().get(2).sequence() - 1) {
            other.update("Level", 7);
        }
        other.close();
        foreign.store(
                other.store().newestFirst().get(0).sequence(),
                out -> out.write(other.store().snapshotBytes(0)));
        Replay.Report report = Replay.verify(source(foreign), ReplayPoint.BEGIN, ReplayPoint.END, ReplayListener.NONE);
        assertThat(report.isVerified()).isFalse();
        assertThat(report.difference()).contains("recorded state hash", " in snapshot ");
    }

    @Test
    void shouldRefuseToGoOnBehindAGap() {
        record();
        MemoryJournalStore torn = store.without(store.excerpts() - 5);
        assertThatThrownBy(() -> {
                    try (ReplaySession session = ReplaySession.open(source(torn), ReplayPoint.BEGIN)) {
                        session.runTo(ReplayPoint.END, ReplayListener.NONE);
                    }
                })
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("events are missing");
    }

    @Test
    void shouldCountTheFiguresOfASpan() {
        record();
        List<String> raised = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            plant.tick(SECOND).update("Level", 10).tick(SECOND).update("Level", 90);
        }
        long fromNs = plant.tag("Level").ingressTimeNs;
        plant.tick(SECOND).update("Level", 10).tick(SECOND).update("Level", 90);
        plant.tick(20 * SECOND).acknowledge("Level.HI", 0);
        AlarmSpan span = new AlarmSpan();
        AlarmFigures figures = new AlarmFigures();
        try (ReplaySession session = ReplaySession.open(source(store), ReplayPoint.time(fromNs + 1))) {
            span.begin(session.site(), session.alarms(), fromNs + 1);
            session.runTo(ReplayPoint.END, executed -> {
                for (int i = 0; i < executed.resultCount(); i++) {
                    span.onResult(executed.result(i), executed.site());
                    raised.add(executed.result(i).toString());
                }
            });
            span.read(figures, session.site(), session.alarms(), session.ringTimeNs());
        }
        assertThat(raised).isNotEmpty();
        assertThat(figures.annunciations).isEqualTo(1);
        assertThat(figures.byPriority).containsExactly(0, 0, 1, 0, 0);
        assertThat(figures.acknowledgements).isEqualTo(1);
        assertThat(figures.acknowledgedMedianNs).isBetween(20 * SECOND, 25 * SECOND);
        assertThat(figures.mostFrequentCounts[0]).isEqualTo(1);
        assertThat(figures.standing()).isEqualTo(1);
        assertThat(figures.sinceNs).isEqualTo(fromNs + 1);
    }
}
