package io.ringmain.historian.recording;

import io.ringmain.core.tag.TagType;

/**
 * One sample as a projection keeps it.
 *
 * @param tag name
 * @param type code of the {@link TagType}, 0 for a status without a value
 * @param bits the value of bool, int64 and float64
 * @param text the value of string; an array as text; null when there is none
 * @param status OPC UA status code
 * @param timeNs where it stands on the axis of time, ns since the epoch
 * @param givenNs the source time as it was given
 * @param ingressNs ring time of the event
 * @param sequence of the event in the journal
 * @param ordinal 0 for the event's own update, from 1 for the results of the event
 */
public record StoredSample(
        String tag,
        int type,
        long bits,
        String text,
        int status,
        long timeNs,
        long givenNs,
        long ingressNs,
        long sequence,
        int ordinal) {

    /** The same value at another time. */
    StoredSample at(long otherNs) {
        return new StoredSample(tag, type, bits, text, status, otherNs, otherNs, ingressNs, sequence, ordinal);
    }

    /** Whether it can stand on a line: a finite number. */
    boolean isFinite() {
        return type == TagType.INT64.code() || type == TagType.FLOAT64.code() && Double.isFinite(number());
    }

    /** The value of a number. */
    double number() {
        return type == TagType.FLOAT64.code() ? Double.longBitsToDouble(bits) : bits;
    }
}
