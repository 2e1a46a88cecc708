package io.ringmain.core.logic;

import io.ringmain.core.alarm.AlarmFigures;

/**
 * The numbers behind the alarm figures and how they go on with time: nothing but a function of what was told, so LOGIC keeps
 * them and a reader brings a copy up to its own moment.
 *
 * <pre>
 *   word 0 since | 1 annunciations | 2-5 by priority | 6-15 alarms by state shown, disabled last | 16 chattering | 17 fleeting
 *   18 most in 10 min | 19 intervals above ten | 20 floods | 21 flood since | 22 flood time | 23 interval | 24 slot | 25 in window
 *   26-55  60 slots of 10 s, 32 bits each        56-127  144 intervals of 10 min, 32 bits each
 *   128 acknowledgements | 129-188  times to acknowledge, 120 buckets of 32 bits
 * </pre>
 *
 * <p>Thread: its owner. Allocates: at construction.
 */
final class FigureWords {
    static final int COUNT = 189;

    static final int DISABLED_STATE = 9;

    private static final int SINCE = 0;
    private static final int TOTAL = 1;
    private static final int PRIORITIES = 1;
    private static final int STATES = 6;
    private static final int CHATTERING = 16;
    private static final int FLEETING = 17;
    private static final int MOST = 18;
    private static final int ABOVE_TEN = 19;
    private static final int FLOODS = 20;
    private static final int FLOOD_SINCE = 21;
    private static final int FLOOD_TIME = 22;
    private static final int INTERVAL = 23;
    private static final int SLOT = 24;
    private static final int IN_WINDOW = 25;
    private static final int SLOTS = 26;
    private static final int INTERVALS = 56;
    private static final int ACKNOWLEDGEMENTS = 128;
    private static final int TIMES = 129;

    private static final int SLOT_COUNT = 60;
    private static final int INTERVAL_COUNT = 144;
    private static final int TIME_COUNT = 120;
    private static final int INTERVALS_AN_HOUR = 6;
    private static final long SLOT_NS = AlarmFigures.INTERVAL_NS / SLOT_COUNT;
    /** Times to acknowledge are counted in milliseconds, four buckets from a power of two to the next. */
    private static final long TIME_UNIT_NS = 1_000_000;

    private final long[] words = new long[COUNT];

    long word(int index) {
        return words[index];
    }

    void word(int index, long value) {
        words[index] = value;
    }

    /** Alarms are counted by state anew; the first time the figures begin. */
    void beginCount(long ringTimeNs) {
        if (words[SINCE] == 0) {
            words[SINCE] = ringTimeNs;
            words[INTERVAL] = ringTimeNs / AlarmFigures.INTERVAL_NS;
            words[SLOT] = ringTimeNs / SLOT_NS;
        }
        for (int state = 0; state <= DISABLED_STATE; state++) {
            words[STATES + state] = 0;
        }
    }

    void addState(int state, int change) {
        words[STATES + state] += change;
    }

    void annunciate(int priority, boolean isChattering, long ringTimeNs) {
        advance(ringTimeNs);
        words[TOTAL]++;
        words[PRIORITIES + priority]++;
        words[CHATTERING] += isChattering ? 1 : 0;
        add(SLOTS, (int) (words[SLOT] % SLOT_COUNT), 1);
        add(INTERVALS, (int) (words[INTERVAL] % INTERVAL_COUNT), 1);
        words[IN_WINDOW]++;
        words[MOST] = StrictMath.max(words[MOST], words[IN_WINDOW]);
        if (words[FLOOD_SINCE] == 0 && words[IN_WINDOW] > AlarmFigures.FLOOD_BEGINS_ABOVE) {
            words[FLOOD_SINCE] = ringTimeNs;
            words[FLOODS]++;
        }
    }

    void fleeting() {
        words[FLEETING]++;
    }

    void acknowledge(long afterNs) {
        words[ACKNOWLEDGEMENTS]++;
        add(TIMES, bucket(afterNs / TIME_UNIT_NS), 1);
    }

    /** Slots and intervals that are over by then are empty again. */
    void advance(long ringTimeNs) {
        advanceSlots(ringTimeNs / SLOT_NS);
        long interval = ringTimeNs / AlarmFigures.INTERVAL_NS;
        for (int i = 0; i < INTERVAL_COUNT && words[INTERVAL] < interval; i++) {
            words[ABOVE_TEN] += intAt(INTERVALS, (int) (words[INTERVAL] % INTERVAL_COUNT)) > 10 ? 1 : 0;
            words[INTERVAL]++;
            clear(INTERVALS, (int) (words[INTERVAL] % INTERVAL_COUNT));
        }
        words[INTERVAL] = StrictMath.max(words[INTERVAL], interval);
    }

    private void advanceSlots(long slot) {
        for (int i = 0; i < SLOT_COUNT && words[SLOT] < slot; i++) {
            words[SLOT]++;
            int index = (int) (words[SLOT] % SLOT_COUNT);
            words[IN_WINDOW] -= intAt(SLOTS, index);
            clear(SLOTS, index);
            if (words[FLOOD_SINCE] != 0 && words[IN_WINDOW] < AlarmFigures.FLOOD_ENDS_BELOW) {
                words[FLOOD_TIME] += StrictMath.max(0, words[SLOT] * SLOT_NS - words[FLOOD_SINCE]);
                words[FLOOD_SINCE] = 0;
            }
        }
        words[SLOT] = StrictMath.max(words[SLOT], slot);
    }

    /** Fills what these words say. */
    void describe(AlarmFigures into, long nowNs) {
        into.nowNs = nowNs;
        into.sinceNs = words[SINCE];
        into.annunciations = words[TOTAL];
        for (int priority = 1; priority < into.byPriority.length; priority++) {
            into.byPriority[priority] = words[PRIORITIES + priority];
        }
        for (int state = 0; state < into.byState.length; state++) {
            into.byState[state] = words[STATES + state];
        }
        into.disabled = words[STATES + DISABLED_STATE];
        into.lastTenMinutes = (int) words[IN_WINDOW];
        into.lastHour = lastIntervals(INTERVALS_AN_HOUR);
        into.lastDay = lastIntervals(INTERVAL_COUNT);
        into.mostInTenMinutes = words[MOST];
        into.intervals = words[INTERVAL] - words[SINCE] / AlarmFigures.INTERVAL_NS;
        into.intervalsAboveTen = words[ABOVE_TEN];
        into.isFlood = words[FLOOD_SINCE] != 0;
        into.floods = words[FLOODS];
        into.floodNs = words[FLOOD_TIME] + (into.isFlood ? nowNs - words[FLOOD_SINCE] : 0);
        into.chatteringAnnunciations = words[CHATTERING];
        into.fleeting = words[FLEETING];
        into.acknowledgements = words[ACKNOWLEDGEMENTS];
        into.acknowledgedMedianNs = percentileNs(50);
        into.acknowledged90Ns = percentileNs(90);
        into.acknowledged99Ns = percentileNs(99);
    }

    private int lastIntervals(int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum += intAt(INTERVALS, (int) StrictMath.floorMod(words[INTERVAL] - i, (long) INTERVAL_COUNT));
        }
        return sum;
    }

    /** Upper end of the bucket in which that share of all acknowledgements is reached. */
    private long percentileNs(int percent) {
        long wanted = (words[ACKNOWLEDGEMENTS] * percent + 99) / 100;
        long seen = 0;
        for (int bucket = 0; bucket < TIME_COUNT && wanted > 0; bucket++) {
            seen += intAt(TIMES, bucket);
            if (seen >= wanted) {
                return upperEnd(bucket) * TIME_UNIT_NS;
            }
        }
        return 0;
    }

    /** 0, 1, 2 and 3 have buckets of their own, then come four for every power of two. */
    static int bucket(long units) {
        if (units < 4) {
            return (int) StrictMath.max(0, units);
        }
        int power = 63 - Long.numberOfLeadingZeros(units);
        int bucket = (power - 1) * 4 + (int) (units >>> (power - 2) & 3);
        return StrictMath.min(bucket, TIME_COUNT - 1);
    }

    /** First value behind the bucket. */
    static long upperEnd(int bucket) {
        if (bucket < 4) {
            return bucket + 1L;
        }
        int power = bucket / 4 + 1;
        return (4L + bucket % 4 + 1) << (power - 2);
    }

    private int intAt(int base, int index) {
        return (int) (words[base + (index >> 1)] >>> shift(index));
    }

    private void add(int base, int index, int change) {
        int sum = intAt(base, index) + change;
        clear(base, index);
        words[base + (index >> 1)] |= (sum & 0xFFFF_FFFFL) << shift(index);
    }

    private void clear(int base, int index) {
        words[base + (index >> 1)] &= ~(0xFFFF_FFFFL << shift(index));
    }

    private static int shift(int index) {
        return (index & 1) * 32;
    }
}
