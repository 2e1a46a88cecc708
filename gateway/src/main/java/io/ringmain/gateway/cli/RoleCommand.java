package io.ringmain.gateway.cli;

import io.ringmain.core.spi.Permission;
import io.ringmain.core.text.NearestName;
import io.ringmain.gateway.auth.AccountRefused;
import io.ringmain.gateway.auth.Areas;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.users.UserStore;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "role",
        description = "Manage the roles of a data folder, also while a site uses it.",
        synopsisSubcommandLabel = "COMMAND")
final class RoleCommand implements Runnable {
    @Mixin
    private Common common;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    @Command(name = "add", description = "Make a role, or replace the permissions of one that was made.")
    int add(
            @Mixin Common shared,
            @Mixin UserCommand.Folder folder,
            @Parameters(paramLabel = "NAME", description = "Name of the role: small letters, digits and '-'.")
                    String name,
            @Parameters(
                            paramLabel = "PERMISSION",
                            arity = "1..*",
                            description = "For example view, or write@Feed,Tank to limit it to areas.")
                    List<String> permissions) {
        if (!Role.isLabel(name)) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "NAME: '" + name
                            + "' is not allowed, must be 1 to 40 small letters, digits or '-', a letter first");
        }
        Role role = role(name, permissions);
        try (UserStore store = folder.open()) {
            Role seen = store.role(name).orElse(null);
            run(() -> {
                if (seen == null) {
                    store.createRole(role);
                } else {
                    store.replaceRole(seen, role);
                }
            });
        }
        out().println(name + ": " + text(role));
        return ExitCode.DONE;
    }

    @Command(name = "remove", description = "Remove a role that was made and that nobody has.")
    int remove(
            @Mixin Common shared,
            @Mixin UserCommand.Folder folder,
            @Parameters(paramLabel = "NAME", description = "Name of the role.") String name) {
        try (UserStore store = folder.open()) {
            Role seen = store.role(name)
                    .orElseThrow(() -> new CommandFailure(ExitCode.FAILED, "there is no role '" + name + "'"));
            run(() -> store.removeRole(seen));
        }
        out().println(name + " is removed");
        return ExitCode.DONE;
    }

    @Command(name = "list", description = "List all roles with their permissions.")
    int list(
            @Mixin Common shared,
            @Mixin UserCommand.Folder folder,
            @Option(names = "--json", description = "Answer in JSON.") boolean isJson) {
        List<Role> roles;
        try (UserStore store = folder.open()) {
            roles = Stream.concat(Role.BUILT_IN.stream(), store.customRoles().stream())
                    .toList();
        }
        if (isJson) {
            out().println(Json.line(roles.stream().map(RoleCommand::json).toList()));
        } else {
            roles.forEach(role -> out().printf("%-20s %s%n", role.label(), text(role)));
        }
        return ExitCode.DONE;
    }

    private static Map<String, Object> json(Role role) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", role.label());
        json.put("builtIn", role.isBuiltIn());
        json.put(
                "permissions",
                role.grants().entrySet().stream()
                        .map(grant -> Map.of(
                                "permission",
                                grant.getKey().label(),
                                "areas",
                                grant.getValue().names()))
                        .toList());
        return json;
    }

    private static String text(Role role) {
        return role.grants().entrySet().stream()
                .map(grant -> grant.getKey().label()
                        + (grant.getValue().isEverywhere()
                                ? ""
                                : "@" + String.join(",", grant.getValue().names())))
                .collect(Collectors.joining(" "));
    }

    private static Role role(String name, List<String> words) {
        EnumMap<Permission, Areas> grants = new EnumMap<>(Permission.class);
        for (String word : words) {
            int at = word.indexOf('@');
            String label = at < 0 ? word : word.substring(0, at);
            Permission permission = Permission.ofLabel(label).orElseThrow(() -> unknown(label));
            Areas areas = at < 0
                    ? Areas.EVERYWHERE
                    : areas("PERMISSION", List.of(word.substring(at + 1).split(",", -1)));
            if (grants.put(permission, areas) != null) {
                throw new CommandFailure(ExitCode.REFUSED, "PERMISSION: " + label + " is given twice");
            }
        }
        if (!grants.containsKey(Permission.VIEW)) {
            throw new CommandFailure(ExitCode.REFUSED, "PERMISSION: view is missing, which every role needs");
        }
        try {
            return new Role(name, grants);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.REFUSED, "PERMISSION: " + e.getMessage());
        }
    }

    private static CommandFailure unknown(String label) {
        List<String> known = new ArrayList<>(
                Arrays.stream(Permission.values()).map(Permission::label).toList());
        return new CommandFailure(
                ExitCode.REFUSED,
                "PERMISSION: '" + label + "' is not allowed, must be one of " + String.join(", ", known)
                        + NearestName.hint(label, known));
    }

    /** None, or one that is empty, is everywhere. */
    static Areas areas(String option, List<String> names) {
        List<String> given = names == null || names.equals(List.of("")) ? List.of() : names;
        try {
            return Areas.of(given);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.REFUSED, option + ": " + e.getMessage());
        }
    }

    /** Makes a change of the store, which may have its reasons against it. */
    static void run(Runnable change) {
        try {
            change.run();
        } catch (AccountRefused e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage());
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
