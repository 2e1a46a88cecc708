package io.ringmain.historian.backup;

import java.util.List;

/**
 * What a backup holds.
 *
 * @param files in the archive
 * @param contentBytes of them
 * @param archiveBytes of the archive
 * @param lastSequence last event in it
 * @param damage of the journal; what is there of it is in the archive as it is
 */
public record BackupReport(int files, long contentBytes, long archiveBytes, long lastSequence, List<String> damage) {
    public BackupReport {
        damage = List.copyOf(damage);
    }
}
