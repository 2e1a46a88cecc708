package io.ringmain.core.expression;

/**
 * Time functions over a window, which is cut into 60 buckets of equal length: that is their resolution and bounds their memory.
 *
 * <p>Form and meaning of the arguments as in {@link History}. Buckets are counted from ring time 0, so that they do not depend on
 * when a function was first evaluated. Allocates: nothing.
 */
final class Windows {
    static final int BUCKETS = 60;

    /** One more than the window, so that what is read is never younger than the window is long. */
    private static final int RING = BUCKETS + 1;

    private static final int RING_HEAD = 3;
    static final int RING_WORDS = RING_HEAD + RING;

    private static final int AVERAGE_HEAD = 6;
    static final int AVERAGE_WORDS = AVERAGE_HEAD + 2 * BUCKETS;

    private static final double NS_PER_SECOND = 1e9;

    private Windows() {}

    /** The value of {@code span} ago, late by less than one bucket; the first value until there is one. */
    static long delay(long x, boolean isUsable, boolean unused, Memory memory, int at, long now, long span) {
        if (!advance(x, isUsable, memory, at, now, span)) {
            return x;
        }
        return memory.word(oldest(at, now / step(span)));
    }

    /** Change over the window, or over the history while that is shorter, per second. */
    static long rateOver(long x, boolean isUsable, boolean unused, Memory memory, int at, long now, long span) {
        if (!advance(x, isUsable, memory, at, now, span)) {
            return 0;
        }
        long bucket = now / step(span);
        long from = Math.max((bucket - BUCKETS) * step(span), memory.word(at + 2));
        double change =
                Double.longBitsToDouble(memory.word(at + 1)) - Double.longBitsToDouble(memory.word(oldest(at, bucket)));
        return now > from ? Double.doubleToLongBits(change / ((now - from) / NS_PER_SECOND)) : 0;
    }

    /**
     * Mean of the held value, weighted with the time it held. Words: time up to which it is added or 0, the value that holds since,
     * whether it is usable, bucket, area and time of the other buckets, areas, times.
     */
    static long average(long x, boolean isUsable, boolean unused, Memory memory, int at, long now, long span) {
        long step = step(span);
        long bucket = now / step;
        if (memory.word(at) != 0) {
            boolean isHeldUsable = memory.word(at + 2) != 0;
            double held = Double.longBitsToDouble(memory.word(at + 1));
            long from = memory.word(at);
            if (bucket > memory.word(at + 3)) {
                closeBuckets(memory, at, isHeldUsable, held, bucket, step);
                from = bucket * step;
            }
            if (isHeldUsable) {
                extend(memory, slot(at, bucket), held, now - from);
            }
        }
        memory.word(at, now);
        memory.word(at + 1, isUsable ? x : 0);
        memory.word(at + 2, isUsable ? 1 : 0);
        memory.word(at + 3, bucket);
        int slot = slot(at, bucket);
        long time = memory.word(at + 5) + memory.word(slot + BUCKETS);
        if (time == 0) {
            return x;
        }
        double area = Double.longBitsToDouble(memory.word(at + 4)) + Double.longBitsToDouble(memory.word(slot));
        return Double.doubleToLongBits(area / time);
    }

    private static void closeBuckets(Memory memory, int at, boolean isHeldUsable, double held, long bucket, long step) {
        long last = memory.word(at + 3);
        if (isHeldUsable) {
            extend(memory, slot(at, last), held, (last + 1) * step - memory.word(at));
        }
        for (long b = Math.max(last + 1, bucket - BUCKETS + 1); b <= bucket; b++) {
            int slot = slot(at, b);
            memory.word(slot, 0);
            memory.word(slot + BUCKETS, 0);
            if (isHeldUsable && b < bucket) {
                extend(memory, slot, held, step);
            }
        }
        double area = 0;
        long time = 0;
        for (int slot = at + AVERAGE_HEAD; slot < at + AVERAGE_HEAD + BUCKETS; slot++) {
            area += Double.longBitsToDouble(memory.word(slot));
            time += memory.word(slot + BUCKETS);
        }
        memory.word(at + 4, Double.doubleToLongBits(area));
        memory.word(at + 5, time);
    }

    /** An area that would overflow is left out with its time. */
    private static void extend(Memory memory, int slot, double held, long time) {
        double area = Double.longBitsToDouble(memory.word(slot)) + held * time;
        if (Math.abs(area) <= Double.MAX_VALUE / BUCKETS) {
            memory.word(slot, Double.doubleToLongBits(area));
            memory.word(slot + BUCKETS, memory.word(slot + BUCKETS) + time);
        }
    }

    private static int slot(int at, long bucket) {
        return at + AVERAGE_HEAD + (int) (bucket % BUCKETS);
    }

    /** Words: bucket plus 1, the value that holds, time of the first; values at the end of the last 61 full buckets. */
    private static boolean advance(long x, boolean isUsable, Memory memory, int at, long now, long span) {
        long bucket = now / step(span);
        long last = memory.word(at) - 1;
        if (last < 0) {
            if (!isUsable) {
                return false;
            }
            memory.word(at + 2, now);
            for (int i = 0; i < RING; i++) {
                memory.word(at + RING_HEAD + i, x);
            }
        } else {
            long held = memory.word(at + 1);
            for (long b = Math.max(last, bucket - RING); b < bucket; b++) {
                memory.word(at + RING_HEAD + (int) (b % RING), held);
            }
        }
        memory.word(at, bucket + 1);
        if (isUsable) {
            memory.word(at + 1, x);
        }
        return true;
    }

    /** Where the value stands that held at the end of the bucket 61 before this one. */
    private static int oldest(int at, long bucket) {
        return at + RING_HEAD + (int) (bucket % RING);
    }

    private static long step(long span) {
        return (span + BUCKETS - 1) / BUCKETS;
    }
}
