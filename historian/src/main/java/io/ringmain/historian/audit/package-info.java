/**
 * Tamper evidence beside the journal: a hash chain and a Merkle tree over its batches, checkpoints signed with Ed25519,
 * their verification and proofs. Reads the journal as everybody else does; JOURNAL knows nothing of it.
 */
package io.ringmain.historian.audit;
