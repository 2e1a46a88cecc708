package io.ringmain.historian.journal;

/**
 * How the journal uses its disk.
 *
 * @param segmentBytes a segment gets that many bytes, a batch more or less
 * @param segmentNs and begins at most that much ring time before its end
 * @param warnFreeBytes with less free space the plant is unhealthy
 * @param minFreeBytes with less the journal takes nothing more, before the disk is full
 * @param retentionNs segments that end that much ring time before the newest one's end are deleted
 * @param retentionBytes the oldest segments are deleted when all together have more; {@link #HALF_OF_THE_DISK}
 */
public record JournalSettings(
        long segmentBytes,
        long segmentNs,
        long warnFreeBytes,
        long minFreeBytes,
        long retentionNs,
        long retentionBytes) {
    /** Half of the file system on which the journal is. */
    public static final long HALF_OF_THE_DISK = 0;

    private static final long MIB = 1024 * 1024;
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final long RETENTION_NS = 400 * 24 * HOUR_NS;

    public static final JournalSettings DEFAULT =
            new JournalSettings(256 * MIB, HOUR_NS, 2048 * MIB, 256 * MIB, RETENTION_NS, HALF_OF_THE_DISK);

    /** The same with other segments. */
    JournalSettings segments(long bytes) {
        return new JournalSettings(bytes, segmentNs, warnFreeBytes, minFreeBytes, retentionNs, retentionBytes);
    }

    /** The same with another retention. */
    JournalSettings retention(long ns, long bytes) {
        return new JournalSettings(segmentBytes, segmentNs, warnFreeBytes, minFreeBytes, ns, bytes);
    }

    /** The same with the size of that disk put in. */
    JournalSettings on(long diskBytes) {
        return retentionBytes == HALF_OF_THE_DISK ? retention(retentionNs, diskBytes / 2) : this;
    }

    /** Bytes that a segment's file has from the begin on: nothing may grow, and meet a full disk, while it is written. */
    long allocatedBytes() {
        long blocks = (segmentBytes + ChronicleJournal.BLOCK_BYTES - 1) / ChronicleJournal.BLOCK_BYTES;
        return (blocks + 3) * ChronicleJournal.BLOCK_BYTES;
    }
}
