package io.ringmain.gateway.cli;

import io.ringmain.core.codec.DamagedBatchException;
import io.ringmain.core.spi.ProvisionException;
import io.ringmain.gateway.config.ConfigurationException;
import io.ringmain.gateway.config.Problem;
import io.ringmain.historian.audit.AuditException;
import io.ringmain.historian.backup.BackupException;
import io.ringmain.historian.journal.DamagedJournalException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** One line on stderr a failure, and its exit code; a stack trace only with {@code --debug}. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("ringmain: " + oneLine(e.getMessage()) + "; see '"
                + command.getCommandSpec().qualifiedName() + " --help'");
        err.flush();
        return ExitCode.REFUSED;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (isDebugging(parsed)) {
            e.printStackTrace(err);
        }
        int code = ExitCode.FAILED;
        if (e instanceof ConfigurationException configuration) {
            configuration.problems().stream().map(Problem::toString).forEach(err::println);
            code = ExitCode.REFUSED;
        } else if (e instanceof CommandFailure failure) {
            err.println("ringmain: " + oneLine(failure.getMessage()));
            code = failure.code();
        } else if (e instanceof DamagedJournalException || e instanceof DamagedBatchException) {
            err.println("ringmain: the journal is damaged: " + oneLine(e.getMessage())
                    + "; nothing was changed: './ringmain journal verify DIR' shows how far it can be read, then restore"
                    + " the data folder from a backup or start with another --data");
            code = ExitCode.VERIFICATION_FAILED;
        } else if (e instanceof AuditException) {
            err.println("ringmain: " + oneLine(e.getMessage()));
        } else if (e instanceof BackupException) {
            err.println("ringmain: " + oneLine(e.getMessage()) + "; nothing was restored");
            code = ExitCode.VERIFICATION_FAILED;
        } else if (e instanceof ProvisionException) {
            err.println("ringmain: " + oneLine(e.getMessage()));
            code = ExitCode.NOT_REACHABLE;
        } else {
            err.println("ringmain: " + describe(e) + (isDebugging(parsed) ? "" : " (--debug shows where)"));
        }
        err.flush();
        return code;
    }

    private static boolean isDebugging(ParseResult parsed) {
        for (ParseResult at = parsed; at != null; at = at.hasSubcommand() ? at.subcommand() : null) {
            if (at.hasMatchedOption("--debug")) {
                return true;
            }
        }
        return false;
    }

    /** Nobody foresaw it, so its class is part of what is known. */
    private static String describe(Exception e) {
        return e.getClass().getSimpleName() + ": " + oneLine(e.getMessage());
    }

    static String oneLine(String text) {
        return text == null ? "no reason given" : text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
