package io.ringmain.gateway.jobs.kinds;

import io.ringmain.core.machine.Machine;
import io.ringmain.core.replay.ReplaySource;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.gateway.recorded.RecordedFolder;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What jobs work on.
 *
 * @param machines all that may be configured
 * @param machineJars SHA-256 of each jar of user machines by its file name
 * @param connectors types that may be configured
 */
public record JobSite(
        Path dataFolder,
        List<Machine> machines,
        Map<String, String> machineJars,
        Collection<ConnectorProvider> connectors) {

    public JobSite {
        machines = List.copyOf(machines);
        machineJars = Map.copyOf(machineJars);
        connectors = List.copyOf(connectors);
    }

    /** Journal and snapshots, read beside whoever writes them. */
    ReplaySource recorded() {
        return RecordedFolder.source(dataFolder, machines, machineJars);
    }
}
