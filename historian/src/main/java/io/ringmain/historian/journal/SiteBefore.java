package io.ringmain.historian.journal;

import io.ringmain.core.logic.DamagedSnapshotException;
import io.ringmain.core.logic.SnapshotPlan;
import io.ringmain.core.spi.SnapshotStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The site as of the beginning of a journal whose first records are deleted: what the newest snapshot before it holds,
 * otherwise the oldest one behind it, as numbers of tags and alarms are never given twice. Thread: any.
 */
public final class SiteBefore {
    private static final Logger LOG = LoggerFactory.getLogger(SiteBefore.class);

    private SiteBefore() {}

    /** Canonical bytes; empty when no snapshot can be used. */
    public static byte[] of(SnapshotStore snapshots, long first) {
        List<SnapshotStore.Stored> newestFirst = snapshots.newestFirst();
        for (SnapshotStore.Stored stored : newestFirst) {
            byte[] site = stored.sequence() < first ? read(stored) : new byte[0];
            if (site.length > 0) {
                return site;
            }
        }
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            byte[] site = read(newestFirst.get(i));
            if (site.length > 0) {
                return site;
            }
        }
        return new byte[0];
    }

    private static byte[] read(SnapshotStore.Stored stored) {
        try (InputStream image = stored.open()) {
            return SnapshotPlan.read(image).encode();
        } catch (DamagedSnapshotException | IOException e) {
            LOG.warn("Snapshot {} can not be used for the names in it: {}", stored.name(), e.getMessage());
            return new byte[0];
        }
    }
}
