package io.ringmain.historian.audit;

/**
 * How far the journal is chained and signed.
 *
 * @param signedSequence last one covered by a signed checkpoint, -1 when there is none
 * @param chainedSequence last one in the chain
 * @param leaves in the tree
 * @param signedMs wall clock of the last checkpoint, ms since 1970, 0 when there is none
 * @param key fingerprint of the key that signs
 * @param problem why nothing is signed any more; empty while all is well
 */
public record AuditStatus(
        long signedSequence, long chainedSequence, long leaves, long signedMs, String key, String problem) {}
