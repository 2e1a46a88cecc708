package io.ringmain.historian.records;

/**
 * Where a list goes on: behind this row.
 *
 * @param timeNs ring time of the row
 * @param sequence event of the row
 * @param ordinal place in its event
 */
public record RecordMark(long timeNs, long sequence, long ordinal) {}
