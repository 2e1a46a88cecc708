package io.ringmain.historian.journal;

/**
 * What is left of a segment that retention has deleted.
 *
 * @param deletedMs wall clock, ms since 1970
 * @param epoch in which it stood
 * @param name of its file
 * @param bytes of its file
 * @param firstSequence of its first batch
 * @param lastSequence of its last whole batch
 * @param firstTimeNs ring time at which its first batch began
 * @param lastTimeNs ring time at which its last batch began
 * @param sha256 of its file, in hex
 */
public record DeletedSegment(
        long deletedMs,
        int epoch,
        String name,
        long bytes,
        long firstSequence,
        long lastSequence,
        long firstTimeNs,
        long lastTimeNs,
        String sha256) {
    private static final int FIELDS = 9;

    static DeletedSegment of(int epoch, SegmentRecord segment, long nowMs) {
        return new DeletedSegment(
                nowMs,
                epoch,
                segment.name(),
                segment.bytes(),
                segment.firstSequence(),
                segment.lastSequence(),
                segment.firstTimeNs(),
                segment.lastTimeNs(),
                segment.sha256());
    }

    boolean isOf(int otherEpoch, SegmentRecord segment) {
        return epoch == otherEpoch && name.equals(segment.name()) && sha256.equals(segment.sha256());
    }

    boolean isSame(DeletedSegment other) {
        return epoch == other.epoch && name.equals(other.name) && sha256.equals(other.sha256);
    }

    String line() {
        return deletedMs + " " + epoch + " " + name + " " + bytes + " " + firstSequence + " " + lastSequence + " "
                + firstTimeNs + " " + lastTimeNs + " " + sha256;
    }

    /** @throws NumberFormatException when it is none */
    static DeletedSegment parse(String line) {
        String[] parts = line.split(" ");
        if (parts.length != FIELDS) {
            throw new NumberFormatException(line);
        }
        return new DeletedSegment(
                Long.parseLong(parts[0]),
                Integer.parseInt(parts[1]),
                parts[2],
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]),
                Long.parseLong(parts[5]),
                Long.parseLong(parts[6]),
                Long.parseLong(parts[7]),
                parts[8]);
    }
}
