package io.ringmain.core.alarm;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What makes an alarm active. Immutable; limits are decimal numbers in the tag's unit, so that those of an int64 tag are
 * exact beyond 2^53.
 */
public sealed interface AlarmCondition {
    /** The word for it in site files and views. */
    AlarmKind kind();

    /** The number in the one form in which equal numbers are equal. */
    private static BigDecimal canonical(BigDecimal number) {
        return number == null ? null : number.stripTrailingZeros();
    }

    /**
     * A value at or beyond one limit.
     *
     * @param kind HIHI, HI, LO or LOLO
     * @param deadband how far the value must come back behind the limit; 0 or more
     */
    record Limit(AlarmKind kind, BigDecimal limit, BigDecimal deadband) implements AlarmCondition {
        public Limit {
            if (!kind.isLimit()) {
                throw new IllegalArgumentException(kind + " is not the kind of one limit");
            }
            limit = canonical(Objects.requireNonNull(limit, "limit"));
            deadband = canonical(Objects.requireNonNull(deadband, "deadband"));
        }
    }

    /**
     * One alarm with several limits, of which the most severe that is violated is present (OPC UA: exclusive limit alarm). Its
     * way to a more severe level, or to the other side, announces it again; its way back keeps the occurrence.
     *
     * @param levels one for each of some of HIHI, HI, LO, LOLO, in this order
     */
    record MultiLimit(List<AlarmLevel> levels) implements AlarmCondition {
        public MultiLimit {
            List<AlarmLevel> ordered = new ArrayList<>(levels);
            ordered.sort(Comparator.comparing(AlarmLevel::kind));
            levels = List.copyOf(ordered);
        }

        @Override
        public AlarmKind kind() {
            return AlarmKind.MULTI;
        }
    }

    /**
     * A value too far from that of another tag: value minus setpoint at or above {@code high}, or at or below {@code low}.
     *
     * @param setpoint name of the other tag
     * @param high above 0, null for none
     * @param low below 0, null for none
     * @param deadband how far the difference must come back; 0 or more
     */
    record Deviation(String setpoint, BigDecimal high, BigDecimal low, BigDecimal deadband) implements AlarmCondition {
        public Deviation {
            Objects.requireNonNull(setpoint, "setpoint");
            high = canonical(high);
            low = canonical(low);
            deadband = canonical(Objects.requireNonNull(deadband, "deadband"));
        }

        @Override
        public AlarmKind kind() {
            return AlarmKind.DEVIATION;
        }
    }

    /**
     * A value that changes too fast: the difference of the means of both halves of a window that ends now, over half the
     * window. Means are over time, a value holds until the next, so that neither noise nor irregular samples count for more
     * than they are.
     *
     * @param limit change per second, above 0
     * @param deadband how far the rate must come back, per second; 0 or more
     * @param windowNs ring time in ns, a few sampling intervals at the least
     */
    record RateOfChange(RateDirection direction, double limit, double deadband, long windowNs)
            implements AlarmCondition {
        public RateOfChange {
            Objects.requireNonNull(direction, "direction");
        }

        @Override
        public AlarmKind kind() {
            return AlarmKind.RATE;
        }
    }

    /** A bool (0 or 1), int64 or string tag whose value is none of the normal ones; one of the two lists is empty. */
    record OffNormal(List<Long> normal, List<String> texts) implements AlarmCondition {
        public OffNormal {
            normal = List.copyOf(new TreeSet<>(normal));
            texts = List.copyOf(new TreeSet<>(texts));
        }

        @Override
        public AlarmKind kind() {
            return AlarmKind.OFF_NORMAL;
        }
    }

    /** The tag's quality is bad, or also when it is uncertain. A tag that has had no value yet is not judged. */
    record BadQuality(boolean isUncertainIncluded) implements AlarmCondition {
        @Override
        public AlarmKind kind() {
            return AlarmKind.BAD_QUALITY;
        }
    }

    /** The tag has had no update of any quality for so long, ring time in ns. */
    record Stale(long afterNs) implements AlarmCondition {
        @Override
        public AlarmKind kind() {
            return AlarmKind.STALE;
        }
    }

    /** A bool expression over tags is true. */
    record Expression(String text) implements AlarmCondition {
        public Expression {
            Objects.requireNonNull(text, "text");
        }

        @Override
        public AlarmKind kind() {
            return AlarmKind.EXPRESSION;
        }
    }
}
