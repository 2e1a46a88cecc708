package io.ringmain.core.expression;

/**
 * Time functions of few words: edges, counts, delays of booleans, totals, the rate of the last change.
 *
 * <p>All have one form: value in, value out, both as bits. {@code isUsable} is false while a tag the value was computed from is
 * bad, or the value is not finite: then the last usable value stands, and no area or time is added. Words: 0 is "none yet"; ring
 * time is above 0. Allocates: nothing.
 */
final class History {
    private static final double NS_PER_SECOND = 1e9;
    private static final long FALSE = 1;
    private static final long TRUE = 2;

    private History() {}

    /**
     * Last change by the longer of the time it took and the time since, per second, so that it fades when changes stop. Words: time
     * and value of the last change, its duration, its size.
     */
    static long rate(long x, boolean isUsable, boolean unused, Memory memory, int at, long now, long span) {
        long changed = memory.word(at);
        double value = Double.longBitsToDouble(x);
        if (changed == 0) {
            if (isUsable) {
                memory.word(at, now);
                memory.word(at + 1, x);
            }
            return 0;
        }
        double last = Double.longBitsToDouble(memory.word(at + 1));
        if (isUsable && value != last) {
            memory.word(at + 1, x);
            if (now > changed) {
                memory.word(at, now);
                memory.word(at + 2, now - changed);
                memory.word(at + 3, Double.doubleToLongBits(value - last));
                changed = now;
            } else if (memory.word(at + 2) != 0) {
                double size = Double.longBitsToDouble(memory.word(at + 3)) + (value - last);
                memory.word(at + 3, Double.doubleToLongBits(size));
            }
        }
        long took = memory.word(at + 2);
        if (took == 0) {
            return 0;
        }
        double seconds = Math.max(took, now - changed) / NS_PER_SECOND;
        return Double.doubleToLongBits(Double.longBitsToDouble(memory.word(at + 3)) / seconds);
    }

    /**
     * Area under the held value, with the error of the sum carried along (Neumaier). Words: time up to which it is added or 0, the
     * value that holds since, sum, error. {@code span} is the time in which 1 adds 1.
     */
    static long integral(long x, boolean isUsable, boolean isReset, Memory memory, int at, long now, long span) {
        double sum = Double.longBitsToDouble(memory.word(at + 2));
        double error = Double.longBitsToDouble(memory.word(at + 3));
        long since = memory.word(at);
        if (isReset) {
            sum = 0;
            error = 0;
        } else if (since != 0) {
            double area = Double.longBitsToDouble(memory.word(at + 1)) * ((double) (now - since) / span);
            double next = sum + area;
            if (Arithmetic.isFinite(next)) {
                error += Math.abs(sum) >= Math.abs(area) ? (sum - next) + area : (area - next) + sum;
                sum = next;
            }
        }
        memory.word(at, isUsable ? now : 0);
        memory.word(at + 1, isUsable ? x : 0);
        memory.word(at + 2, Double.doubleToLongBits(sum));
        memory.word(at + 3, Double.doubleToLongBits(error));
        return Double.doubleToLongBits(sum + error);
    }

    static long rising(long b, boolean isUsable, boolean unused, Memory memory, int at, long now, long span) {
        long last = memory.word(at);
        long next = state(b, isUsable, last);
        memory.word(at, next);
        return last == FALSE && next == TRUE ? 1 : 0;
    }

    static long falling(long b, boolean isUsable, boolean unused, Memory memory, int at, long now, long span) {
        long last = memory.word(at);
        long next = state(b, isUsable, last);
        memory.word(at, next);
        return last == TRUE && next == FALSE ? 1 : 0;
    }

    /** Words: last state, rising edges. */
    static long count(long b, boolean isUsable, boolean isReset, Memory memory, int at, long now, long span) {
        long last = memory.word(at);
        long next = state(b, isUsable, last);
        memory.word(at, next);
        if (isReset) {
            memory.word(at + 1, 0);
        } else if (last == FALSE && next == TRUE) {
            memory.word(at + 1, Arithmetic.add(memory.word(at + 1), 1));
        }
        return memory.word(at + 1);
    }

    /** Words: since when true or 0, last state. */
    static long onDelay(long b, boolean isUsable, boolean unused, Memory memory, int at, long now, long span) {
        long next = state(b, isUsable, memory.word(at + 1));
        memory.word(at + 1, next);
        if (next != TRUE) {
            memory.word(at, 0);
            return 0;
        }
        if (memory.word(at) == 0) {
            memory.word(at, now);
        }
        return now - memory.word(at) >= span ? 1 : 0;
    }

    /** Words: since when false after having been true or 0, last state. */
    static long offDelay(long b, boolean isUsable, boolean unused, Memory memory, int at, long now, long span) {
        long last = memory.word(at + 1);
        long next = state(b, isUsable, last);
        memory.word(at + 1, next);
        if (next == TRUE) {
            memory.word(at, 0);
            return 1;
        }
        if (last == TRUE) {
            memory.word(at, now);
        }
        if (memory.word(at) == 0) {
            return 0;
        }
        if (now - memory.word(at) < span) {
            return 1;
        }
        memory.word(at, 0);
        return 0;
    }

    /** Words: whether there is a value, the value. */
    static long hold(long x, boolean isUsable, boolean isFollowing, Memory memory, int at, long now, long span) {
        if (isUsable && (isFollowing || memory.word(at) == 0)) {
            memory.word(at, 1);
            memory.word(at + 1, x);
        }
        return memory.word(at) == 0 ? x : memory.word(at + 1);
    }

    /** Words: whether there is a value, the value, the one before. */
    static long previous(long x, boolean isUsable, boolean unused, Memory memory, int at, long now, long span) {
        if (isUsable && memory.word(at) == 0) {
            memory.word(at, 1);
            memory.word(at + 1, x);
            memory.word(at + 2, x);
        } else if (isUsable && memory.word(at + 1) != x) {
            memory.word(at + 2, memory.word(at + 1));
            memory.word(at + 1, x);
        }
        return memory.word(at) == 0 ? x : memory.word(at + 2);
    }

    /** Seconds. Words: time up to which it is added while true, otherwise 0; nanoseconds. */
    static long timeTrue(long b, boolean isUsable, boolean isReset, Memory memory, int at, long now, long span) {
        long since = memory.word(at);
        long total = isReset ? 0 : memory.word(at + 1) + (since == 0 ? 0 : now - since);
        memory.word(at, isUsable && b != 0 ? now : 0);
        memory.word(at + 1, total);
        return Double.doubleToLongBits(total / NS_PER_SECOND);
    }

    private static long state(long b, boolean isUsable, long last) {
        return isUsable ? (b == 0 ? FALSE : TRUE) : last;
    }
}
