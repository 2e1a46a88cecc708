package io.ringmain.historian.journal;

/**
 * How the journal uses its disk.
 *
 * @param segmentBytes a segment gets that many bytes, a batch more or less
 * @param segmentNs and begins at most that much ring time before its end
 * @param warnFreeBytes with less free space the plant is unhealthy
 * @param minFreeBytes with less the journal takes nothing more, before the disk is full
 */
public record JournalSettings(long segmentBytes, long segmentNs, long warnFreeBytes, long minFreeBytes) {
    private static final long MIB = 1024 * 1024;
    private static final long HOUR_NS = 3_600_000_000_000L;

    public static final JournalSettings DEFAULT = new JournalSettings(256 * MIB, HOUR_NS, 2048 * MIB, 256 * MIB);

    /** The same with other segments. */
    JournalSettings segments(long bytes) {
        return new JournalSettings(bytes, segmentNs, warnFreeBytes, minFreeBytes);
    }

    /** Bytes that a segment's file has from the begin on: nothing may grow, and meet a full disk, while it is written. */
    long allocatedBytes() {
        long blocks = (segmentBytes + ChronicleJournal.BLOCK_BYTES - 1) / ChronicleJournal.BLOCK_BYTES;
        return (blocks + 3) * ChronicleJournal.BLOCK_BYTES;
    }
}
