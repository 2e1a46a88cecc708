package io.ringmain.historian.audit;

import java.util.Arrays;

/**
 * A leaf of the tree.
 *
 * @param epoch in which it stands; of an EPOCH the one that begins
 * @param sequence last journaled one up to and including this leaf
 * @param hash see {@link TreeHash}
 */
record Leaf(EntryType type, int epoch, long sequence, byte[] hash) {

    boolean hasHashOf(Leaf other) {
        return Arrays.equals(hash, other.hash);
    }
}
