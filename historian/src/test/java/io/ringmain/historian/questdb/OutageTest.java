package io.ringmain.historian.questdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantContext;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.FileSnapshotStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plant that goes on while QuestDB is down. {@code -Dringmain.outage.seconds=600} for the long run, whose figures stand in
 * {@code historian/CAMPAIGNS.md}; {@code -Dringmain.outage.rate} for another rate.
 */
class OutageTest {
    private static final int SECONDS = Integer.getInteger("ringmain.outage.seconds", 2);
    private static final int RATE = Integer.getInteger("ringmain.outage.rate", 10_000);
    private static final int TAGS = 100;
    private static final long MILLISECOND_NS = 1_000_000;

    @TempDir
    static Path folder;

    private final AtomicReference<Endpoint> endpoint = new AtomicReference<>();
    private final QuestDbQueries queries = new QuestDbQueries(endpoint::get);

    @Test
    void shouldHaveEveryUpdateOnceAfterAnOutageWhileThePlantGoesOn() throws Exception {
        int quietSeconds = Math.max(1, Math.min(30, SECONDS / 2));
        QuestDbProcess server = started(0);
        int port = endpoint.get().server().getPort();
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder);
                Plant plant = launch(store);
                QuestDb questDb = QuestDb.start(
                        QuestDbSettings.external(
                                folder,
                                endpoint.get().server(),
                                endpoint.get().user(),
                                endpoint.get().password()),
                        endpoint::get,
                        store::reader,
                        plant::durableSequence)) {
            Load load = new Load(plant);
            load.start();
            load.phase("before", quietSeconds);
            await().atMost(Duration.ofSeconds(60)).until(() -> questDb.status().isUp());

            Endpoint gone = endpoint.get();
            server.close();
            load.phase("outage", SECONDS);
            assertThat(questDb.status().isUp()).as(gone.toString()).isFalse();

            long backlog = plant.journaledSequence() - questDb.status().sequence();
            server = started(port);
            long beganNs = System.nanoTime();
            long rowsBefore = questDb.status().rows();
            load.begin("catch-up");
            await().atMost(Duration.ofSeconds(60 + SECONDS))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> questDb.status().isUp()
                            && plant.journaledSequence() - questDb.status().sequence() < 2 * RATE);
            double seconds = (System.nanoTime() - beganNs) / 1e9;
            long caughtUp = questDb.status().rows() - rowsBefore;
            load.end();
            load.phase("after", quietSeconds);
            load.stop();

            await().atMost(Duration.ofSeconds(60))
                    .until(
                            () -> queries.rows("SELECT count() FROM samples")
                                    .join()
                                    .get(0)[0],
                            count -> Long.parseLong(count) >= load.published);
            new SamplesServer(endpoint::get, queries).awaitApplied();
            String[] row = queries.rows("SELECT count(), count_distinct(sequence), count_distinct(tag) FROM samples")
                    .join()
                    .get(0);
            System.out.printf(
                    Locale.ROOT,
                    "outage of %d s at %d updates/s: %d updates, %s rows, %s distinct; backlog %d, caught up in %.1f s,"
                            + " %.0f rows/s, %.1f times the live rate%n",
                    SECONDS,
                    RATE,
                    load.published,
                    row[0],
                    row[1],
                    backlog,
                    seconds,
                    caughtUp / seconds,
                    caughtUp / seconds / RATE);
            load.phases.forEach(System.out::println);
            assertThat(row)
                    .containsExactly(
                            Long.toString(load.published), Long.toString(load.published), Integer.toString(TAGS));
            assertThat(load.refused).isZero();
        } finally {
            server.close();
        }
    }

    private QuestDbProcess started(int port) {
        QuestDbProcess server = new QuestDbProcess(QuestDbSettings.child(
                folder.resolve("server"), Path.of(System.getProperty("ringmain.questdb.jar")), port));
        server.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> server.endpoint() != null);
        endpoint.set(server.endpoint());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> queries.rows("SELECT 1")
                        .handle((rows, error) -> error == null)
                        .join());
        return server;
    }

    private static Plant launch(ChronicleJournalStore store) {
        List<TagDefinition> tags = new ArrayList<>();
        for (int i = 0; i < TAGS; i++) {
            tags.add(TagDefinition.internal("Load.T" + i, TagType.FLOAT64));
        }
        Plant plant = Plant.launch(new PlantContext()
                .site(new SiteDefinition("load", List.of(), tags, List.of(), List.of()))
                .journalStore(store)
                .snapshotStore(new FileSnapshotStore(folder))
                .mode(ThreadingMode.SHARED));
        return plant;
    }

    /** Updates at a steady rate, ten of them at a time. */
    private static final class Load {
        private static final int AT_ONCE = 10;

        final List<String> phases = new ArrayList<>();
        private final Plant plant;
        private final Thread thread = new Thread(this::run, "load");
        private volatile boolean isEnding;
        private volatile String phase;
        private volatile long latestNs;
        private volatile long sent;
        private long sentBefore;
        private long beganNs;
        volatile long published;
        volatile long refused;

        Load(Plant plant) {
            this.plant = plant;
        }

        void start() {
            thread.start();
        }

        void begin(String name) {
            phase = name;
            latestNs = 0;
            sentBefore = sent;
            beganNs = System.nanoTime();
        }

        void end() {
            double seconds = (System.nanoTime() - beganNs) / 1e9;
            phases.add(String.format(
                    Locale.ROOT,
                    "%s: %.0f updates/s, latest %.1f ms behind its time, refused %d",
                    phase,
                    (sent - sentBefore) / seconds,
                    latestNs / 1e6,
                    refused));
        }

        void phase(String name, int seconds) {
            begin(name);
            long untilNs = System.nanoTime() + seconds * 1_000 * MILLISECOND_NS;
            while (System.nanoTime() < untilNs) {
                LockSupport.parkNanos(MILLISECOND_NS);
            }
            end();
        }

        void stop() throws InterruptedException {
            isEnding = true;
            thread.join();
        }

        private void run() {
            int[] ids = new int[TAGS];
            Arrays.setAll(ids, i -> plant.site().tagId("Load.T" + i));
            SourcePublisher publisher = plant.publisher("load", Backpressure.REFUSE);
            long stepNs = 1_000_000_000L * AT_ONCE / RATE;
            long dueNs = System.nanoTime();
            long number = 0;
            while (!isEnding) {
                long lateNs = System.nanoTime() - dueNs;
                if (lateNs < 0) {
                    LockSupport.parkNanos(-lateNs);
                    continue;
                }
                latestNs = Math.max(latestNs, lateNs);
                long nowNs = System.currentTimeMillis() * MILLISECOND_NS;
                for (int i = 0; i < AT_ONCE; i++) {
                    if (publisher.update(ids[(int) (number % TAGS)], number, Quality.GOOD, nowNs)) {
                        number++;
                    } else {
                        refused++;
                    }
                }
                publisher.flush();
                sent = number;
                dueNs += stepNs;
            }
            published = number;
            publisher.close();
        }
    }
}
