package io.ringmain.gateway.cli;

import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.system.SystemSite;
import io.ringmain.gateway.config.ConfigurationException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "validate", description = "Check a site file and all it includes; nothing is started.")
final class ValidateCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Mixin
    private SiteArgument site;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        try {
            SiteDefinition read =
                    SystemSite.written(site.read(Map.of(), Extensions.find()).site());
            print(read);
            return ExitCode.DONE;
        } catch (ConfigurationException e) {
            if (!isJson) {
                throw e;
            }
            List<Map<String, Object>> problems = e.problems().stream()
                    .map(p -> Map.<String, Object>of(
                            "file", p.place().source(),
                            "line", p.place().line(),
                            "key", p.key(),
                            "message", p.message()))
                    .toList();
            json(Map.of("valid", false, "problems", problems));
            return ExitCode.REFUSED;
        }
    }

    private void print(SiteDefinition read) {
        if (isJson) {
            json(Map.of(
                    "valid", true,
                    "site", read.name(),
                    "connectors", read.connectors().size(),
                    "tags", read.tags().size(),
                    "alarms", read.alarms().size(),
                    "machines", read.machines().size()));
            return;
        }
        spec.commandLine()
                .getOut()
                .println(site + ": valid; site " + read.name() + ", connectors "
                        + read.connectors().size() + ", tags " + read.tags().size() + ", alarms "
                        + read.alarms().size() + ", machines " + read.machines().size());
    }

    private void json(Map<String, Object> answer) {
        spec.commandLine().getOut().println(Json.line(answer));
    }
}
