package io.ringmain.historian.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.codec.BatchEncoder;
import io.ringmain.core.codec.BatchHeader;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.spi.Journal;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.Salvage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFollowerTest {
    @TempDir
    Path folder;

    private final AtomicLong released = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong durable = new AtomicLong(Long.MAX_VALUE);
    private final Store target = new Store();
    private final BatchEncoder encoder = new BatchEncoder();
    private ChronicleJournalStore store;
    private Journal journal;
    private JournalFollower follower;
    private long sequence;

    /** A LINK is a row, all else is none. */
    private static final class Store implements ProjectionTarget {
        final List<String> done = new CopyOnWriteArrayList<>();
        volatile boolean isDown;
        volatile Error error;
        volatile int rows;
        private int pending;
        private volatile long position;

        @Override
        public long open() {
            if (error != null) {
                throw error;
            }
            if (isDown) {
                throw new IllegalStateException("the store is down");
            }
            pending = 0;
            return position;
        }

        @Override
        public void add(BatchDecoder batch) {
            while (batch.next()) {
                pending += batch.event().kind == EventKind.LINK ? 1 : 0;
            }
        }

        @Override
        public int pending() {
            return pending;
        }

        @Override
        public void flush(long upTo) {
            if (isDown) {
                throw new IllegalStateException("the store is down");
            }
            done.add(pending + " to " + upTo);
            rows += pending;
            pending = 0;
            position = upTo;
        }

        @Override
        public String remark() {
            return "";
        }

        @Override
        public long refused() {
            return 0;
        }
    }

    @BeforeEach
    void start() {
        store = ChronicleJournalStore.open(folder);
        journal = store.newEpoch(1);
        follower = JournalFollower.of(
                "test", store::reader, from -> Salvage.open(folder, from), released::get, durable::get, target);
    }

    @AfterEach
    void stop() {
        follower.close();
        journal.close();
        store.close();
    }

    private void batch(byte... kinds) {
        encoder.begin(sequence + 1);
        Outbox outbox = new Outbox(1);
        for (byte kind : kinds) {
            Event event = new Event();
            event.reset(kind, 0, 0);
            event.sequence = ++sequence;
            event.ingressTimeNs = sequence;
            encoder.add(event, outbox);
        }
        encoder.finish(journal::append);
    }

    @Test
    void shouldFlushRowsSoonAndSayHowFarItIs() {
        follower.start();
        batch(EventKind.LINK, EventKind.TICK);
        await().until(() -> target.done.equals(List.of("1 to 2")));
        batch(EventKind.TICK);
        assertThat(follower.awaitCovered(3, 5_000)).isTrue();
        assertThat(target.done).hasSize(1); // nothing came of it, so nothing is written for now
    }

    @Test
    void shouldHoldBackWhatIsNotReleased() {
        released.set(1);
        batch(EventKind.LINK);
        batch(EventKind.LINK);
        follower.start();
        await().until(() -> follower.state().isUp());
        assertThat(follower.awaitCovered(2, 100)).isFalse();
        released.set(2);
        assertThat(follower.awaitCovered(2, 5_000)).isTrue();
    }

    @Test
    void shouldNotLetTheStoreKnowMoreThanALossOfPowerLeaves() {
        durable.set(1);
        batch(EventKind.LINK);
        batch(EventKind.TICK);
        follower.start();
        await().until(() -> !target.done.isEmpty());
        follower.close();
        assertThat(target.done).containsExactly("1 to 1");
    }

    @Test
    void shouldTryAgainAndMissNothingWhenTheStoreWasDown() {
        target.isDown = true;
        follower.start();
        batch(EventKind.LINK);
        await().until(() -> follower.state().detail().equals("the store is down"));
        assertThat(follower.awaitCovered(1, 1_000)).isFalse();
        target.isDown = false;
        await().until(() -> target.done.equals(List.of("1 to 1")));
        assertThat(follower.state().failures()).isPositive();
    }

    @Test
    void shouldBeDownWithTheReasonWhenAnErrorHasEndedItsThread() {
        target.error = new OutOfMemoryError("no room");
        follower.start();
        await().until(() -> follower.state().detail().contains("no room"));
        assertThat(follower.state().isUp()).isFalse();
    }

    @Test
    void shouldEndAtTheEndWhenAsked() {
        batch(EventKind.LINK, EventKind.LINK);
        JournalFollower once = JournalFollower.toEnd("once", store::reader, from -> Salvage.open(folder, from), target);
        once.start();
        await().until(once::hasEnded);
        assertThat(target.done).containsExactly("2 to 2");
        once.close();
    }

    @Test
    void shouldPassOverDamageNameItAndGoOnBehindIt() throws IOException {
        for (int i = 0; i < 5; i++) {
            batch(EventKind.LINK, EventKind.LINK, EventKind.LINK);
        }
        journal.close();
        damage(7);
        journal = store.newEpoch(sequence + 1);
        follower.start();
        await().until(() -> target.rows == 12 && follower.state().isUp());
        assertThat(follower.damage()).isNotEmpty();
        await().until(() -> follower.state().detail().contains("missing, as the journal is damaged"));
        batch(EventKind.LINK);
        await().until(() -> target.rows == 13);
        assertThat(follower.awaitCovered(16, 5_000)).isTrue();
    }

    /** Flips a bit in the batch that begins with that sequence. */
    private void damage(long first) throws IOException {
        byte[] head = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(first)
                .array();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".cq4")).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                for (int at = 0; at + 64 < bytes.length; at++) {
                    boolean isFirst = Arrays.equals(bytes, at, at + 8, head, 0, 8);
                    if (isFirst && bytes[at - 1] == BatchHeader.VERSION && bytes[at + 16] == 2) {
                        bytes[at + 18] ^= 1;
                        Files.write(file, bytes);
                        return;
                    }
                }
            }
        }
        throw new AssertionError("there is no batch that begins with " + first);
    }
}
