package io.ringmain.gateway.recorded;

import io.ringmain.core.machine.Machine;
import io.ringmain.core.replay.ReplaySource;
import io.ringmain.core.spi.Journal;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.spi.JournalStore;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.FileSnapshotStore;
import io.ringmain.historian.journal.JournalEpoch;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;

/** The journal of a data folder that another process may be writing to; looking at it changes nothing. */
public record RecordedFolder(Path folder) implements JournalStore {

    /**
     * Journal and snapshots of a folder.
     *
     * @param machines all that may be configured
     * @param jars SHA-256 of each jar of user machines by its file name
     */
    public static ReplaySource source(Path folder, Collection<Machine> machines, Map<String, String> jars) {
        return new ReplaySource(new RecordedFolder(folder), new FileSnapshotStore(folder), machines, jars);
    }

    @Override
    public JournalReader reader(long fromSequence) {
        return ChronicleJournalStore.readOnly(folder, fromSequence);
    }

    @Override
    public long epochBegin(long sequence) {
        long begin = 0;
        for (JournalEpoch epoch : JournalEpoch.of(folder)) {
            begin = epoch.firstSequence() <= sequence ? epoch.firstSequence() : begin;
        }
        return begin;
    }

    @Override
    public Journal newEpoch(long firstSequence) {
        throw new UnsupportedOperationException("a replay writes nothing");
    }
}
