package io.ringmain.gateway.auth;

import io.ringmain.core.spi.Permission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The built-in roles and their permissions: the one table that decides who may do what. */
public enum Role {
    ADMINISTRATOR(Permission.VIEW, Permission.values()),
    SUPERVISOR(
            Permission.VIEW,
            Permission.VIEW_SYSTEM,
            Permission.ACKNOWLEDGE,
            Permission.LOG,
            Permission.VIEW_AUDIT,
            Permission.SHELVE,
            Permission.SUPPRESS,
            Permission.WRITE,
            Permission.OVERRIDE,
            Permission.CONFIGURE,
            Permission.TIME_TRAVEL,
            Permission.RUN_JOBS),
    OPERATOR(
            Permission.VIEW,
            Permission.VIEW_SYSTEM,
            Permission.ACKNOWLEDGE,
            Permission.LOG,
            Permission.SHELVE,
            Permission.WRITE,
            Permission.TIME_TRAVEL,
            Permission.RUN_JOBS),
    AUDITOR(
            Permission.VIEW,
            Permission.VIEW_SYSTEM,
            Permission.VIEW_AUDIT,
            Permission.TIME_TRAVEL,
            Permission.RUN_JOBS),
    GUEST(Permission.VIEW);

    private final Set<Permission> permissions;

    Role(Permission first, Permission... others) {
        permissions = EnumSet.of(first, others);
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** The name in tokens, in the user store and in the REST interface, for example {@code operator}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> ofLabel(String label) {
        for (Role role : values()) {
            if (role.label().equals(label)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
