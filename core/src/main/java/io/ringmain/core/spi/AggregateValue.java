package io.ringmain.core.spi;

/**
 * The result of an interval.
 *
 * @param timeNs begin of the interval; of {@code start} and {@code end} the sample's own time
 * @param value Double, or as the sample's; null when the status is bad
 * @param statusCode OPC UA status code with the bits of Part 13: calculated, interpolated, partial
 */
public record AggregateValue(long timeNs, Object value, int statusCode) {}
