package io.ringmain.core.logic;

import io.ringmain.core.tag.Quality;

/** Compares a value with the last ones: memory is their count, the last good one, and they themselves in a circle. */
final class OutlierFilter {
    private static final int COUNT = 0;
    private static final int LAST_GOOD = 1;
    private static final int VALUES = 2;

    /** Makes the median absolute deviation of a normal distribution its standard deviation. */
    private static final double NORMAL = 1.4826;

    private OutlierFilter() {}

    static int words(TagSteps.Step step) {
        return VALUES + step.window();
    }

    /**
     * Good, or what an outlier is. The block must be open.
     *
     * @param scratch room for a window, contents of no matter
     */
    static int judge(StateCells memory, int id, TagSteps.Step step, double value, double[] scratch) {
        int at = step.at();
        int window = step.window();
        long count = memory.word(id, at + COUNT);
        boolean isOutlier = false;
        if (count >= window) {
            for (int i = 0; i < window; i++) {
                scratch[i] = memory.number(id, at + VALUES + i);
            }
            boolean isMedian = step.kind() == TagSteps.HAMPEL;
            double off = StrictMath.abs(value - (isMedian ? median(scratch, window) : mean(scratch, window)));
            double spread = isMedian ? medianDeviation(scratch, window) : deviation(scratch, window);
            isOutlier = off > step.b() && off > step.a() * spread;
        }
        memory.putNumber(id, at + VALUES + (int) (count % window), value);
        memory.putWord(id, at + COUNT, count + 1);
        if (!isOutlier) {
            memory.putNumber(id, at + LAST_GOOD, value);
            return Quality.GOOD;
        }
        return step.isFlag() ? Quality.UNCERTAIN_LAST_USABLE_VALUE : Quality.UNCERTAIN_SENSOR_NOT_ACCURATE;
    }

    static double lastGood(StateCells memory, int id, TagSteps.Step step) {
        return memory.number(id, step.at() + LAST_GOOD);
    }

    private static double mean(double[] values, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i] / count;
        }
        return sum;
    }

    private static double deviation(double[] values, int count) {
        double mean = mean(values, count);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += (values[i] - mean) * (values[i] - mean);
        }
        return StrictMath.sqrt(sum / count);
    }

    /** Sorts what it is given. */
    private static double median(double[] values, int count) {
        for (int i = 1; i < count; i++) {
            double value = values[i];
            int to = i;
            while (to > 0 && values[to - 1] > value) {
                values[to] = values[to - 1];
                to--;
            }
            values[to] = value;
        }
        int middle = count / 2;
        return count % 2 == 1 ? values[middle] : values[middle - 1] / 2 + values[middle] / 2;
    }

    private static double medianDeviation(double[] values, int count) {
        double median = median(values, count);
        for (int i = 0; i < count; i++) {
            values[i] = StrictMath.abs(values[i] - median);
        }
        return NORMAL * median(values, count);
    }
}
