package io.ringmain.core.tag;

import java.util.Objects;

/**
 * Which of a tag's samples the historian's projections keep. The journal keeps all of them whatever this says.
 *
 * @param mode what makes a sample one to keep
 * @param width ON_CHANGE: smallest change from the sample kept last; COMPRESSED: how far a sample that is left out may be
 *     from the line between its kept neighbours
 * @param intervalNs PERIODIC: time between two rows; ON_CHANGE: least time between two kept samples, 0 for none
 * @param maxIntervalNs COMPRESSED: most time between two kept samples, as far as there are any
 * @param interpolation what stands between two samples
 */
public record Recording(Mode mode, Deadband width, long intervalNs, long maxIntervalNs, Interpolation interpolation) {

    /** What makes a sample one to keep; the codes stand in journals. */
    public enum Mode {
        NONE,
        /** Every applied update, or those that changed by a width since the one kept last. */
        ON_CHANGE,
        /** The value at multiples of an interval. */
        PERIODIC,
        /** The end points of a swinging door. */
        COMPRESSED
    }

    /** What stands between two samples; the codes stand in journals. */
    public enum Interpolation {
        /** A line for float64 and for what is compressed, otherwise the earlier sample. */
        BY_TYPE,
        /** The earlier sample. */
        STEPPED,
        /** A line. */
        SLOPED
    }

    /** Nothing is kept. */
    public static final Recording NONE = new Recording(Mode.NONE, Deadband.NONE, 0, 0, Interpolation.BY_TYPE);
    /** Every applied update is kept. */
    public static final Recording EVERY = new Recording(Mode.ON_CHANGE, Deadband.NONE, 0, 0, Interpolation.BY_TYPE);

    public Recording {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(width, "width");
        Objects.requireNonNull(interpolation, "interpolation");
    }

    /** Samples that changed by a width, and no sooner than some time after the one kept last. */
    public static Recording onChange(Deadband width, long minIntervalNs) {
        return new Recording(Mode.ON_CHANGE, width, minIntervalNs, 0, Interpolation.BY_TYPE);
    }

    public static Recording periodic(long intervalNs) {
        return new Recording(Mode.PERIODIC, Deadband.NONE, intervalNs, 0, Interpolation.BY_TYPE);
    }

    public static Recording compressed(Deadband deviation, long maxIntervalNs) {
        return new Recording(Mode.COMPRESSED, deviation, 0, maxIntervalNs, Interpolation.BY_TYPE);
    }

    /** The same with something else between two samples. */
    public Recording with(Interpolation between) {
        return new Recording(mode, width, intervalNs, maxIntervalNs, between);
    }

    public boolean isNone() {
        return mode == Mode.NONE;
    }

    /** Whether every applied update is kept as it is. */
    public boolean isEvery() {
        return mode == Mode.ON_CHANGE && width.width() == 0 && intervalNs == 0;
    }
}
