package io.ringmain.historian.export;

import java.util.List;

/**
 * What an export came to.
 *
 * @param rows written
 * @param tags that match and have an id in this data folder
 * @param bytes written
 * @param damage of the journal, a line each: what stood there is missing
 */
public record ExportReport(long rows, int tags, long bytes, List<String> damage) {
    public ExportReport {
        damage = List.copyOf(damage);
    }

    /** False when something of the journal could not be read. */
    public boolean isComplete() {
        return damage.isEmpty();
    }
}
