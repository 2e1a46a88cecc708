package io.ringmain.core.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.tag.TagValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SourcePublisherTest {
    private static final int SLOTS = 64;
    /** What updates may fill. */
    private static final int ROOM = SLOTS - SLOTS / 16;

    private final Ring.Cursor last = new Ring.Cursor();
    private final Ring ring = new Ring(SLOTS, 1, last);
    private final Accounting accounting = new Accounting();

    private SourcePublisher publisher(Backpressure policy) {
        return new SourcePublisher(
                ring, new IngressClock(1, () -> 0), accounting, accounting.register("source"), policy);
    }

    /** Takes up to that many events out of the ring, as the stages would. */
    private List<Event> take(int count) {
        List<Event> taken = new ArrayList<>();
        for (long slot = last.get() + 1; taken.size() < count && ring.isPublished(slot); slot++) {
            Event copy = new Event();
            Conflator.copyInput(ring.slot(slot), copy);
            copy.sequence = ring.slot(slot).sequence;
            taken.add(copy);
            accounting.countDisposed(copy.source, Event.APPLIED);
            last.set(slot);
        }
        return taken;
    }

    private void fill(SourcePublisher source) {
        for (int i = 0; i < ROOM; i++) {
            assertThat(source.update(1000 + i, 0.0, 0, 0)).isTrue();
        }
    }

    @Test
    void shouldLeaveRoomForCommandsWhenUpdatesFindNone() {
        SourcePublisher source = publisher(Backpressure.REFUSE);
        fill(source);
        assertThat(source.update(1, 1.0, 0, 0)).isFalse();
        ControlPublisher control =
                new ControlPublisher(ring, new IngressClock(1, () -> 0), accounting, accounting.register("control"));
        for (int i = ROOM; i < SLOTS; i++) {
            assertThat(control.tryTick()).isTrue();
        }
        assertThat(control.tryTick()).isFalse();
    }

    @Test
    void shouldRefuseWhenFullAndCountIt() {
        SourcePublisher source = publisher(Backpressure.REFUSE);
        fill(source);
        assertThat(source.update(1, 1.0, 0, 0)).isFalse();
        assertThat(source.update(1, "x".getBytes(StandardCharsets.UTF_8), 1, 0, 0))
                .isFalse();
        assertThat(source.status(1, 0, 0)).isFalse();
        assertThat(accounting.received(0)).isEqualTo(ROOM + 3);
        assertThat(accounting.refused(0)).isEqualTo(3);
        take(1);
        assertThat(source.update(1, 1.0, 0, 0)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Backpressure.class)
    void shouldRefuseATextLongerThanItsCell(Backpressure policy) {
        SourcePublisher source = publisher(policy);
        byte[] text = new byte[TagValue.MAX_STRING_BYTES + 1];
        assertThat(source.update(1, text, text.length, 0, 0)).isFalse();
        assertThat(source.update(1, text, TagValue.MAX_STRING_BYTES, 0, 0)).isTrue();
        assertThat(accounting.refused(0)).isEqualTo(1);
        assertThat(take(2)).hasSize(1);
    }

    @Test
    void shouldKeepTheNewestOfEachTagInOrderOfTheirComing() {
        SourcePublisher source = publisher(Backpressure.CONFLATE);
        fill(source);
        for (int round = 1; round <= 3; round++) {
            for (int tag = 3; tag >= 1; tag--) {
                assertThat(source.update(tag, 10L * tag + round, 0, round)).isTrue();
            }
        }
        assertThat(source.held()).isEqualTo(3);
        assertThat(accounting.conflated(0)).isEqualTo(6);
        assertThat(source.flush()).isFalse();
        take(ROOM);
        assertThat(source.flush()).isTrue();
        assertThat(source.held()).isZero();
        assertThat(take(10)).extracting(e -> e.valueBits).containsExactly(33L, 23L, 13L);
    }

    @Test
    void shouldPublishAHeldValueBeforeANewerOneOfItsTag() {
        SourcePublisher source = publisher(Backpressure.CONFLATE);
        fill(source);
        source.update(1, 1L, 0, 0);
        source.update(2, 1L, 0, 0);
        take(1);
        source.update(1, 2L, 0, 0);
        take(ROOM);
        source.update(1, 3L, 0, 0);
        List<Long> ofTag1 = take(10).stream()
                .filter(e -> e.target == 1)
                .map(e -> e.valueBits)
                .toList();
        assertThat(ofTag1).isSorted().endsWith(3L);
    }

    @Test
    void shouldKeepAConflatedText() {
        SourcePublisher source = publisher(Backpressure.CONFLATE);
        fill(source);
        byte[] text = "zwölf".getBytes(StandardCharsets.UTF_8);
        source.update(1, text, text.length, 5, 6);
        take(ROOM);
        source.flush();
        Event event = take(1).get(0);
        assertThat(new String(event.text, 0, event.textLength, StandardCharsets.UTF_8))
                .isEqualTo("zwölf");
        assertThat(event.statusCode).isEqualTo(5);
        assertThat(event.sourceTimeNs).isEqualTo(6);
    }

    @Test
    void shouldPublishALinkBehindEverythingHeld() throws InterruptedException {
        SourcePublisher source = publisher(Backpressure.CONFLATE);
        fill(source);
        source.update(1, 1L, 0, 0);
        Thread linking = new Thread(() -> source.link(0, (byte) 2));
        linking.start();
        List<Event> taken = new ArrayList<>();
        while (taken.size() < ROOM + 2) {
            taken.addAll(take(1));
            Thread.onSpinWait();
        }
        linking.join();
        assertThat(taken.get(ROOM).target).isEqualTo(1);
        assertThat(taken.get(ROOM + 1).kind).isEqualTo(EventKind.LINK);
    }

    @Test
    void shouldWaitForRoomAndLoseNothing() throws InterruptedException {
        SourcePublisher source = publisher(Backpressure.WAIT);
        int updates = 5_000;
        AtomicBoolean allTaken = new AtomicBoolean(true);
        Thread producer = new Thread(() -> {
            for (long i = 0; i < updates; i++) {
                allTaken.compareAndSet(true, source.update(1, i, 0, 0));
            }
        });
        producer.start();
        long next = 0;
        while (next < updates) {
            for (Event event : take(7)) {
                assertThat(event.valueBits).isEqualTo(next++);
            }
            Thread.onSpinWait();
        }
        producer.join();
        assertThat(allTaken).isTrue();
        assertThat(accounting.received(0)).isEqualTo(updates).isEqualTo(accounting.applied(0));
    }

    @Test
    void shouldEndWaitingWhenClosed() throws InterruptedException {
        SourcePublisher source = publisher(Backpressure.WAIT);
        fill(source);
        Thread waiting = new Thread(() -> source.update(1, 1L, 0, 0));
        waiting.start();
        source.close();
        waiting.join();
        assertThat(accounting.refused(0)).isEqualTo(1);
    }

    @Test
    void shouldEndWaitingWhenItsThreadIsInterrupted() throws InterruptedException {
        SourcePublisher source = publisher(Backpressure.WAIT);
        fill(source);
        Thread waiting = new Thread(() -> {
            source.update(1, 1L, 0, 0);
            source.link(1, (byte) 1);
        });
        waiting.start();
        waiting.interrupt();
        waiting.join();
        assertThat(accounting.refused(0)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Backpressure.class,
            names = {"CONFLATE", "REFUSE"})
    void shouldBalanceTheAccountsAfterEveryStepOfARandomLoad(Backpressure policy) {
        long seed = 77;
        System.out.println("SourcePublisherTest seed " + seed);
        Random random = new Random(seed);
        SourcePublisher source = publisher(policy);
        Map<Integer, Long> newestTaken = new HashMap<>();
        Map<Integer, Long> newestSent = new HashMap<>();
        long value = 0;
        long inRing = 0;
        for (int step = 0; step < 50_000; step++) {
            switch (random.nextInt(12)) {
                case 0 -> {
                    for (Event event : take(random.nextInt(30))) {
                        Long before = newestTaken.put(event.target, event.valueBits);
                        assertThat(before == null || before < event.valueBits)
                                .as("never an older value after a newer one")
                                .isTrue();
                    }
                }
                case 1 -> source.flush();
                default -> {
                    int tag = random.nextInt(100);
                    if (source.update(tag, ++value, 0, 0)) {
                        newestSent.put(tag, value);
                    }
                }
            }
            inRing = ring.claimed() - last.get();
            assertThat(accounting.received(0))
                    .isEqualTo(accounting.applied(0)
                            + accounting.conflated(0)
                            + accounting.refused(0)
                            + inRing
                            + source.held());
        }
        for (int i = 0; i < 10; i++) {
            take(ROOM).forEach(event -> newestTaken.put(event.target, event.valueBits));
            source.flush();
        }
        assertThat(newestTaken).isEqualTo(newestSent);
    }

    @Test
    void shouldGiveEachEventOfManyProducersASequenceOfItsOwn() throws InterruptedException {
        int producers = 4;
        int updates = 20_000;
        List<Thread> threads = new ArrayList<>();
        for (int p = 0; p < producers; p++) {
            SourcePublisher source = publisher(Backpressure.WAIT);
            threads.add(new Thread(() -> {
                for (long i = 0; i < updates; i++) {
                    source.update(1, i, 0, 0);
                }
            }));
        }
        threads.forEach(Thread::start);
        long[] next = new long[producers];
        for (long sequence = 1; sequence <= (long) producers * updates; ) {
            for (Event event : take(ROOM)) {
                assertThat(event.sequence).isEqualTo(sequence++);
                assertThat(event.valueBits).isEqualTo(next[event.source]++);
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
