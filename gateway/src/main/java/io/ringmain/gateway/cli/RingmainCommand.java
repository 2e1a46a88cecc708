package io.ringmain.gateway.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands. */
@Command(
        name = "ringmain",
        description = "A real-time core for industrial sites.",
        versionProvider = Version.class,
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            WorkerCommand.class,
            ValidateCommand.class,
            TagsCommand.class,
            OpcUaCommand.class,
            ConnectorCommand.class,
            JournalCommand.class,
            ReplayCommand.class,
            ExportCommand.class,
            ReportCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            RebuildCommand.class,
            UserCommand.class,
            RoleCommand.class,
            ConfigCommand.class,
            DoctorCommand.class,
            CompletionCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%n",
        footer = "The launcher has one more: ./ringmain perf measures this machine (./ringmain perf --help).",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed",
            "2:wrong usage or configuration",
            "3:not reachable, occupied, unwritable or in use",
            "4:verification failed"
        })
public final class RingmainCommand implements Runnable {
    @Mixin
    private Common common;

    @CommandLine.Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    private boolean isVersionAsked;

    @Spec
    private CommandSpec spec;

    private RingmainCommand() {}

    /** Runs a command line and answers its exit code; output goes to stdout and stderr. */
    public static int execute(String... args) {
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        return commandLine(new FileOutputStream(FileDescriptor.out)); // System.out swallows why it could not be written
    }

    static CommandLine commandLine(OutputStream out) {
        Failures failures = new Failures();
        Stdout stdout = new Stdout(out);
        return new CommandLine(new RingmainCommand())
                .setOut(new PrintWriter(stdout, true, StandardCharsets.UTF_8))
                .setExecutionStrategy(parsed -> {
                    int code = new CommandLine.RunLast().execute(parsed);
                    CommandLine command = parsed.commandSpec().commandLine();
                    return stdout.end(code, command.getOut(), command.getErr());
                })
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .setUsageHelpAutoWidth(true);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
