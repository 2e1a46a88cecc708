package io.ringmain.gateway.cli;

import io.ringmain.core.extension.MachineJarException;
import io.ringmain.core.replay.ReplaySource;
import io.ringmain.core.spi.Journal;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.spi.JournalStore;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.FileSnapshotStore;
import io.ringmain.historian.journal.JournalEpoch;
import java.nio.file.Path;

/** The journal of a data folder that another process may be writing to; looking at it changes nothing. */
record RecordedFolder(Path folder) implements JournalStore {

    /** @param machineFolder jars of user machines, null when there are none */
    static ReplaySource source(Path folder, Extensions extensions, Path machineFolder) {
        try {
            return new ReplaySource(
                    new RecordedFolder(folder),
                    new FileSnapshotStore(folder),
                    extensions.machines(machineFolder),
                    extensions.machineJars());
        } catch (MachineJarException e) {
            throw new CommandFailure(ExitCode.REFUSED, e.getMessage());
        }
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
