package io.ringmain.gateway.cli;

import io.ringmain.gateway.config.Setting;
import io.ringmain.gateway.config.SiteConfiguration;
import io.ringmain.gateway.config.SiteFile;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "config",
        description = "Show the settings in force, or the schema of the site file.",
        subcommands = {ConfigCommand.Show.class, ConfigCommand.Schema.class},
        synopsisSubcommandLabel = "COMMAND")
final class ConfigCommand implements Runnable {
    @Mixin
    private Common common;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    @Command(name = "show", description = "Show every setting in force.")
    static final class Show implements Callable<Integer> {
        @Mixin
        private Common common;

        @Mixin
        private SiteArgument site;

        @Option(names = "--origin", description = "Say where each value comes from.")
        private boolean hasOrigin;

        @Option(names = "--json", description = "Answer in JSON.")
        private boolean isJson;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            PrintWriter out = spec.commandLine().getOut();
            SiteConfiguration configuration = site.read(Map.of(), Extensions.find());
            List<Setting> settings = new ArrayList<>(configuration.origins());
            if (hasOrigin) {
                settings.addAll(configuration.managed().settings());
                configuration.superseded().forEach(spec.commandLine().getErr()::println);
            }
            if (isJson) {
                Map<String, Object> answer = new TreeMap<>();
                settings.forEach(s ->
                        answer.put(s.path(), hasOrigin ? Map.of("value", s.value(), "origin", s.origin()) : s.value()));
                out.println(Json.line(answer));
            } else {
                settings.forEach(
                        s -> out.println(s.path() + " = " + s.value() + (hasOrigin ? "    # " + s.origin() : "")));
            }
            return ExitCode.DONE;
        }
    }

    @Command(name = "schema", description = "Print the JSON Schema of the site file, for editors.")
    static final class Schema implements Callable<Integer> {
        @Mixin
        private Common common;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            spec.commandLine().getOut().print(SiteFile.schema());
            spec.commandLine().getOut().flush();
            return ExitCode.DONE;
        }
    }
}
