package io.ringmain.gateway.cli;

import io.ringmain.core.extension.MachineJar;
import io.ringmain.core.extension.MachineJarException;
import io.ringmain.core.extension.MachineJars;
import io.ringmain.core.machine.Machine;
import io.ringmain.core.replay.ReplaySource;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.gateway.recorded.RecordedFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * Kinds of machines and of connectors: what is found on the class path, and the machines in the jars of a folder.
 *
 * <p>Thread: one at a time: the command's, then that which reads the site's files again.
 */
final class Extensions {
    private final List<MachineJar> jars;
    private final List<ConnectorProvider> connectors;
    private volatile Loaded loaded = new Loaded(null, List.of());

    private record Loaded(Path folder, List<MachineJar> jars) {}

    private Extensions(List<MachineJar> jars, List<ConnectorProvider> connectors) {
        this.jars = jars;
        this.connectors = connectors;
    }

    static Extensions find() {
        return new Extensions(
                MachineJars.onClassPath(),
                ServiceLoader.load(ConnectorProvider.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList());
    }

    /**
     * All machines, with those of a folder; loaded once.
     *
     * @param wanted null when there is none
     * @throws io.ringmain.core.extension.MachineJarException when a jar is not what it has to be
     */
    List<Machine> machines(Path wanted) {
        if (wanted != null && !wanted.equals(loaded.folder())) {
            loaded = new Loaded(wanted, MachineJars.in(wanted));
        }
        return machines();
    }

    List<Machine> machines() {
        return all().stream().flatMap(jar -> jar.machines().stream()).toList();
    }

    private List<MachineJar> all() {
        List<MachineJar> all = new ArrayList<>(jars);
        all.addAll(loaded.jars());
        return all;
    }

    /** SHA-256 of each jar of user machines by its file name. */
    Map<String, String> machineJars() {
        Map<String, String> hashes = new TreeMap<>();
        all().stream().filter(jar -> !jar.name().isEmpty()).forEach(jar -> hashes.put(jar.name(), jar.sha256()));
        return hashes;
    }

    /**
     * The journal of a data folder, with what is needed to execute it again.
     *
     * @param machineFolder jars of user machines, null when there are none
     */
    ReplaySource recorded(Path folder, Path machineFolder) {
        try {
            return RecordedFolder.source(folder, machines(machineFolder), machineJars());
        } catch (MachineJarException e) {
            throw new CommandFailure(ExitCode.REFUSED, e.getMessage());
        }
    }

    List<ConnectorProvider> connectors() {
        return connectors;
    }
}
