package io.ringmain.gateway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "tags",
        description = "Write the tags of a site as a CSV table, and read such a table.",
        subcommands = {TagsImportCommand.class, TagsExportCommand.class},
        synopsisSubcommandLabel = "COMMAND")
final class TagsCommand implements Runnable {
    @Mixin
    private Common common;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
