package io.ringmain.historian.query;

/**
 * A sample as the aggregates see it.
 *
 * @param timeNs ns since the epoch
 * @param number the value of bool, int64 and float64; NaN when there is none
 * @param value the value as it is, for those aggregates that hand it over
 * @param status OPC UA status code
 */
public record DataPoint(long timeNs, double number, Object value, int status) {

    /** A number. */
    public static DataPoint of(long timeNs, double number, int status) {
        return new DataPoint(timeNs, number, number, status);
    }
}
