package io.ringmain.core.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.alarm.AlarmCondition;
import java.util.ArrayList;
import java.util.List;

/**
 * The window of a rate, naively: all values since it began, from which everything is computed again at the end of every
 * eighth of the window. Where eighths end counts from the first value, or from the one that ends a standstill.
 */
final class RateTwin {
    private static final int SLOTS = 8;

    private record Sample(long atNs, double value) {}

    private final List<Sample> history = new ArrayList<>();
    private final long slotNs;
    private long begunNs;
    private long gridNs;
    private long settledNs;
    private boolean isAsleep;

    RateTwin(AlarmCondition.RateOfChange rate) {
        slotNs = rate.windowNs() / SLOTS;
    }

    void empty() {
        history.clear();
    }

    void onValue(double value, long nowNs) {
        if (history.isEmpty()) {
            begunNs = nowNs;
        }
        if (history.isEmpty() || isAsleep) {
            gridNs = nowNs;
            settledNs = nowNs;
            isAsleep = false;
        }
        history.add(new Sample(nowNs, value));
    }

    /** When the present slot ends, 0 for never. */
    long nextNs() {
        return history.isEmpty() || isAsleep ? 0 : settledNs + slotNs;
    }

    /** Goes to the last end of a slot that has passed. */
    void settle(long nowNs) {
        settledNs = gridNs + (nowNs - gridNs) / slotNs * slotNs;
    }

    boolean isFull(long nowNs) {
        return nowNs - begunNs >= slotNs * SLOTS;
    }

    double perSecond() {
        long halfNs = SLOTS / 2 * slotNs;
        double older = mean(settledNs - 2 * halfNs, settledNs - halfNs);
        double newer = mean(settledNs - halfNs, settledNs);
        return (newer - older) / halfNs * 1e9;
    }

    /** Before the first value that value counts. */
    private double mean(long fromNs, long toNs) {
        double area = 0;
        for (int i = 0; i < history.size(); i++) {
            long begin = i == 0 ? fromNs : Math.max(fromNs, history.get(i).atNs());
            long end =
                    i + 1 < history.size() ? Math.min(toNs, history.get(i + 1).atNs()) : toNs;
            area += (history.get(i).value() - history.get(0).value()) * Math.max(0, end - begin);
        }
        return area / (toNs - fromNs);
    }

    /** A full window without any change stands still until the next value. */
    void sleepIfStill(long nowNs) {
        double held = history.get(history.size() - 1).value();
        boolean isStill = isFull(nowNs);
        for (int i = 0; i < history.size(); i++) {
            long endNs = i + 1 < history.size() ? history.get(i + 1).atNs() : nowNs;
            boolean counts = Math.min(endNs, settledNs)
                    > Math.max(i == 0 ? Long.MIN_VALUE : history.get(i).atNs(), settledNs - slotNs * SLOTS);
            isStill &= !counts || history.get(i).value() == held;
        }
        isAsleep = isStill;
    }

    /** Whether the rate is above the limit; a rate on it would depend on the last bit of a sum, so there must be none. */
    static boolean isAbove(double rate, double limit) {
        assertThat(Math.abs(rate - limit)).isGreaterThan(1e-7);
        return rate > limit;
    }
}
