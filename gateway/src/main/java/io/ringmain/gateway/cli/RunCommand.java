package io.ringmain.gateway.cli;

import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.command.SiteDesk;
import io.ringmain.gateway.config.SiteConfiguration;
import io.ringmain.gateway.process.LaunchPlan;
import io.ringmain.gateway.process.SiteProcess;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        description = {
            "Run a site until a signal ends it.",
            "It is ready when HTTP answers, the state is recovered and the first value has come; a device that can not be"
                    + " reached is waited for 3 s at most and then tried on.",
            "The first start of a data folder without users makes the administrator 'admin' and prints the generated password,"
                    + " once; until it is changed, HTTP answers on this machine only."
        })
final class RunCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Mixin
    private SiteArgument site;

    @Mixin
    private ProcessOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Extensions extensions = Extensions.find();
        SiteConfiguration configuration = site.read(options.flags(), extensions);
        LaunchPlan plan = new LaunchPlan(
                configuration,
                extensions.machines(),
                extensions.machineJars(),
                extensions.connectors(),
                Version.current(),
                null,
                null,
                () -> SiteDesk.Reread.of(site.read(options.flags(), extensions)),
                Map.of("admin", Role.ADMINISTRATOR));
        SiteProcess.start(plan, spec.commandLine().getOut()::println).awaitStop();
        return ExitCode.DONE;
    }
}
