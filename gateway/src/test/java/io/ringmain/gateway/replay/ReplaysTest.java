package io.ringmain.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantContext;
import io.ringmain.core.replay.ReplaySource;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.testing.MemoryStore;
import io.ringmain.gateway.view.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replays of a plant on a clock of the test; so is the clock that they play by. */
class ReplaysTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long BEGIN = 1_700_000_000L * SECOND;
    private static final int SECONDS = 100;
    private static final Principal ANNA = new Principal("anna", Role.OPERATOR, "s1", "c1", Instant.MAX);

    private final MemoryStore store = new MemoryStore();
    private final AtomicLong plantNs = new AtomicLong(BEGIN);
    private final AtomicLong nanoTime = new AtomicLong();
    private Plant plant;
    private SourcePublisher source;
    private Replays replays;

    @BeforeEach
    void start() {
        launch();
        replays = replays(new ReplaySettings(4, 2, Duration.ofMinutes(15)));
    }

    @AfterEach
    void stop() {
        replays.close();
        plant.close();
    }

    private void launch() {
        plant = Plant.launch(new PlantContext()
                .site(new SiteDefinition(
                        "past",
                        List.of(),
                        List.of(TagDefinition.internal("Level", TagType.FLOAT64)),
                        List.of(AlarmDefinition.limit("Level", AlarmKind.HI, 1_000)),
                        List.of()))
                .journalStore(store)
                .snapshotStore(store)
                .mode(ThreadingMode.INVOKER)
                .clocks(plantNs::get, plantNs::get));
        source = plant.publisher("test", Backpressure.REFUSE);
    }

    private Replays replays(ReplaySettings settings) {
        ReplaySource recorded = new ReplaySource(store, store, List.of(), Map.of());
        return new Replays(Recording.of(recorded, plant), settings, nanoTime::get);
    }

    private void set(double value) {
        source.update(0, value, Quality.GOOD, plantNs.get());
        plant.stepAll();
    }

    /** The level is the number of the second. */
    private void tellStory() {
        for (int i = 1; i <= SECONDS; i++) {
            plantNs.addAndGet(SECOND);
            set(i);
        }
    }

    private double level(String id) {
        return replays.read(ANNA, id, moment -> {
                    TagValue value = new TagValue();
                    moment.state().values().read(0, value);
                    return value.asDouble();
                })
                .join();
    }

    private static long second(double number) {
        return BEGIN + (long) (number * SECOND);
    }

    private ReplayStatus status(String id) {
        return replays.status(ANNA, id).join();
    }

    private static Problem problem(CompletableFuture<?> future) {
        try {
            future.join();
        } catch (CompletionException e) {
            return (Problem) e.getCause();
        }
        throw new AssertionError("it was not refused");
    }

    @Test
    void shouldPlayAsManyTimesFasterAsIsAskedFor() {
        tellStory();
        String id = replays.open(ANNA, second(10), 0).join().id();
        replays.play(ANNA, id, 4).join();

        nanoTime.addAndGet(5 * SECOND);

        await().until(() -> status(id).atNs() == second(30));
        assertThat(level(id)).isEqualTo(30);
        assertThat(status(id).phase()).isEqualTo(ReplayPhase.PLAYING);
        nanoTime.addAndGet(SECOND / 8);
        await().until(() -> status(id).atNs() == second(30.5));
        assertThat(level(id)).isEqualTo(30);
    }

    @Test
    void shouldStandStillWhilePaused() {
        tellStory();
        String id = replays.open(ANNA, second(10), 2).join().id();
        nanoTime.addAndGet(10 * SECOND);
        await().until(() -> status(id).atNs() == second(30));

        replays.pause(ANNA, id).join();
        nanoTime.addAndGet(10 * SECOND);

        assertThat(replays.step(ANNA, id, 1).join().sequence())
                .isEqualTo(status(id).sequence());
        assertThat(level(id)).isEqualTo(31);
        assertThat(status(id).phase()).isEqualTo(ReplayPhase.PAUSED);
    }

    @Test
    void shouldGoOnPlayingWhereItIsSentTo() {
        tellStory();
        String id = replays.open(ANNA, second(50), 1).join().id();

        assertThat(replays.seek(ANNA, id, second(20)).join().phase()).isEqualTo(ReplayPhase.PLAYING);
        nanoTime.addAndGet(3 * SECOND);

        await().until(() -> status(id).atNs() == second(23));
        assertThat(level(id)).isEqualTo(23);
    }

    @Test
    void shouldEndShortlyBeforeThePresent() {
        tellStory();
        String id = replays.open(ANNA, second(90), 1_000).join().id();

        nanoTime.addAndGet(SECOND);

        await().until(() -> status(id).phase() == ReplayPhase.ENDED);
        assertThat(status(id).atNs()).isEqualTo(second(SECONDS - 1));
        assertThat(level(id)).isEqualTo(SECONDS - 1);
    }

    @Test
    void shouldLeaveOutTheTimeBetweenAStopAndTheNextStart() {
        tellStory();
        plant.close();
        plantNs.addAndGet(3_600 * SECOND);
        launch();
        tellStory();
        replays.close();
        replays = replays(ReplaySettings.DEFAULT);
        String id = replays.open(ANNA, second(SECONDS), 1).join().id();

        // up to the start at once, from there on second by second
        await().until(() -> status(id).atNs() >= second(SECONDS + 3_600));
        nanoTime.addAndGet(7 * SECOND);

        await().until(() -> level(id) == 7);
    }

    @Test
    void shouldShowWhatWasBeforeARestart() {
        tellStory();
        plant.close();
        launch();
        replays.close();
        replays = replays(ReplaySettings.DEFAULT);

        assertThat(level(replays.open(ANNA, second(33), 0).join().id())).isEqualTo(33);
        assertThat(level(replays.open(ANNA, second(77), 0).join().id())).isEqualTo(77);
    }

    @Test
    void shouldBeginAtTheNearestSnapshot() {
        tellStory();
        plant.close();
        launch();
        plantNs.addAndGet(SECOND);
        set(7);
        replays.close();
        replays = replays(ReplaySettings.DEFAULT);

        ReplayStatus behind = replays.open(ANNA, plant.nowNs(), 0).join();
        ReplayStatus before = replays.open(ANNA, second(50), 0).join();

        assertThat(behind.snapshot()).startsWith("snapshot ");
        assertThat(level(behind.id())).isEqualTo(7);
        assertThat(before.snapshot()).isEmpty();
        ReplayStatus sent = replays.seek(ANNA, before.id(), plant.nowNs()).join();
        assertThat(sent.snapshot()).isEqualTo(behind.snapshot());
        assertThat(level(before.id())).isEqualTo(7);
    }

    @Test
    void shouldEndWhenNobodyLooks() {
        tellStory();
        String id = replays.open(ANNA, second(10), 0).join().id();

        nanoTime.addAndGet(Duration.ofMinutes(14).toNanos());
        assertThat(level(id)).isEqualTo(10);
        nanoTime.addAndGet(Duration.ofMinutes(16).toNanos());

        await().until(() -> replays.list(ANNA).join().isEmpty());
        assertThat(problem(replays.status(ANNA, id)).status()).isEqualTo(410);
    }

    @Test
    void shouldWaitForTheJournalRatherThanLeaveSomethingOut() {
        tellStory();
        plantNs.addAndGet(SECOND);
        source.update(0, 555, Quality.GOOD, plantNs.get());

        CompletableFuture<ReplayStatus> opened = replays.open(ANNA, plantNs.get(), 0);
        await().until(() -> replays.list(ANNA).join().size() == 1);
        assertThat(replays.list(ANNA).join().get(0).phase()).isEqualTo(ReplayPhase.SEEKING);
        plant.stepAll();

        assertThat(level(opened.join().id())).isEqualTo(555);
    }

    @Test
    void shouldSayThatRetentionHasDeletedASpanMeanwhile() {
        tellStory();
        plant.close();
        launch();
        plantNs.addAndGet(SECOND);
        set(7);
        replays.close();
        replays = replays(ReplaySettings.DEFAULT);
        String id = replays.open(ANNA, second(50), 0).join().id();

        store.deleteBefore(store.newestFirst().get(0).sequence() + 1);

        assertThat(problem(replays.seek(ANNA, id, second(20))).code()).isEqualTo("span-not-kept");
        assertThat(status(id).phase()).isEqualTo(ReplayPhase.FAILED);
        assertThat(problem(replays.open(ANNA, second(20), 0)).status()).isEqualTo(410);
        replays.seek(ANNA, id, plant.nowNs()).join();
        assertThat(level(id)).isEqualTo(7);
    }

    @Test
    void shouldKeepStatesOnALongWayAndBeginThereNextTime() {
        int updates = 120_000;
        for (int i = 1; i <= updates; i++) {
            plantNs.addAndGet(SECOND / 1_000);
            source.update(0, i, Quality.GOOD, plantNs.get());
            if (i % 100 == 0) {
                plant.stepAll();
            }
        }
        String id = replays.open(ANNA, plantNs.get(), 0).join().id();

        ReplayStatus back = replays.seek(ANNA, id, second(110)).join();

        assertThat(back.snapshot()).startsWith("state at sequence ");
        assertThat(level(id)).isEqualTo(110_000);
        assertThat(replays.seek(ANNA, id, second(1)).join().snapshot()).isEmpty();
        assertThat(level(id)).isEqualTo(1_000);
    }

    @Test
    void shouldRefuseWhatCanNotBeReadAnyMore() {
        tellStory();
        String id = replays.open(ANNA, second(10), 0).join().id();
        replays.close();

        assertThatThrownBy(() -> replays.status(ANNA, id).join()).hasCauseInstanceOf(Problem.class);
        assertThat(problem(replays.open(ANNA, second(10), 0)).status()).isEqualTo(503);
    }

    @Test
    void shouldRefuseWhenThereIsNoJournal() {
        Replays none = new Replays(null, plant, ReplaySettings.DEFAULT);

        assertThat(problem(none.open(ANNA, second(1), 0)).code()).isEqualTo("journal-unavailable");
        none.close();
    }
}
