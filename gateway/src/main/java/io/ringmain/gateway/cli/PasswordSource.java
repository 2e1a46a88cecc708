package io.ringmain.gateway.cli;

import io.ringmain.gateway.auth.PasswordGenerator;
import io.ringmain.gateway.auth.PasswordHash;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/** Where a new password comes from; never from the command line, which other users of the machine can see. */
final class PasswordSource {
    @Option(names = "--password-stdin", description = "Take the password from the first line of stdin.")
    private boolean isFromStdin;

    String read() throws IOException {
        if (!isFromStdin) {
            return new PasswordGenerator().next();
        }
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        int length = line == null ? 0 : line.length();
        if (length < PasswordHash.MIN_LENGTH || length > PasswordHash.MAX_LENGTH) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "the password has " + length + " characters, must have " + PasswordHash.MIN_LENGTH + " to "
                            + PasswordHash.MAX_LENGTH);
        }
        return line;
    }

    void show(PrintWriter out, String name, String secret) {
        out.println(isFromStdin ? name + ": password set" : name + " " + secret);
    }
}
