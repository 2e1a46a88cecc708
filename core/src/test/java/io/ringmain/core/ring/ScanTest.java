package io.ringmain.core.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScanTest {
    private static final int SLOTS = 256;
    /** What updates may fill. */
    private static final int ROOM = SLOTS - SLOTS / 16;

    private final Ring.Cursor last = new Ring.Cursor();
    private final Ring ring = new Ring(SLOTS, 1, last);
    private final Accounting accounting = new Accounting();
    private final AtomicLong clockNs = new AtomicLong();
    private final int[] tagIds = new int[2 * SLOTS];
    private final double[] values = new double[2 * SLOTS];
    private final int[] statusCodes = new int[2 * SLOTS];

    private SourcePublisher publisher(Backpressure policy) {
        return new SourcePublisher(
                ring, new IngressClock(1, clockNs::getAndIncrement), accounting, accounting.register("source"), policy);
    }

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

    private void fill(int count) {
        for (int i = 0; i < count; i++) {
            tagIds[i] = i;
            values[i] = i + 0.5;
            statusCodes[i] = i % 3;
        }
    }

    private void assertBalance(SourcePublisher source) {
        assertThat(accounting.received(0))
                .isEqualTo(accounting.applied(0)
                        + accounting.conflated(0)
                        + accounting.refused(0)
                        + ring.claimed()
                        - last.get()
                        + source.held());
    }

    @Test
    void shouldPublishWhatAScanHasInItsOrder() {
        SourcePublisher source = publisher(Backpressure.REFUSE);
        fill(150);
        assertThat(source.scan(tagIds, values, statusCodes, 150, 77)).isEqualTo(150);
        List<Event> taken = take(SLOTS);
        assertThat(taken).hasSize(150);
        for (int i = 0; i < 150; i++) {
            Event event = taken.get(i);
            assertThat(event.sequence).isEqualTo(i + 1);
            assertThat(event.kind).isEqualTo(EventKind.UPDATE);
            assertThat(event.target).isEqualTo(i);
            assertThat(Double.longBitsToDouble(event.valueBits)).isEqualTo(i + 0.5);
            assertThat(event.statusCode).isEqualTo(i % 3);
            assertThat(event.sourceTimeNs).isEqualTo(77);
        }
        assertThat(taken).extracting(event -> event.ingressTimeNs).isSorted().doesNotContain(0L);
    }

    @Test
    void shouldTakeInAsMuchAsThereIsRoomForWhenItsSourceRefuses() {
        SourcePublisher source = publisher(Backpressure.REFUSE);
        fill(ROOM + 10);
        assertThat(source.scan(tagIds, values, statusCodes, ROOM + 10, 1)).isEqualTo(ROOM);
        assertThat(accounting.refused(0)).isEqualTo(10);
        assertThat(accounting.received(0)).isEqualTo(ROOM + 10);
        assertThat(take(2 * SLOTS))
                .hasSize(ROOM)
                .last()
                .extracting(e -> e.target)
                .isEqualTo(ROOM - 1);
    }

    @Test
    void shouldWaitForRoomForAScan() throws InterruptedException {
        SourcePublisher source = publisher(Backpressure.WAIT);
        fill(2 * SLOTS);
        AtomicLong taken = new AtomicLong();
        Thread producer = new Thread(() -> taken.set(source.scan(tagIds, values, statusCodes, 2 * SLOTS, 1)));
        producer.start();
        int next = 0;
        while (next < 2 * SLOTS) {
            for (Event event : take(7)) {
                assertThat(event.target).isEqualTo(next++);
            }
            Thread.onSpinWait();
        }
        producer.join();
        assertThat(taken).hasValue(2 * SLOTS);
        assertBalance(source);
    }

    @Test
    void shouldPublishWhatIsHeldBackBeforeAScan() {
        SourcePublisher source = publisher(Backpressure.CONFLATE);
        fill(SLOTS);
        source.scan(tagIds, values, statusCodes, SLOTS, 1);
        source.update(3, 100.0, 0, 2);
        take(SLOTS);
        values[3] = 101;
        source.scan(tagIds, values, statusCodes, 10, 3);
        assertThat(take(SLOTS))
                .filteredOn(event -> event.target == 3)
                .extracting(event -> Double.longBitsToDouble(event.valueBits))
                .containsExactly(100.0, 101.0);
    }

    @Test
    void shouldLeaveTheRingGoingWhenAScanHasFewerValuesThanItSays() {
        SourcePublisher source = publisher(Backpressure.REFUSE);
        assertThatThrownBy(() -> source.scan(tagIds, new double[5], statusCodes, 6, 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(source.update(1, 1.0, 0, 0)).isTrue();
        assertThat(take(1)).hasSize(1);
        assertBalance(source);
    }

    @ParameterizedTest
    @EnumSource(
            value = Backpressure.class,
            names = {"CONFLATE", "REFUSE"})
    void shouldBalanceTheAccountsWhenScansAndUpdatesAlternate(Backpressure policy) {
        long seed = 78;
        System.out.println("ScanTest seed " + seed);
        Random random = new Random(seed);
        SourcePublisher source = publisher(policy);
        Map<Integer, Double> newestTaken = new HashMap<>();
        Map<Integer, Double> newestSent = new HashMap<>();
        double value = 0;
        for (int step = 0; step < 5_000; step++) {
            switch (random.nextInt(4)) {
                case 0 -> take(random.nextInt(400)).forEach(event -> keep(newestTaken, event));
                case 1 -> {
                    int tag = random.nextInt(100);
                    if (source.update(tag, ++value, 0, 0)) {
                        newestSent.put(tag, value);
                    }
                }
                default -> {
                    int count = random.nextInt(200);
                    for (int i = 0; i < count; i++) {
                        tagIds[i] = random.nextInt(100);
                        values[i] = ++value;
                    }
                    int taken = source.scan(tagIds, values, statusCodes, count, 0);
                    // what is refused is the end of it, since nobody takes meanwhile
                    assertThat(policy == Backpressure.REFUSE || taken == count).isTrue();
                    for (int i = 0; i < taken; i++) {
                        newestSent.put(tagIds[i], values[i]);
                    }
                }
            }
            assertBalance(source);
        }
        for (int i = 0; i < 10; i++) {
            take(SLOTS).forEach(event -> keep(newestTaken, event));
            source.flush();
        }
        assertThat(newestTaken).isEqualTo(newestSent);
    }

    private static void keep(Map<Integer, Double> newest, Event event) {
        Double before = newest.put(event.target, Double.longBitsToDouble(event.valueBits));
        assertThat(before == null || before < Double.longBitsToDouble(event.valueBits))
                .as("never an older value after a newer one")
                .isTrue();
    }
}
