package io.ringmain.gateway.cli;

import io.ringmain.core.codec.DamagedBatchException;
import io.ringmain.core.spi.ProvisionException;
import io.ringmain.gateway.config.ConfigurationException;
import io.ringmain.gateway.config.Problem;
import io.ringmain.historian.audit.AuditException;
import io.ringmain.historian.backup.BackupException;
import io.ringmain.historian.journal.DamagedJournalException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
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
        } else if (asIo(e) != null) {
            err.println("ringmain: " + oneLine(reason(asIo(e))));
            code = ExitCode.NOT_REACHABLE;
        } else {
            err.println("ringmain: " + describe(e) + (isDebugging(parsed) ? "" : " (--debug shows where)"));
        }
        err.flush();
        return code;
    }

    /** What a file, a folder or a connection refused; null when it was something else. */
    private static IOException asIo(Exception e) {
        if (e instanceof UncheckedIOException unchecked) {
            return unchecked.getCause();
        }
        return e instanceof IOException io && io.getMessage() != null ? io : null;
    }

    /** Of most of them the system gives the path alone. */
    private static String reason(IOException e) {
        if (!(e instanceof FileSystemException file)) {
            return e.getMessage();
        }
        String problem = file.getReason();
        if (problem == null) {
            problem = "it can not be read or written";
            if (e instanceof AccessDeniedException) {
                problem = "no permission to read or write it";
            } else if (e instanceof NoSuchFileException) {
                problem = "there is no such file or folder";
            } else if (e instanceof NotDirectoryException) {
                problem = "it is no folder";
            }
        }
        return file.getFile() + ": " + problem;
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
