package io.ringmain.gateway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "connector",
        description = "Look after the connectors of a data folder.",
        subcommands = CertificatesCommand.class,
        synopsisSubcommandLabel = "COMMAND")
final class ConnectorCommand implements Runnable {
    @Mixin
    private Common common;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
