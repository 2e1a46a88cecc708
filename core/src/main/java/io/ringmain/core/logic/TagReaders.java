package io.ringmain.core.logic;

import io.ringmain.core.expression.CheckedExpression;

/**
 * Which expressions read each tag. Most tags are read by none; that is known from a bit a tag, so that an update of one of a
 * million tags does not wait for memory to find out.
 *
 * <p>Thread: any, immutable once made. Allocates: at compilation.
 */
final class TagReaders {
    static final TagReaders NONE = new TagReaders(new int[0][]);

    private static final int[] NOTHING = {};

    private final long[] isRead;
    private final int[][] readers;

    private TagReaders(int[][] byTag) {
        readers = byTag;
        isRead = new long[(byTag.length + Long.SIZE - 1) / Long.SIZE];
        for (int id = 0; id < byTag.length; id++) {
            isRead[id >>> 6] |= byTag[id].length == 0 ? 0 : 1L << id;
        }
    }

    /** @param expressions null where there is none */
    static TagReaders of(CheckedExpression[] expressions, int tags) {
        int[] counts = new int[tags];
        boolean isAnyRead = false;
        for (CheckedExpression expression : expressions) {
            for (int tag : operands(expression)) {
                counts[tag]++;
                isAnyRead = true;
            }
        }
        if (!isAnyRead) {
            return NONE;
        }
        int[][] byTag = new int[tags][];
        for (int id = 0; id < tags; id++) {
            byTag[id] = counts[id] == 0 ? NOTHING : new int[counts[id]];
        }
        for (int at = expressions.length - 1; at >= 0; at--) {
            for (int tag : operands(expressions[at])) {
                byTag[tag][--counts[tag]] = at;
            }
        }
        return new TagReaders(byTag);
    }

    private static int[] operands(CheckedExpression expression) {
        return expression == null ? NOTHING : expression.operands();
    }

    boolean isRead(int tagId) {
        int word = tagId >>> 6;
        return word < isRead.length && (isRead[word] & 1L << tagId) != 0;
    }

    /** Positions of the expressions that read the tag, ascending. */
    int[] of(int tagId) {
        return isRead(tagId) ? readers[tagId] : NOTHING;
    }
}
