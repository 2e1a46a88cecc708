package io.ringmain.gateway.cli;

import io.ringmain.core.spi.ProvisionException;
import io.ringmain.core.spi.SimulatedPlant;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.command.SiteDesk;
import io.ringmain.gateway.config.ConfigurationException;
import io.ringmain.gateway.config.Overrides;
import io.ringmain.gateway.config.SiteConfiguration;
import io.ringmain.gateway.config.SiteFile;
import io.ringmain.gateway.config.Source;
import io.ringmain.gateway.process.DataFolder;
import io.ringmain.gateway.process.LaunchPlan;
import io.ringmain.gateway.process.SiteProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
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

    private static final int MOST_PORTS = 100;

    private static final String DATA = "site.data";
    private static final String ENDPOINT = "connectors.plant.endpoint";
    private static final String DATA_VARIABLE = "RINGMAIN_SITE_DATA";

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
        Map<String, Overrides.Flag> flags = options.flags();
        if (!flags.containsKey(DATA) && System.getenv().keySet().stream().noneMatch(n -> n.startsWith(DATA_VARIABLE))) {
            flags.put(DATA, new Overrides.Flag("default", defaultFolder().toString()));
        }
        Supplier<SimulatedPlant.Running> plant = () -> startFrom(simulation, OPC_UA_PORT);
        if (flags.containsKey(DATA)) {
            // the longest part of a start goes first; its log belongs into the data folder, too
            DataFolder.prepare(Path.of(flags.get(DATA).value()), false);
            plant = begin(plant)::join;
        }
        Extensions extensions = Extensions.find();
        String likely = simulation.address(OPC_UA_PORT);
        SiteConfiguration configuration = configuration(flags, extensions, likely);
        DataFolder.prepare(
                configuration.settings().core().dataFolder(),
                configuration.settings().logging().isJson());
        DemoDisplays.make(configuration.settings().displays().folder());
        LaunchPlan plan = new LaunchPlan(
                configuration,
                extensions.machines(),
                extensions.machineJars(),
                extensions.connectors(),
                Version.current(),
                plant,
                running -> {
                    String served = running.addresses().get(0);
                    return served.equals(likely) ? configuration : served(flags, extensions, served);
                },
                () -> SiteDesk.Reread.of(
                        configuration(flags, extensions, flags.get(ENDPOINT).value())),
                firstUsers());
        SiteProcess.start(plan, spec.commandLine().getOut()::println).awaitStop();
        return ExitCode.DONE;
    }

    /** On the first port from there on that can be had; looking for a free one first would lose races. */
    static SimulatedPlant.Running startFrom(SimulatedPlant simulation, int first) {
        for (int port = first; ; port++) {
            try {
                return simulation.start(port);
            } catch (ProvisionException e) {
                if (port == first + MOST_PORTS - 1) {
                    throw new ProvisionException(
                            "none of the ports " + first + " to " + port
                                    + " of 127.0.0.1 can be used by the demo plant",
                            e);
                }
            }
        }
    }

    private static CompletableFuture<SimulatedPlant.Running> begin(Supplier<SimulatedPlant.Running> plant) {
        CompletableFuture<SimulatedPlant.Running> running = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        running.complete(plant.get());
                    } catch (RuntimeException e) {
                        running.completeExceptionally(e);
                    }
                },
                "start demo plant");
        thread.setDaemon(true);
        thread.start();
        return running;
    }

    private static SiteConfiguration served(Map<String, Overrides.Flag> flags, Extensions extensions, String endpoint) {
        try {
            return configuration(flags, extensions, endpoint);
        } catch (ConfigurationException e) {
            throw new IllegalStateException("the demo site was right with another endpoint", e);
        }
    }

    private static SiteConfiguration configuration(
            Map<String, Overrides.Flag> flags, Extensions extensions, String endpoint) throws ConfigurationException {
        flags.put(ENDPOINT, new Overrides.Flag("demo plant", endpoint));
        return SiteFile.read(
                Source.resource("demo-site/site.yaml", Path.of("").toAbsolutePath()),
                new Overrides(flags, System.getenv()),
                extensions::machines,
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
