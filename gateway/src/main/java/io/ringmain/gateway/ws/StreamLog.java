package io.ringmain.gateway.ws;

/**
 * The newest alarms, machines, link states and outcomes in the order of the journal, for all connections: each reads on
 * from a position of its own, so a slow one costs nothing more. The oldest go when there are too many.
 *
 * <p>Thread: the hub's.
 */
final class StreamLog {
    /**
     * @param session whose connections get it, null for all
     */
    record Entry(long sequence, String session, Frame frame) {}

    private final Entry[] entries;
    private long first;
    private long end;
    /** What happened up to this sequence is not in the log. */
    private long missingThrough;

    StreamLog(int capacity, long missingThrough) {
        this.entries = new Entry[capacity];
        this.missingThrough = missingThrough;
    }

    void append(Entry entry) {
        if (end - first == entries.length) {
            missingThrough = Math.max(missingThrough, entry(first).sequence());
            first++;
        }
        entries[slot(end)] = entry;
        end++;
    }

    /** Something was lost before it came here: nobody can resume from before that sequence. */
    void lose(long throughSequence) {
        first = end;
        missingThrough = Math.max(missingThrough, throughSequence);
    }

    /** Position behind the newest entry. */
    long end() {
        return end;
    }

    boolean has(long position) {
        return position >= first && position < end;
    }

    /** Whether entries that someone at that position has not seen are gone. */
    boolean isOverrun(long position) {
        return position < first;
    }

    Entry entry(long position) {
        return entries[slot(position)];
    }

    /** Whether everything after the sequence is here. */
    boolean canResume(long sequence) {
        return sequence >= missingThrough;
    }

    /**
     * Where someone goes on who has seen entries up to that sequence. When several entries share it, whether all of them
     * were seen is not known: then they come again.
     */
    long positionAfter(long sequence) {
        long position = end;
        while (position > first && entry(position - 1).sequence() > sequence) {
            position--;
        }
        long group = position;
        while (group > first && entry(group - 1).sequence() == sequence) {
            group--;
        }
        return position - group > 1 ? group : position;
    }

    private int slot(long position) {
        return (int) (position % entries.length);
    }
}
