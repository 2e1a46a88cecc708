package io.ringmain.historian.projection;

/**
 * How a projection is.
 *
 * @param name of the projection
 * @param isUp whether its store takes rows
 * @param sequence last event whose rows the store has, with all before it
 * @param rows rows and changes given to the store since the start
 * @param failures how often the store failed since the start
 * @param refused rows that the store does not take
 * @param detail last error or a remark, may be empty
 */
public record ProjectionState(
        String name, boolean isUp, long sequence, long rows, long failures, long refused, String detail) {}
