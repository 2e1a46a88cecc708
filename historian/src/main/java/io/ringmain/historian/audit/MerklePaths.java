package io.ringmain.historian.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Proofs over the tree as RFC 6962 has them: that a leaf is in it, and that a smaller tree is the begin of it; and how they
 * are checked (RFC 9162, 2.1.3.2 and 2.1.4.2).
 *
 * <p>Thread: its owner.
 */
final class MerklePaths {
    /** Gives hashes of whole aligned subtrees that need not be made of their leaves, null where there is none. */
    interface Subtrees {
        byte[] root(long from, long to);
    }

    private final LongFunction<byte[]> leaves;
    private final Subtrees subtrees;
    private final TreeHash hash = new TreeHash();

    /** @param leaves hash of a leaf by its index */
    MerklePaths(LongFunction<byte[]> leaves, Subtrees subtrees) {
        this.leaves = leaves;
        this.subtrees = subtrees;
    }

    /** Hash over the leaves of a range that is a node of the tree. */
    byte[] root(long from, long to) {
        if (to - from == 1) {
            return leaves.apply(from);
        }
        byte[] known = subtrees.root(from, to);
        if (known != null) {
            return known;
        }
        long split = from + split(to - from);
        return hash.node(root(from, split), root(split, to));
    }

    /** The hashes that lead from a leaf to the root of the first leaves of that number. */
    List<byte[]> inclusion(long leaf, long size) {
        List<byte[]> path = new ArrayList<>();
        inclusion(leaf, 0, size, path);
        return path;
    }

    private void inclusion(long leaf, long from, long to, List<byte[]> path) {
        if (to - from == 1) {
            return;
        }
        long split = from + split(to - from);
        if (leaf < split) {
            inclusion(leaf, from, split, path);
            path.add(root(split, to));
        } else {
            inclusion(leaf, split, to, path);
            path.add(root(from, split));
        }
    }

    /** The hashes that lead from the root of a tree to that of one that has grown out of it. */
    List<byte[]> consistency(long size, long grown) {
        List<byte[]> path = new ArrayList<>();
        if (size > 0 && size < grown) {
            consistency(size, 0, grown, true, path);
        }
        return path;
    }

    private void consistency(long size, long from, long to, boolean isWhole, List<byte[]> path) {
        if (size == to) {
            if (!isWhole) {
                path.add(root(from, to));
            }
            return;
        }
        long split = from + split(to - from);
        if (size <= split) {
            consistency(size, from, split, isWhole, path);
            path.add(root(split, to));
        } else {
            consistency(size, split, to, false, path);
            path.add(root(from, split));
        }
    }

    /** The largest power of two below a number of leaves. */
    private static long split(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }

    /** Whether a path leads from a leaf to a root. */
    static boolean isIncluded(byte[] leafHash, long leaf, long size, List<byte[]> path, byte[] root) {
        if (leaf < 0 || leaf >= size) {
            return false;
        }
        TreeHash hash = new TreeHash();
        long at = leaf;
        long last = size - 1;
        byte[] node = leafHash;
        for (byte[] beside : path) {
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                node = hash.node(beside, node);
                while ((at & 1) == 0 && at != 0) {
                    at >>>= 1;
                    last >>>= 1;
                }
            } else {
                node = hash.node(node, beside);
            }
            at >>>= 1;
            last >>>= 1;
        }
        return last == 0 && Arrays.equals(node, root);
    }

    /** Whether a path shows that the tree of the first root is the begin of the other's. */
    static boolean isConsistent(long size, byte[] root, long grown, byte[] grownRoot, List<byte[]> path) {
        if (size == grown) {
            return path.isEmpty() && Arrays.equals(root, grownRoot);
        }
        if (size <= 0 || size > grown) {
            return false;
        }
        List<byte[]> all = new ArrayList<>(path);
        if (Long.bitCount(size) == 1) {
            all.add(0, root);
        }
        if (all.isEmpty()) {
            return false;
        }
        TreeHash hash = new TreeHash();
        int odd = Long.numberOfTrailingZeros(~(size - 1));
        long at = size - 1 >>> odd;
        long last = grown - 1 >>> odd;
        byte[] before = all.get(0);
        byte[] after = all.get(0);
        for (byte[] beside : all.subList(1, all.size())) {
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                before = hash.node(beside, before);
                after = hash.node(beside, after);
                while ((at & 1) == 0 && at != 0) {
                    at >>>= 1;
                    last >>>= 1;
                }
            } else {
                after = hash.node(after, beside);
            }
            at >>>= 1;
            last >>>= 1;
        }
        return last == 0 && Arrays.equals(before, root) && Arrays.equals(after, grownRoot);
    }
}
