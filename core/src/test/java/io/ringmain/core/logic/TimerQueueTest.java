package io.ringmain.core.logic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TimerQueueTest {
    private record Key(int kind, int id) {}

    private static final Comparator<Map.Entry<Key, Long>> ORDER = Map.Entry.<Key, Long>comparingByValue()
            .thenComparing(e -> e.getKey().kind())
            .thenComparing(e -> e.getKey().id());

    @Test
    void shouldBehaveAsASortedListUnderARandomLoad() {
        long seed = 20261121;
        System.out.println("TimerQueueTest seed " + seed);
        Random random = new Random(seed);
        TimerQueue queue = new TimerQueue();
        Map<Key, Long> naive = new TreeMap<>(Comparator.comparingInt(Key::kind).thenComparingInt(Key::id));
        for (int kind = 0; kind < 3; kind++) {
            queue.ensure(kind, 200);
        }
        for (int step = 0; step < 50_000; step++) {
            Key key = new Key(random.nextInt(3), random.nextInt(200));
            if (random.nextInt(3) < 2) {
                long deadline = random.nextInt(500);
                queue.schedule(key.kind(), key.id(), deadline);
                naive.put(key, deadline);
            } else {
                queue.cancel(key.kind(), key.id());
                naive.remove(key);
            }
            assertThat(queue.size()).isEqualTo(naive.size());
            if (!naive.isEmpty()) {
                Map.Entry<Key, Long> first =
                        naive.entrySet().stream().min(ORDER).orElseThrow();
                assertThat(queue.nextDeadlineNs()).isEqualTo(first.getValue());
                assertThat(queue.nextKind()).isEqualTo(first.getKey().kind());
                assertThat(queue.nextId()).isEqualTo(first.getKey().id());
            }
        }
    }

    @Test
    void shouldHaveNoDeadlineWhenEmpty() {
        TimerQueue queue = new TimerQueue();
        queue.ensure(TimerQueue.ALARM, 1);
        queue.schedule(TimerQueue.ALARM, 0, 5);
        queue.clear();
        assertThat(queue.nextDeadlineNs()).isEqualTo(Long.MAX_VALUE);
    }
}
