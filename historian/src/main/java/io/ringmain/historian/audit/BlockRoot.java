package io.ringmain.historian.audit;

/**
 * What stays of a whole block of leaves when they are deleted.
 *
 * @param block its number, from 0
 * @param epoch of its last leaf
 * @param sequence of its last leaf
 * @param root of the subtree
 * @param chainAfter chain behind its last leaf
 */
record BlockRoot(long block, int epoch, long sequence, byte[] root, byte[] chainAfter) {}
