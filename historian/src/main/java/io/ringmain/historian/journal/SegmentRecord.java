package io.ringmain.historian.journal;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What the manifest of an epoch says about a segment that is written to no more.
 *
 * @param name of the file
 * @param bytes of the file
 * @param firstSequence of its first batch
 * @param lastSequence of its last whole batch
 * @param firstTimeNs ring time at which its first batch begins
 * @param lastTimeNs ring time at which its last batch begins
 * @param sha256 of the whole file, in hex
 * @param deletedMs when it was deleted, wall clock, ms since 1970; 0 when it is kept
 */
record SegmentRecord(
        String name,
        long bytes,
        long firstSequence,
        long lastSequence,
        long firstTimeNs,
        long lastTimeNs,
        String sha256,
        long deletedMs) {
    private static final int FIELDS = 8;

    boolean isDeleted() {
        return deletedMs != 0;
    }

    SegmentRecord deleted(long nowMs) {
        return new SegmentRecord(name, bytes, firstSequence, lastSequence, firstTimeNs, lastTimeNs, sha256, nowMs);
    }

    /** What the chain of epochs is made over; that it was deleted is no part of it. */
    String identity() {
        return name + " " + bytes + " " + firstSequence + " " + lastSequence + " " + firstTimeNs + " " + lastTimeNs
                + " " + sha256;
    }

    String line() {
        return identity() + " " + deletedMs;
    }

    static SegmentRecord parse(Path file, String line) throws IOException {
        String[] parts = String.valueOf(line).split(" ");
        try {
            if (parts.length == FIELDS) {
                return new SegmentRecord(
                        parts[0],
                        Long.parseLong(parts[1]),
                        Long.parseLong(parts[2]),
                        Long.parseLong(parts[3]),
                        Long.parseLong(parts[4]),
                        Long.parseLong(parts[5]),
                        parts[6],
                        Long.parseLong(parts[7]));
            }
        } catch (NumberFormatException e) {
            throw new IOException(file + ": '" + line + "' is no entry of a segment", e);
        }
        throw new IOException(file + ": '" + line + "' is no entry of a segment");
    }
}
