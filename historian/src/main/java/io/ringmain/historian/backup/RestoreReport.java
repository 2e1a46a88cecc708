package io.ringmain.historian.backup;

/**
 * What was restored.
 *
 * @param files restored
 * @param bytes of them
 * @param created when the backup was made, RFC 3339
 * @param ringmain version that made it
 * @param lastSequence last event in it
 */
public record RestoreReport(int files, long bytes, String created, String ringmain, long lastSequence) {}
