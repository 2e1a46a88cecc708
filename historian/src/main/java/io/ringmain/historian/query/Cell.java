package io.ringmain.historian.query;

/** What is gathered of one interval. Thread: its owner. */
public final class Cell {
    /** Samples that can be used and are good. */
    long good;
    /** Samples that can be used and are uncertain. */
    long uncertain;
    /** Samples that can not be used. */
    long bad;

    double mean;
    /** Sum of squared differences from the mean. */
    double squares;

    double minimum = Double.POSITIVE_INFINITY;
    double maximum = Double.NEGATIVE_INFINITY;

    DataPoint first;
    DataPoint last;
    boolean isFirstUsable;
    boolean isLastUsable;
    double firstUsable = Double.NaN;
    double lastUsable = Double.NaN;

    long goodNs;
    long uncertainNs;
    long badNs;
    /** Of value times ns, over what is not bad. */
    double integral;

    Bound startBound = Bound.NONE;
    Bound endBound = Bound.NONE;
    Bound interpolated = Bound.NONE;

    /** Whether any of it lies between the first and the last known moment. */
    boolean isKnown;

    boolean isPartial;

    /** Samples that can be used. */
    long usable() {
        return good + uncertain;
    }

    long samples() {
        return good + uncertain + bad;
    }

    /** Takes in a sample of the interval. */
    void add(DataPoint point, boolean isUsable, boolean isGood) {
        if (first == null) {
            first = point;
            isFirstUsable = isUsable;
        }
        last = point;
        isLastUsable = isUsable;
        if (!isUsable) {
            bad++;
            return;
        }
        if (isGood) {
            good++;
        } else {
            uncertain++;
        }
        double number = point.number();
        double off = number - mean;
        mean += off / usable();
        squares += off * (number - mean);
        minimum = Math.min(minimum, number);
        maximum = Math.max(maximum, number);
        firstUsable = usable() == 1 ? number : firstUsable;
        lastUsable = number;
    }

    /** Takes in samples that a store has counted, all later than those so far. */
    public void add(Statistics next) {
        long count = next.good() + next.uncertain();
        if (samples() == 0) {
            first = next.first();
            isFirstUsable = next.isFirstUsable();
            firstUsable = next.firstUsable();
        } else if (usable() == 0) {
            firstUsable = next.firstUsable();
        }
        last = next.last();
        isLastUsable = next.isLastUsable();
        if (count > 0) {
            double off = next.mean() - mean;
            long total = usable() + count;
            squares += next.squares() + off * off * usable() * count / total;
            mean += off * count / total;
            minimum = Math.min(minimum, next.minimum());
            maximum = Math.max(maximum, next.maximum());
            lastUsable = next.lastUsable();
        }
        good += next.good();
        uncertain += next.uncertain();
        bad += next.bad();
    }

    /** Takes in a stretch of time on a line. */
    void add(Region region, long lengthNs, double from, double to) {
        switch (region) {
            case GOOD -> goodNs += lengthNs;
            case UNCERTAIN -> uncertainNs += lengthNs;
            case BAD -> badNs += lengthNs;
        }
        if (region != Region.BAD) {
            integral += (from + to) / 2 * lengthNs;
        }
    }
}
