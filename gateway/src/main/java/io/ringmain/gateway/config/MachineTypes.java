package io.ringmain.gateway.config;

import io.ringmain.core.machine.Machine;
import java.nio.file.Path;
import java.util.Collection;

/** All kinds of machines that a site can use. */
@FunctionalInterface
public interface MachineTypes {

    /**
     * @param folder of jars that the site names, null when it names none
     * @throws io.ringmain.core.extension.MachineJarException when a jar is not what it has to be
     */
    Collection<Machine> with(Path folder);
}
