package io.ringmain.gateway.cli;

import io.ringmain.core.spi.ProvisionException;
import io.ringmain.core.text.NearestName;
import io.ringmain.gateway.auth.Areas;
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
    private static final String AREAS = "Process areas, each with all below it, that changes are limited to.";

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
            @Option(names = "--areas", split = ",", paramLabel = "AREA", description = AREAS) List<String> areas,
            @Option(
                            names = "--must-change",
                            description = "The password has to be replaced at the first login over HTTP.")
                    boolean mustChange,
            @Mixin PasswordSource password)
            throws IOException {
        if (!UserRecord.isName(name)) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "NAME: '" + name + "' is not allowed, must be 1 to 64 letters, digits, '.', '_', '@' or '-'");
        }
        Areas limit = RoleCommand.areas("--areas", areas);
        String secret = password.read(name);
        try (UserStore store = folder.openOrMake()) {
            UserRecord user =
                    new UserRecord(name, role(store, role), PasswordHash.hash(secret), false, mustChange, limit);
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
            user(store, name);
            String secret = password.read(name);
            store.updatePassword(name, PasswordHash.hash(secret));
            password.show(out(), name, secret);
        }
        return ExitCode.DONE;
    }

    @Command(name = "role", description = "Give a user another role; the areas stay unless others are given.")
    int role(
            @Mixin Common shared,
            @Mixin Folder folder,
            @Parameters(paramLabel = "NAME", description = "Login name.") String name,
            @Parameters(paramLabel = "ROLE", description = "The new role.") String role,
            @Option(
                            names = "--areas",
                            split = ",",
                            arity = "0..1",
                            paramLabel = "AREA",
                            description = AREAS + " Without a value: the whole site.")
                    List<String> areas) {
        try (UserStore store = folder.open()) {
            UserRecord seen = user(store, name);
            Areas limit = areas == null ? seen.areas() : RoleCommand.areas("--areas", areas);
            replace(
                    store,
                    seen,
                    new UserRecord(
                            name, role(store, role), seen.passwordHash(), seen.isDisabled(), seen.mustChange(), limit));
            out().println(name + " is " + role + (limit.isEverywhere() ? "" : " in " + limit));
        }
        return ExitCode.DONE;
    }

    @Command(name = "disable", description = "Refuse the logins of a user; the sessions end within 2 s.")
    int disable(
            @Mixin Common shared,
            @Mixin Folder folder,
            @Parameters(paramLabel = "NAME", description = "Login name.") String name) {
        return disable(folder, name, true);
    }

    @Command(name = "enable", description = "Let a user log in again.")
    int enable(
            @Mixin Common shared,
            @Mixin Folder folder,
            @Parameters(paramLabel = "NAME", description = "Login name.") String name) {
        return disable(folder, name, false);
    }

    private int disable(Folder folder, String name, boolean isNow) {
        try (UserStore store = folder.open()) {
            UserRecord seen = user(store, name);
            replace(
                    store,
                    seen,
                    new UserRecord(name, seen.role(), seen.passwordHash(), isNow, seen.mustChange(), seen.areas()));
        }
        out().println(name + (isNow ? " is disabled" : " is enabled"));
        return ExitCode.DONE;
    }

    @Command(name = "remove", description = "Remove a user; the sessions end within 2 s.")
    int remove(
            @Mixin Common shared,
            @Mixin Folder folder,
            @Parameters(paramLabel = "NAME", description = "Login name.") String name) {
        try (UserStore store = folder.open()) {
            UserRecord seen = user(store, name);
            RoleCommand.run(() -> store.remove(seen));
        }
        out().println(name + " is removed");
        return ExitCode.DONE;
    }

    private static void replace(UserStore store, UserRecord seen, UserRecord wanted) {
        RoleCommand.run(() -> store.replace(seen, wanted));
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
                                "%-20s %s%s%s%n",
                                user.name(),
                                user.role().label(),
                                user.areas().isEverywhere() ? "" : " in " + user.areas(),
                                user.isDisabled() ? " (disabled)" : ""));
            }
        }
        return ExitCode.DONE;
    }

    private static Map<String, Object> json(UserRecord user) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", user.name());
        json.put("role", user.role().label());
        json.put("areas", user.areas().names());
        json.put("disabled", user.isDisabled());
        json.put("mustChange", user.mustChange());
        return json;
    }

    private static UserRecord user(UserStore store, String name) {
        return store.find(name).orElseThrow(() -> {
            List<String> names = store.list().stream().map(UserRecord::name).toList();
            return new CommandFailure(
                    ExitCode.FAILED, "there is no user '" + name + "'" + NearestName.hint(name, names));
        });
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
