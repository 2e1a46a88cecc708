package io.ringmain.historian.questdb;

/**
 * How far the samples are.
 *
 * @param isUp whether the server takes them
 * @param sequence last one that the server has, -1 when it has none
 * @param rows sent since the start, those sent again included
 * @param failures since the start
 * @param refused rows that the server refuses for good, put aside since the start
 * @param detail last error while it is not up, otherwise what is missing or was refused, or empty
 */
public record ProjectionStatus(boolean isUp, long sequence, long rows, long failures, long refused, String detail) {}
