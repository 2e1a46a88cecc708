package io.ringmain.core.logic;

import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmLevel;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A limit with its deadband as two thresholds, for float64 and exactly for int64: reached at {@code raise}, left behind
 * {@code hold}.
 *
 * <p>Thread: any, immutable. Allocates: at compilation.
 */
final class AlarmBound {
    private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    final boolean isHigh;
    /** Whether the values are int64, so that the whole thresholds count. */
    final boolean isWhole;

    final double raise;
    final double hold;
    final long raiseWhole;
    final long holdWhole;

    private final AlarmKind kind;
    private final long onDelayNs;
    private final long offDelayNs;
    private final int priority;

    private AlarmBound(AlarmLevel level, boolean isWhole) {
        this.isWhole = isWhole;
        kind = level.kind();
        onDelayNs = level.onDelayNs();
        offDelayNs = level.offDelayNs();
        priority = level.priority();
        isHigh = kind.isHigh();
        raise = level.limit().doubleValue();
        hold = isHigh
                ? raise - level.deadband().doubleValue()
                : raise + level.deadband().doubleValue();
        BigDecimal back = isHigh
                ? level.limit().subtract(level.deadband())
                : level.limit().add(level.deadband());
        raiseWhole = whole(level.limit());
        holdWhole = whole(back);
    }

    /** The int64 threshold: what is at or beyond it is at or beyond the limit. */
    private long whole(BigDecimal limit) {
        if (limit.compareTo(LONG_MIN) <= 0) {
            return Long.MIN_VALUE;
        }
        return limit.compareTo(LONG_MAX) >= 0
                ? Long.MAX_VALUE
                : limit.setScale(0, isHigh ? RoundingMode.CEILING : RoundingMode.FLOOR)
                        .longValueExact();
    }

    static AlarmBound of(AlarmLevel level, boolean isWhole) {
        return new AlarmBound(level, isWhole);
    }

    static AlarmBound ofRate(double limit, double deadband) {
        return of(new AlarmLevel(AlarmKind.HI, new BigDecimal(limit), new BigDecimal(deadband), 0, 0, 0), false);
    }

    AlarmKind kind() {
        return kind;
    }

    long onDelayNs() {
        return onDelayNs;
    }

    long offDelayNs() {
        return offDelayNs;
    }

    int priority() {
        return priority;
    }

    /** Whether a float64 value is beyond the limit, or not yet back behind the deadband. Not for NaN. */
    boolean holds(double value, boolean isPresent) {
        double threshold = isPresent ? hold : raise;
        return isHigh ? value >= threshold : value <= threshold;
    }

    /** The same for an int64 value. */
    boolean holds(long value, boolean isPresent) {
        long threshold = isPresent ? holdWhole : raiseWhole;
        return isHigh ? value >= threshold : value <= threshold;
    }
}
