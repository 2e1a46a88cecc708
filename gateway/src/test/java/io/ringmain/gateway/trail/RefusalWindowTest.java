package io.ringmain.gateway.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusalWindowTest {
    private final AtomicLong nowNs = new AtomicLong(1);
    private final List<String> told = new ArrayList<>();
    private final RefusalWindow<String> window =
            new RefusalWindow<>(nowNs::get, (what, times) -> told.add(what + " x" + times));

    private void pass(long ns) {
        nowNs.addAndGet(ns);
        window.sweep();
    }

    @Test
    void shouldTellTheFirstAtOnceAndTheOthersTogetherAfterTenSeconds() {
        for (int i = 0; i < 500; i++) {
            window.refuse("10.0.0.1", "login", "login " + i);
        }
        assertThat(told).containsExactly("login 0 x1");
        pass(RefusalWindow.LENGTH_NS - 1);
        assertThat(told).hasSize(1);
        pass(1);
        assertThat(told).containsExactly("login 0 x1", "login 499 x499");
    }

    @Test
    void shouldTellAFloodThatGoesOnOnceAWindow() {
        for (int second = 0; second < 60; second++) {
            for (int i = 0; i < 10; i++) {
                window.refuse("10.0.0.1", "login", "no");
            }
            pass(RefusalWindow.LENGTH_NS / 10);
        }
        assertThat(told).containsExactly("no x1", "no x99", "no x100", "no x100", "no x100", "no x100", "no x100");
    }

    @Test
    void shouldTellSourcesAndKindsApart() {
        window.refuse("10.0.0.1", "login", "a");
        window.refuse("10.0.0.2", "login", "b");
        window.refuse("10.0.0.1", "token", "c");
        assertThat(told).containsExactly("a x1", "b x1", "c x1");
    }

    @Test
    void shouldForgetASourceThatIsQuiet() {
        window.refuse("10.0.0.1", "login", "a");
        pass(RefusalWindow.LENGTH_NS);
        assertThat(window.size()).isZero();
        window.refuse("10.0.0.1", "login", "b");
        assertThat(told).containsExactly("a x1", "b x1");
    }

    @Test
    void shouldTellTheManySourcesThatItHasNoRoomForTogether() {
        for (int i = 0; i < 50_000; i++) {
            window.refuse("source " + i, "login", "no");
        }
        assertThat(window.size()).isLessThan(5_000);
        assertThat(told).hasSizeLessThan(5_000);
        pass(RefusalWindow.LENGTH_NS);
        int sum = told.stream()
                .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf('x') + 1)))
                .sum();
        assertThat(sum).isEqualTo(50_000);
    }

    @Test
    void shouldLoseNoCountWhenManyRefuseWhileItSweeps() throws InterruptedException {
        ConcurrentLinkedQueue<Integer> counts = new ConcurrentLinkedQueue<>();
        RefusalWindow<String> shared = new RefusalWindow<>(nowNs::get, (what, times) -> counts.add(times));
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(n -> new Thread(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        shared.refuse("10.0.0." + i % 3, "login", "no");
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        while (threads.stream().anyMatch(Thread::isAlive)) {
            nowNs.addAndGet(RefusalWindow.LENGTH_NS);
            shared.sweep();
        }
        shared.flush();
        assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(80_000);
    }
}
