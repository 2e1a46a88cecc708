package io.ringmain.core.logic;

/**
 * Which derived tags are to be evaluated, a bit a rank. Almost always none between two events; what is left then, because an
 * event has done enough, stands in a block of words, in hash and snapshot.
 *
 * <p>Thread: LOGIC. Owns: the bits and the block. Allocates: when derived tags are configured.
 */
final class PendingDerivations {
    static final int NONE = -1;

    private static final int BLOCK = 0;

    private final StateCells kept;
    private TagReaders readers = TagReaders.NONE;
    private long[] bits = {};
    private int count;
    private int firstWord;
    private boolean isKept;

    PendingDerivations(StateHash hash) {
        kept = new StateCells(13, hash);
    }

    StateCells cells() {
        return kept;
    }

    /** Takes a plan into use, with the bits that stand in the block. */
    void use(DerivationPlan plan) {
        readers = plan.readers();
        bits = new long[words(plan.count())];
        count = 0;
        firstWord = 0;
        for (int i = 0; i < bits.length && i < kept.words(BLOCK); i++) {
            bits[i] = kept.word(BLOCK, i);
            count += Long.bitCount(bits[i]);
        }
        isKept = count > 0;
    }

    /** Makes room for a plan's derived tags; none of them is pending. */
    void define(int derived) {
        kept.define(BLOCK, words(derived));
        bits = new long[words(derived)];
        count = 0;
        firstWord = 0;
        isKept = false;
    }

    /** A record is about to change: what reads the tag is to be evaluated. */
    void onChange(int tagId) {
        for (int rank : readers.of(tagId)) {
            mark(rank);
        }
    }

    boolean isWatched(int tagId) {
        return readers.isRead(tagId);
    }

    void mark(int rank) {
        int word = rank >>> 6;
        long bit = 1L << rank;
        if ((bits[word] & bit) == 0) {
            bits[word] |= bit;
            count++;
            firstWord = word < firstWord ? word : firstWord;
        }
    }

    boolean isPending(int rank) {
        return (bits[rank >>> 6] & (1L << rank)) != 0;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The lowest rank, which is no longer pending, or {@link #NONE}. */
    int take() {
        if (count == 0) {
            return NONE;
        }
        while (bits[firstWord] == 0) {
            firstWord++;
        }
        int rank = (firstWord << 6) + Long.numberOfTrailingZeros(bits[firstWord]);
        bits[firstWord] &= bits[firstWord] - 1;
        count--;
        return rank;
    }

    /** An event is over: what is left becomes state. */
    void keep() {
        if (count == 0 && !isKept) {
            return;
        }
        kept.open(BLOCK);
        for (int i = 0; i < bits.length; i++) {
            kept.putWord(BLOCK, i, bits[i]);
        }
        kept.close();
        isKept = count > 0;
    }

    private static int words(int derived) {
        return (derived + Long.SIZE - 1) / Long.SIZE;
    }
}
