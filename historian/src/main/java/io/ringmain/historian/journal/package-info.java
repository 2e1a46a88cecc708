/**
 * The system of record on disk: epochs of opaque batches, snapshots, summaries and checks. The only package that knows
 * Chronicle Queue; what reads, reads files and maps nothing.
 */
package io.ringmain.historian.journal;
