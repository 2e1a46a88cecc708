package io.ringmain.core.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.logic.Logic;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.ring.Accounting;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.site.Revision;
import io.ringmain.core.site.SiteChange;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.spi.SnapshotStore;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Snapshots are taken while everything changes, and some of them do not stay what they were. */
class SnapshotUnderLoadTest {
    private static final int TAGS = 5_000;
    private static final int UPDATES = 300_000;

    private final MemoryJournalStore store = new MemoryJournalStore().keepSnapshots(1_000);
    private final Outbox outbox = new Outbox(16 * 1024);

    private static SiteDefinition site() {
        List<TagDefinition> tags = new ArrayList<>();
        List<AlarmDefinition> alarms = new ArrayList<>();
        for (int i = 0; i < TAGS; i++) {
            boolean isText = i % 10 == 0;
            tags.add(TagDefinition.internal("T" + i, isText ? TagType.STRING : TagType.FLOAT64));
            if (!isText) {
                alarms.add(AlarmDefinition.limit("T" + i, AlarmKind.HI, 80));
            }
        }
        return new SiteDefinition("busy", List.of(), tags, alarms, List.of());
    }

    private Logic logic() {
        return new Logic(Map.of(), outbox, new Accounting(), (stage, sequence, error) -> {});
    }

    private void load(Plant plant) {
        SourcePublisher source = plant.publisher("load", Backpressure.WAIT);
        Random random = new Random(5);
        for (int i = 0; i < UPDATES; i++) {
            int tag = random.nextInt(TAGS);
            if (tag % 10 == 0) {
                byte[] text = ("text " + i).getBytes();
                source.update(tag, text, text.length, Quality.GOOD, i);
            } else {
                source.update(tag, random.nextDouble() * 100, Quality.GOOD, i);
            }
            if (i % 50_000 == 25_000) {
                plant.configure(
                        new SiteChange()
                                .put(TagDefinition.internal("New" + i, TagType.STRING))
                                .put(AlarmDefinition.limit("T1", AlarmKind.HI, i)),
                        plant.site().version(),
                        Revision.UNKNOWN);
            }
        }
        assertThat(plant.drain(60_000)).isTrue();
    }

    @Test
    void shouldGiveTheStateOfTheJournalUpToEachSnapshot() throws IOException {
        try (Plant plant = Plant.launch(new PlantContext()
                .site(site())
                .journalStore(store)
                .snapshotStore(store)
                .mode(ThreadingMode.DEDICATED)
                .snapshotIntervalNs(1))) {
            load(plant);
            assertThat(plant.status().reasons()).isEmpty();
        }
        Map<Long, Long> hashes = new TreeMap<>();
        for (SnapshotStore.Stored stored : store.newestFirst()) {
            Logic loaded = logic();
            try (InputStream in = stored.open()) {
                loaded.load(in);
            }
            assertThat(loaded.isHashConsistent()).isTrue();
            assertThat(loaded.lastSequence()).isEqualTo(stored.sequence());
            hashes.put(stored.sequence(), loaded.stateHash());
        }
        int snapshots = hashes.size();
        assertThat(snapshots).isGreaterThan(3);
        Logic replayed = logic();
        BatchDecoder decoder = new BatchDecoder();
        try (JournalReader reader = store.reader(0)) {
            while (reader.poll((buffer, offset, length) -> {
                if (decoder.wrap(buffer, offset, length)) {
                    while (decoder.next()) {
                        replayed.onEvent(decoder.event());
                        outbox.release(outbox.tail());
                        Long hash = hashes.remove(decoder.event().sequence);
                        if (hash != null) {
                            assertThat(replayed.stateHash())
                                    .as("at %d", decoder.event().sequence)
                                    .isEqualTo(hash);
                        }
                    }
                }
            })) {
                // The handler compares.
            }
        }
        assertThat(hashes).as("snapshots at events that are not in the journal").isEmpty();
    }

    private TestPlant stopped() {
        TestPlant plant = new TestPlant(site(), store).start();
        plant.update("T1", 85).close();
        plant.start().update("T1", 90).close();
        plant.start().update("T1", 95).close();
        return plant;
    }

    private static void damage(byte[] image) {
        image[image.length / 2] ^= 4;
    }

    @Test
    void shouldTakeAnOlderSnapshotWhenTheNewestIsDamaged() {
        TestPlant plant = stopped();
        int kept = store.newestFirst().size();
        long older = store.newestFirst().get(1).sequence();
        damage(store.snapshotBytes(0));
        plant.start();
        assertThat(plant.plant().status().recovered().snapshotSequence()).isEqualTo(older);
        assertThat(plant.plant().status().recovered().damagedSnapshots())
                .singleElement()
                .asString()
                .contains("the checksum of frame");
        assertThat(plant.plant().status().reasons()).anyMatch(line -> line.startsWith("RECOVERY: snapshot "));
        assertThat(plant.tag("T1").asDouble()).isEqualTo(95);
        assertThat(kept).isEqualTo(3);
        plant.assertReplays();
    }

    @Test
    void shouldTakeTheWholeJournalWhenAllSnapshotsAreDamaged() {
        TestPlant plant = stopped();
        for (int i = 0; i < store.newestFirst().size(); i++) {
            damage(store.snapshotBytes(i));
        }
        plant.start();
        assertThat(plant.plant().status().recovered().snapshotSequence()).isZero();
        assertThat(plant.plant().status().recovered().damagedSnapshots()).hasSize(3);
        assertThat(plant.tag("T1").asDouble()).isEqualTo(95);
        plant.assertReplays();
    }

    @Test
    void shouldNotTakeASnapshotForOneOfAnotherSequence() {
        TestPlant plant = stopped();
        byte[] other = store.snapshotBytes(1);
        store.store(store.newestFirst().get(0).sequence() + 1, out -> out.write(other));
        plant.start();
        assertThat(plant.plant().status().recovered().damagedSnapshots()).hasSize(1);
        assertThat(plant.tag("T1").asDouble()).isEqualTo(95);
    }
}
