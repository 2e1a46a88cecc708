package io.ringmain.gateway.cli;

import io.ringmain.gateway.config.Overrides;
import io.ringmain.gateway.config.Settings;
import io.ringmain.gateway.config.SiteConfiguration;
import io.ringmain.gateway.jobs.kinds.JobSite;
import io.ringmain.gateway.process.WorkerProcess;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "worker",
        description = {
            "Do jobs of a site that another process runs: exports, replays, what-ifs, verifications, reports. Its site file"
                    + " says jobs.queue: redis; several workers may share the work, and each may be killed."
        })
final class WorkerCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Mixin
    private SiteArgument site;

    @Option(names = "--data", paramLabel = "DIR", description = "The site's data folder.")
    private Path data;

    @Option(names = "--workers", paramLabel = "N", description = "Jobs at a time; jobs.workers if not set.")
    private String workers;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Extensions extensions = Extensions.find();
        SiteConfiguration configuration = site.read(flags(), extensions);
        Settings settings = configuration.settings();
        if (settings.jobs().redis() == null) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    site
                            + ": jobs.queue: is sql, so only the process of the site does its jobs; must be redis for workers");
        }
        JobSite jobs = new JobSite(
                settings.core().dataFolder(), extensions.machines(), extensions.machineJars(), extensions.connectors());
        WorkerProcess.run(settings, jobs, spec.commandLine().getOut()::println);
        return ExitCode.DONE;
    }

    private Map<String, Overrides.Flag> flags() {
        Map<String, Overrides.Flag> flags = new HashMap<>();
        if (data != null) {
            flags.put(
                    "site.data",
                    new Overrides.Flag(
                            "--data", data.toAbsolutePath().normalize().toString()));
        }
        if (workers != null) {
            flags.put("jobs.workers", new Overrides.Flag("--workers", workers));
        }
        return flags;
    }
}
