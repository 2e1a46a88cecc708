package io.ringmain.gateway.process;

import io.ringmain.core.machine.Machine;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.spi.SimulatedPlant;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.command.SiteDesk;
import io.ringmain.gateway.config.SiteConfiguration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What is to be started.
 *
 * @param machineJars SHA-256 of each jar of user machines by its file name
 * @param version of the program
 * @param simulation starts the plant that the site is connected to; null for a real one
 * @param connected the site once it is known where the simulation is served; null for a real one
 * @param files reads the site's files again; null when they can not be
 * @param firstUsers names and roles to be made when the site has no users yet
 */
public record LaunchPlan(
        SiteConfiguration configuration,
        List<Machine> machines,
        Map<String, String> machineJars,
        List<ConnectorProvider> connectors,
        String version,
        Supplier<SimulatedPlant.Running> simulation,
        Function<SimulatedPlant.Running, SiteConfiguration> connected,
        SiteDesk.Reader files,
        Map<String, Role> firstUsers) {

    public LaunchPlan {
        Objects.requireNonNull(configuration, "configuration");
        machines = List.copyOf(machines);
        machineJars = Map.copyOf(machineJars);
        connectors = List.copyOf(connectors);
    }
}
