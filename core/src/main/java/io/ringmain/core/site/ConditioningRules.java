package io.ringmain.core.site;

import io.ringmain.core.tag.Conditioning;
import io.ringmain.core.tag.Filter;
import io.ringmain.core.tag.Scaling;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.List;

/** Rules for what is done with one tag's values. Thread: its owner. */
final class ConditioningRules {
    private final Findings findings;
    private final int index;
    private final TagDefinition tag;

    private ConditioningRules(Findings findings, int index, TagDefinition tag) {
        this.findings = findings;
        this.index = index;
        this.tag = tag;
    }

    static void check(Findings findings, int index, TagDefinition tag) {
        if (!tag.conditioning().equals(Conditioning.NONE)) {
            new ConditioningRules(findings, index, tag).check();
        }
    }

    private void check() {
        Conditioning conditioning = tag.conditioning();
        if (!Findings.isDuration(conditioning.staleNs())) {
            report("stale", "must be 0 or more and at most 366 days");
        }
        if (conditioning.isRounded() && tag.type() != TagType.INT64) {
            report("rounded", "is allowed for int64 only, not for " + tag.type().label());
        }
        if (!conditioning.scaling().isNone()) {
            checkScaling(conditioning.scaling());
        }
        checkFilters(conditioning.filters());
    }

    private void report(String key, String message) {
        findings.report("tags", index, key, message);
    }

    private boolean isFraction() {
        return tag.type() == TagType.FLOAT64
                || tag.type() == TagType.INT64 && tag.conditioning().isRounded();
    }

    private void checkScaling(Scaling scaling) {
        if (!isFraction()) {
            report("scaling", "needs a tag of type float64, or of int64 with rounded: true, not " + label());
            return;
        }
        if (scaling.rawType() != TagType.FLOAT64 && scaling.rawType() != TagType.INT64) {
            report("scaling", "raw type " + scaling.rawType().label() + " is not allowed, must be int64 or float64");
        }
        if (scaling.kind() == Scaling.Kind.FACTOR) {
            checkFactor(scaling);
        } else {
            checkPoints(scaling.points());
        }
        if (tag.isWritable() && tag.source() != null && !scaling.isInvertible()) {
            report(
                    "scaling",
                    "can not be turned round, so that the tag can not be written: the engineering values must rise or"
                            + " fall throughout, or the tag must not be writable");
        }
    }

    private void checkFactor(Scaling scaling) {
        if (!Double.isFinite(scaling.factor()) || scaling.factor() == 0) {
            report("scaling", "factor " + scaling.factor() + " is not allowed, must be a finite number other than 0");
        }
        if (!Double.isFinite(scaling.offset())) {
            report("scaling", "offset " + scaling.offset() + " is not allowed, must be a finite number");
        }
        if (scaling.outside() != Scaling.Outside.EXTRAPOLATE) {
            report("scaling", "outside is allowed with raw and engineering ends or points only, a factor has no ends");
        }
    }

    private void checkPoints(List<Scaling.Point> points) {
        if (points.size() < Scaling.MIN_POINTS || points.size() > Scaling.MAX_POINTS) {
            report(
                    "scaling",
                    points.size() + " points are not allowed, must be " + Scaling.MIN_POINTS + " to "
                            + Scaling.MAX_POINTS);
        }
        for (int i = 0; i < points.size(); i++) {
            Scaling.Point point = points.get(i);
            if (!Double.isFinite(point.raw()) || !Double.isFinite(point.engineering())) {
                report("scaling", "point " + (i + 1) + " is not of two finite numbers");
                return;
            }
            if (i > 0 && !(point.raw() > points.get(i - 1).raw())) {
                report(
                        "scaling",
                        "raw " + point.raw() + " of point " + (i + 1) + " is not allowed, must be above "
                                + points.get(i - 1).raw() + " of the point before");
                return;
            }
            if (i > 0 && !Double.isFinite(point.raw() - points.get(i - 1).raw())) {
                report("scaling", "points " + i + " and " + (i + 1) + " are too far from each other");
                return;
            }
        }
    }

    private void checkFilters(List<Filter> filters) {
        if (filters.isEmpty()) {
            return;
        }
        if (tag.type() == TagType.STRING || tag.type().isArray()) {
            report("filters", "are not allowed for " + label());
            return;
        }
        if (filters.size() > Conditioning.MAX_FILTERS) {
            report("filters", filters.size() + " are not allowed, must be at most " + Conditioning.MAX_FILTERS);
        }
        int frozen = 0;
        for (Filter filter : filters) {
            check(filter);
            frozen += filter instanceof Filter.Frozen ? 1 : 0;
        }
        if (frozen > 1) {
            report("filters", "frozen is there " + frozen + " times, must be at most once");
        }
    }

    private String label() {
        return tag.type().label();
    }

    private void check(Filter filter) {
        if (tag.type() == TagType.BOOL && !(filter instanceof Filter.Frozen)) {
            report("filters", "a bool can have the filter frozen only");
            return;
        }
        if (filter instanceof Filter.Exponential exponential) {
            checkFraction("exponential");
            checkTime("exponential: time constant", exponential.timeConstantNs());
        } else if (filter instanceof Filter.Kalman kalman) {
            checkFraction("kalman");
            checkPositive("kalman: process noise", kalman.processNoise());
            checkPositive("kalman: measurement noise", kalman.measurementNoise());
        } else if (filter instanceof Filter.Outlier outlier) {
            checkOutlier(outlier);
        } else if (filter instanceof Filter.OutOfRange range) {
            checkRange(range);
        } else if (filter instanceof Filter.Frozen frozen) {
            if (!(frozen.epsilon() >= 0) || Double.isInfinite(frozen.epsilon())) {
                report("filters", "frozen: epsilon " + frozen.epsilon() + " is not allowed, must be 0 or more");
            }
            checkTime("frozen: time", frozen.timeNs());
        }
    }

    private void checkOutlier(Filter.Outlier outlier) {
        if (outlier.window() < Filter.Outlier.MIN_WINDOW || outlier.window() > Filter.Outlier.MAX_WINDOW) {
            report(
                    "filters",
                    "outlier: window " + outlier.window() + " is not allowed, must be " + Filter.Outlier.MIN_WINDOW
                            + " to " + Filter.Outlier.MAX_WINDOW);
        }
        checkPositive("outlier: threshold", outlier.threshold());
        if (!(outlier.minimum() >= 0) || Double.isInfinite(outlier.minimum())) {
            report("filters", "outlier: minimum " + outlier.minimum() + " is not allowed, must be 0 or more");
        }
    }

    private void checkRange(Filter.OutOfRange range) {
        double low = Double.isNaN(range.low()) ? tag.rangeLow() : range.low();
        double high = Double.isNaN(range.high()) ? tag.rangeHigh() : range.high();
        if (Double.isNaN(low) && Double.isNaN(high)) {
            report("filters", "out-of-range: has no limits, and the tag has no range");
        } else if (low >= high) {
            report("filters", "out-of-range: [" + low + ", " + high + "], the low end must be below the high end");
        }
    }

    private void checkFraction(String name) {
        if (!isFraction()) {
            report("filters", name + " needs a tag of type float64, or of int64 with rounded: true, not " + label());
        }
    }

    private void checkPositive(String what, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            report("filters", what + " " + value + " is not allowed, must be a number above 0");
        }
    }

    private void checkTime(String what, long ns) {
        if (ns <= 0 || !Findings.isDuration(ns)) {
            report("filters", what + " must be above 0 and at most 366 days");
        }
    }
}
