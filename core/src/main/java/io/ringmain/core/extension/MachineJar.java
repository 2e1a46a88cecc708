package io.ringmain.core.extension;

import io.ringmain.core.machine.Machine;
import java.util.List;

/**
 * A jar of machines that was checked and loaded.
 *
 * @param name its file name
 * @param sha256 of the whole file, in hexadecimal: what an epoch records
 * @param machines its machines, one instance each
 */
public record MachineJar(String name, String sha256, List<Machine> machines) {
    public MachineJar {
        machines = List.copyOf(machines);
    }
}
