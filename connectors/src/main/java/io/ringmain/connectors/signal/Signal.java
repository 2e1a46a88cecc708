package io.ringmain.connectors.signal;

import java.util.List;

/**
 * A signal as it is declared. Its value depends on nothing but the seed, the time and the index of the sample.
 *
 * @param phase share of a period by which it is ahead
 * @param duty share of a period for which a square is high
 * @param values of steps, constants and points, as they are written
 * @param noise greatest deviation by chance, of all numeric kinds
 * @param low least number that a point takes
 * @param high greatest number that a point takes
 */
record Signal(
        SignalKind kind,
        long periodNs,
        long widthNs,
        double amplitude,
        double offset,
        double phase,
        double duty,
        double start,
        double step,
        double modulo,
        List<String> values,
        double noise,
        double low,
        double high,
        Faults faults,
        long seed) {
    private static final long NOISE = 1;
    private static final long OWN = 2;
    private static final int OCTAVES = 8;

    /**
     * The number at a time.
     *
     * @param ns since the signal's begin
     * @param index of the sample
     */
    double number(long ns, long index) {
        double pure = pure(ns, index);
        double noisy = noise == 0 ? pure : pure + noise * Chance.symmetric(seed, NOISE, index);
        return noisy + faults.spike(seed, index);
    }

    private double pure(long ns, long index) {
        double turn = turn(ns);
        return switch (kind) {
            case SINE -> offset + amplitude * StrictMath.sin(2 * StrictMath.PI * turn);
            case SQUARE -> turn < duty ? offset + amplitude : offset - amplitude;
            case TRIANGLE -> offset + amplitude * (turn < 0.5 ? 4 * turn - 1 : 3 - 4 * turn);
            case RAMP -> offset + amplitude * (2 * turn - 1);
            case PULSE -> turn * periodNs < widthNs ? offset + amplitude : offset;
            case WALK -> offset + amplitude * walk(ns);
            case NOISE -> offset + amplitude * Chance.symmetric(seed, OWN, index);
            case COUNTER -> {
                double counted = step * Math.floorDiv(ns, periodNs);
                yield start + (modulo > 0 ? counted % modulo : counted);
            }
            case STEPS, CONSTANT, POINT -> Double.parseDouble(text(ns));
        };
    }

    /** Where it is in its period, from 0 to below 1. */
    private double turn(long ns) {
        if (periodNs == 0) {
            return 0;
        }
        double turn = (double) Math.floorMod(ns, periodNs) / periodNs + phase;
        return turn - Math.floor(turn);
    }

    /**
     * From -1 to 1: the slowest movement and faster, smaller ones upon it, each between points of chance, so that any time can
     * be computed for itself.
     */
    private double walk(long ns) {
        double sum = 0;
        double share = 0.5;
        long span = periodNs;
        for (int octave = 0; octave < OCTAVES; octave++) {
            long cell = Math.floorDiv(ns, span);
            double within = (double) Math.floorMod(ns, span) / span;
            double smooth = within * within * (3 - 2 * within);
            double from = Chance.symmetric(seed, OWN + octave, cell);
            double to = Chance.symmetric(seed, OWN + octave, cell + 1);
            sum += share * (from + (to - from) * smooth);
            share /= 2;
            span = Math.max(1, span / 2);
        }
        return sum;
    }

    /** Whether it is on at a time, for bool tags: above its middle. */
    boolean flag(long ns, long index) {
        return switch (kind) {
            case STEPS, CONSTANT, POINT -> isTrue(text(ns));
            case COUNTER -> Math.floorMod(Math.floorDiv(ns, periodNs), 2L) == 1;
            default -> number(ns, index) > offset;
        };
    }

    /** The word or number at a time, of steps, constants and points. */
    String text(long ns) {
        return values.get(
                kind == SignalKind.STEPS ? (int) Math.floorMod(Math.floorDiv(ns, periodNs), (long) values.size()) : 0);
    }

    boolean hasWords() {
        return kind == SignalKind.STEPS || kind == SignalKind.CONSTANT || kind == SignalKind.POINT;
    }

    static boolean isTrue(String word) {
        return word.equals("true") || word.equals("1");
    }
}
