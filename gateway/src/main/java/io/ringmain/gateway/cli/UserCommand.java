package io.ringmain.gateway.cli;

import io.ringmain.core.spi.ProvisionException;
import io.ringmain.core.text.NearestName;
import io.ringmain.gateway.auth.PasswordHash;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.auth.UserRecord;
import io.ringmain.gateway.users.UserStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "user",
        description = "Manage the users of a data folder, also while a site uses it.",
        synopsisSubcommandLabel = "COMMAND")
final class UserCommand implements Runnable {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

    @Mixin
    private Common common;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    @Command(name = "add", description = "Add a user; prints a generated password unless one is given.")
    int add(
            @Mixin Common shared,
            @Mixin Folder folder,
            @Parameters(paramLabel = "NAME", description = "Login name.") String name,
            @Option(
                            names = "--role",
                            required = true,
                            paramLabel = "ROLE",
                            description = "administrator, supervisor, operator, auditor, guest or one that was made.")
                    String role,
            @Mixin PasswordSource password)
            throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "NAME: '" + name + "' is not allowed, must be 1 to 64 letters, digits, '.', '_', '@' or '-'");
        }
        String secret = password.read(name);
        try (UserStore store = folder.openOrMake()) {
            UserRecord user = new UserRecord(name, role(store, role), PasswordHash.hash(secret), false);
            if (!store.add(List.of(user)) && !store.replaceFirst(user)) {
                throw new CommandFailure(ExitCode.FAILED, "there is a user '" + name + "' already");
            }
        }
        password.show(out(), name, secret);
        return ExitCode.DONE;
    }

    @Command(name = "passwd", description = "Set a new password; prints a generated one unless one is given.")
    int passwd(
            @Mixin Common shared,
            @Mixin Folder folder,
            @Parameters(paramLabel = "NAME", description = "Login name.") String name,
            @Mixin PasswordSource password)
            throws IOException {
        try (UserStore store = folder.open()) {
            requireUser(store, name);
            String secret = password.read(name);
            store.updatePassword(name, PasswordHash.hash(secret));
            password.show(out(), name, secret);
        }
        return ExitCode.DONE;
    }

    @Command(name = "role", description = "Give a user another role.")
    int role(
            @Mixin Common shared,
            @Mixin Folder folder,
            @Parameters(paramLabel = "NAME", description = "Login name.") String name,
            @Parameters(paramLabel = "ROLE", description = "The new role.") String role) {
        try (UserStore store = folder.open()) {
            requireUser(store, name);
            store.updateRole(name, role(store, role));
        }
        out().println(name + " is " + role);
        return ExitCode.DONE;
    }

    @Command(name = "list", description = "List all users.")
    int list(
            @Mixin Common shared,
            @Mixin Folder folder,
            @Option(names = "--json", description = "Answer in JSON.") boolean isJson) {
        try (UserStore store = folder.open()) {
            List<UserRecord> users = store.list();
            if (isJson) {
                out().println(Json.line(users.stream().map(UserCommand::json).toList()));
            } else {
                users.forEach(user -> out().printf(
                                "%-20s %s%s%n",
                                user.name(), user.role().label(), user.isDisabled() ? " (disabled)" : ""));
            }
        }
        return ExitCode.DONE;
    }

    private static Map<String, Object> json(UserRecord user) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", user.name());
        json.put("role", user.role().label());
        json.put("disabled", user.isDisabled());
        return json;
    }

    private static void requireUser(UserStore store, String name) {
        if (store.find(name).isEmpty()) {
            List<String> names = store.list().stream().map(UserRecord::name).toList();
            throw new CommandFailure(
                    ExitCode.FAILED, "there is no user '" + name + "'" + NearestName.hint(name, names));
        }
    }

    private static Role role(UserStore store, String label) {
        return store.role(label).orElseThrow(() -> {
            List<String> known =
                    new ArrayList<>(Role.BUILT_IN.stream().map(Role::label).toList());
            store.customRoles().forEach(made -> known.add(made.label()));
            return new CommandFailure(
                    ExitCode.REFUSED,
                    "ROLE: '" + label + "' is not allowed, must be one of " + String.join(", ", known)
                            + NearestName.hint(label, known));
        });
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** The data folder whose users are meant. */
    static final class Folder {
        @Option(names = "--data", required = true, paramLabel = "DIR", description = "The data folder.")
        private Path path;

        /** For the first user of a site that has not run yet. */
        UserStore openOrMake() throws IOException {
            Files.createDirectories(path);
            return open();
        }

        UserStore open() {
            if (!Files.isDirectory(path)) {
                throw new ProvisionException("there is no data folder " + path);
            }
            return UserStore.open(path);
        }
    }
}
