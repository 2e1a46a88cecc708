package io.ringmain.historian.journal;

/** A journal is not what was written; the message names the epoch, the place in its file and the sequence. */
public final class DamagedJournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int epoch;
    private final String file;
    private final long position;
    private final long sequence;

    DamagedJournalException(int epoch, String file, long position, long sequence, String problem) {
        super("epoch " + epoch + ", " + file + ", byte " + position + ", sequence " + sequence + ": " + problem);
        this.epoch = epoch;
        this.file = file;
        this.position = position;
        this.sequence = sequence;
    }

    public int epoch() {
        return epoch;
    }

    /** Name of the segment's file in the epoch's folder. */
    public String file() {
        return file;
    }

    /** Where in the file, in bytes. */
    public long position() {
        return position;
    }

    /** The first sequence that can not be read. */
    public long sequence() {
        return sequence;
    }
}
