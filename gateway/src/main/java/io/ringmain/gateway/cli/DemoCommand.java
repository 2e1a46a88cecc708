package io.ringmain.gateway.cli;

import io.ringmain.core.spi.SimulatedPlant;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.config.ConfigurationException;
import io.ringmain.gateway.config.Overrides;
import io.ringmain.gateway.config.SiteConfiguration;
import io.ringmain.gateway.config.SiteFile;
import io.ringmain.gateway.config.Source;
import io.ringmain.gateway.process.LaunchPlan;
import io.ringmain.gateway.process.Ports;
import io.ringmain.gateway.process.SiteProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = {
            "Run the demo site with a simulated plant behind a real OPC UA server on loopback.",
            "The first start prints a generated password for each of admin, supervisor, operator, auditor and guest."
        })
final class DemoCommand implements Callable<Integer> {
    /** The port that is registered for OPC UA. */
    private static final int OPC_UA_PORT = 4840;

    @Mixin
    private Common common;

    @Mixin
    private ProcessOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        SimulatedPlant simulation = ServiceLoader.load(SimulatedPlant.class)
                .findFirst()
                .orElseThrow(() -> new CommandFailure(ExitCode.FAILED, "the demo plant is not on the class path"));
        int plantPort = Ports.freeFrom(OPC_UA_PORT);
        Extensions extensions = Extensions.find();
        LaunchPlan plan = new LaunchPlan(
                configuration(extensions, simulation.address(plantPort)),
                extensions.machines(),
                extensions.connectors(),
                Version.current(),
                () -> simulation.start(plantPort),
                firstUsers());
        SiteProcess.start(plan, spec.commandLine().getOut()::println).awaitStop();
        return ExitCode.DONE;
    }

    private SiteConfiguration configuration(Extensions extensions, String endpoint) throws ConfigurationException {
        Map<String, Overrides.Flag> flags = options.flags();
        flags.put("connectors.plant.endpoint", new Overrides.Flag("demo plant", endpoint));
        if (!options.hasData() && !System.getenv().containsKey("RINGMAIN_SITE_DATA")) {
            flags.put("site.data", new Overrides.Flag("default", defaultFolder().toString()));
        }
        return SiteFile.read(
                Source.resource("demo-site/site.yaml", Path.of("").toAbsolutePath()),
                new Overrides(flags, System.getenv()),
                extensions.machines(),
                extensions.connectors());
    }

    /** Beside the launcher, or in the user's home when that can not be written. */
    static Path defaultFolder() {
        String launcher = System.getProperty("ringmain.home");
        boolean isWritable = launcher != null && Files.isWritable(Path.of(launcher));
        return Path.of(isWritable ? launcher : System.getProperty("user.home"), ".ringmain", "demo");
    }

    private static Map<String, Role> firstUsers() {
        Map<String, Role> users = new LinkedHashMap<>();
        users.put("admin", Role.ADMINISTRATOR);
        users.put("supervisor", Role.SUPERVISOR);
        users.put("operator", Role.OPERATOR);
        users.put("auditor", Role.AUDITOR);
        users.put("guest", Role.GUEST);
        return users;
    }
}
