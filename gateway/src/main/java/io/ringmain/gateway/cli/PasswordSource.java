package io.ringmain.gateway.cli;

import io.ringmain.gateway.auth.AccessRefused;
import io.ringmain.gateway.auth.PasswordGenerator;
import io.ringmain.gateway.auth.PasswordPolicy;
import io.ringmain.gateway.auth.PasswordRules;
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

    /** @param user whose password it is to be */
    String read(String user) throws IOException {
        if (!isFromStdin) {
            return new PasswordGenerator().next();
        }
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        String password = line == null ? "" : line;
        try {
            new PasswordPolicy(PasswordRules.DEFAULT).requireSuitable(user, password);
        } catch (AccessRefused e) {
            throw new CommandFailure(ExitCode.REFUSED, e.getMessage());
        }
        return password;
    }

    void show(PrintWriter out, String name, String secret) {
        out.println(isFromStdin ? name + ": password set" : name + " " + secret);
    }
}
