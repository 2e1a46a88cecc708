package io.ringmain.core.logic;

/**
 * How fast tags change: a window of eight slots, each with the mean of the value over its time; a value holds until the next.
 * The rate is the difference of the means of the four newest and the four oldest slots over half the window, so a ramp gives
 * its slope, noise averages out, and irregular samples count by the time for which they held. Ring time never goes back, and
 * of values at one moment the last holds. A window of a value that does not change sleeps, without a timer.
 *
 * <pre>
 *   word 0             1     2       3                4            5                 6       7        8     9 ... 16
 *   | slot's end, 0:   | phase | first | held, relative | time up to | area since slot's | next  | begun  | rate | means
 *   |   no timer       |       | value |  to the first  |  which     |  begin            |  slot |        |      |
 * </pre>
 *
 * <p>Thread: LOGIC. Owns: these words in the alarms' blocks. Allocates: nothing.
 */
final class RateWindows {
    static final int WORDS = 17;

    private static final int SLOTS = 8;
    private static final int HALF = SLOTS / 2;

    private static final int END = StaleTimes.DEADLINE;
    private static final int PHASE = 1;
    private static final int FIRST = 2;
    private static final int HELD = 3;
    private static final int UP_TO = 4;
    private static final int AREA = 5;
    private static final int NEXT = 6;
    private static final int BEGUN = 7;
    private static final int RATE = 8;
    private static final int MEANS = 9;

    private static final int EMPTY = 0;
    private static final int RUNNING = 1;
    private static final int ASLEEP = 2;

    private static final double NS_PER_SECOND = 1e9;

    private final StateCells cells;
    private final TimerQueue timers;
    private AlarmPlan plan;

    RateWindows(StateCells cells, TimerQueue timers) {
        this.cells = cells;
        this.timers = timers;
    }

    void use(AlarmPlan next) {
        plan = next;
    }

    /** There is no usable value: the window begins again with the next one. */
    void empty(int id) {
        if (cells.word(id, PHASE) != EMPTY) {
            cells.open(id);
            for (int word = 0; word < WORDS; word++) {
                cells.putWord(id, word, 0);
            }
            cells.close();
            timers.cancel(TimerQueue.CONDITION, id);
        }
    }

    /**
     * A usable value has come.
     *
     * @return whether a slot has ended, so that there is a new rate
     */
    boolean onValue(int id, long bits, boolean isWhole, long ringTimeNs) {
        cells.open(id);
        boolean isNew = false;
        if (cells.word(id, PHASE) == EMPTY) {
            begin(id, bits, ringTimeNs);
        } else {
            double value = relative(bits, cells.word(id, FIRST), isWhole);
            if (cells.word(id, PHASE) == ASLEEP) {
                wake(id, ringTimeNs);
            }
            isNew = advance(id, ringTimeNs);
            if (Double.isFinite(value)) {
                hold(id, value, ringTimeNs);
            } else {
                // Farther from the first value than a number can say.
                begin(id, bits, ringTimeNs);
            }
        }
        cells.close();
        timers.schedule(TimerQueue.CONDITION, id, cells.word(id, END));
        return isNew;
    }

    /** The timer is due. */
    void onTimer(int id, long ringTimeNs) {
        cells.open(id);
        advance(id, ringTimeNs);
        cells.close();
        timers.schedule(TimerQueue.CONDITION, id, cells.word(id, END));
    }

    /** Lets the window sleep when nothing in it changes and it is full. */
    void sleepIfStill(int id, long ringTimeNs) {
        if (!isFull(id, ringTimeNs)) {
            return;
        }
        double held = cells.number(id, HELD);
        for (int slot = 0; slot < SLOTS; slot++) {
            if (cells.number(id, MEANS + slot) != held) {
                return;
            }
        }
        cells.open(id);
        cells.putWord(id, PHASE, ASLEEP);
        cells.putWord(id, END, 0);
        cells.putWord(id, UP_TO, 0);
        cells.putWord(id, AREA, 0);
        cells.close();
        timers.cancel(TimerQueue.CONDITION, id);
    }

    /** Change per second over the window, in the tag's unit. */
    double rate(int id) {
        return cells.number(id, RATE);
    }

    /** Whether the window has been watched from end to end; before that it can raise an alarm but not clear one. */
    boolean isFull(int id, long ringTimeNs) {
        return cells.word(id, PHASE) == ASLEEP
                || cells.word(id, PHASE) == RUNNING && ringTimeNs - cells.word(id, BEGUN) >= slotNs(id) * SLOTS;
    }

    private long slotNs(int id) {
        return plan.timeNs(id) / SLOTS;
    }

    private void hold(int id, double value, long ringTimeNs) {
        if (value != cells.number(id, HELD)) {
            accumulate(id, ringTimeNs);
            cells.putNumber(id, HELD, value);
        }
    }

    private void begin(int id, long bits, long ringTimeNs) {
        for (int word = 0; word < WORDS; word++) {
            cells.putWord(id, word, 0);
        }
        cells.putWord(id, FIRST, bits);
        cells.putWord(id, BEGUN, ringTimeNs);
        wake(id, ringTimeNs);
    }

    private void wake(int id, long ringTimeNs) {
        cells.putWord(id, PHASE, RUNNING);
        cells.putWord(id, UP_TO, ringTimeNs);
        cells.putWord(id, END, ringTimeNs + slotNs(id));
    }

    private static double relative(long bits, long first, boolean isWhole) {
        if (!isWhole) {
            return Double.longBitsToDouble(bits) - Double.longBitsToDouble(first);
        }
        long difference = bits - first;
        boolean isOver = ((bits ^ first) & (bits ^ difference)) < 0;
        return isOver ? (double) bits - (double) first : difference;
    }

    private boolean advance(int id, long ringTimeNs) {
        long slotNs = slotNs(id);
        long end = cells.word(id, END);
        if (ringTimeNs < end) {
            return false;
        }
        long over = (ringTimeNs - end) / slotNs;
        if (over > 2 * SLOTS) {
            // Longer than the window: all of it is the value that held.
            for (int slot = 0; slot < SLOTS; slot++) {
                cells.putNumber(id, MEANS + slot, cells.number(id, HELD));
            }
            end += (over + 1) * slotNs;
            cells.putNumber(id, AREA, 0);
            cells.putWord(id, UP_TO, end - slotNs);
        }
        while (end <= ringTimeNs) {
            // What held from begin to end is the mean as it is, not a quotient of a product.
            boolean isStill = cells.word(id, UP_TO) == end - slotNs;
            accumulate(id, end);
            int next = (int) cells.word(id, NEXT);
            cells.putNumber(id, MEANS + next, isStill ? cells.number(id, HELD) : cells.number(id, AREA) / slotNs);
            cells.putWord(id, NEXT, (next + 1) % SLOTS);
            cells.putNumber(id, AREA, 0);
            end += slotNs;
        }
        cells.putWord(id, END, end);
        cells.putNumber(id, RATE, slope(id, slotNs));
        return true;
    }

    private double slope(int id, long slotNs) {
        int oldest = (int) cells.word(id, NEXT);
        double difference = 0;
        for (int i = 0; i < HALF; i++) {
            difference += cells.number(id, MEANS + (oldest + HALF + i) % SLOTS)
                    - cells.number(id, MEANS + (oldest + i) % SLOTS);
        }
        return difference / HALF / (HALF * (double) slotNs) * NS_PER_SECOND;
    }

    private void accumulate(int id, long untilNs) {
        long heldNs = untilNs - cells.word(id, UP_TO);
        cells.putNumber(id, AREA, cells.number(id, AREA) + cells.number(id, HELD) * heldNs);
        cells.putWord(id, UP_TO, untilNs);
    }
}
