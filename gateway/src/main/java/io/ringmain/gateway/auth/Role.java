package io.ringmain.gateway.auth;

import io.ringmain.core.spi.Permission;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A name for what may be done, and where. Five roles are built in and stay as they are; others are made of permissions.
 * What only looks at things is for the whole site; what changes them may be limited to process areas, see {@link
 * #isPerArea}.
 *
 * <p>Thread: any, immutable.
 *
 * @param label the name in tokens, in the user store and in the REST interface, for example {@code operator}
 * @param grants what may be done, and where
 */
public record Role(String label, Map<Permission, Areas> grants) {
    private static final Pattern LABEL = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    private static final Set<Permission> PER_AREA = EnumSet.of(
            Permission.ACKNOWLEDGE,
            Permission.LOG,
            Permission.SHELVE,
            Permission.SUPPRESS,
            Permission.WRITE,
            Permission.OVERRIDE,
            Permission.CONFIGURE,
            Permission.ADMIN);

    public static final Role ADMINISTRATOR = builtIn("administrator", Permission.values());
    public static final Role SUPERVISOR = builtIn(
            "supervisor",
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
            Permission.RUN_JOBS);
    public static final Role OPERATOR = builtIn(
            "operator",
            Permission.VIEW,
            Permission.VIEW_SYSTEM,
            Permission.ACKNOWLEDGE,
            Permission.LOG,
            Permission.SHELVE,
            Permission.WRITE,
            Permission.TIME_TRAVEL,
            Permission.RUN_JOBS);
    public static final Role AUDITOR = builtIn(
            "auditor",
            Permission.VIEW,
            Permission.VIEW_SYSTEM,
            Permission.VIEW_AUDIT,
            Permission.TIME_TRAVEL,
            Permission.RUN_JOBS);
    public static final Role GUEST = builtIn("guest", Permission.VIEW);

    /** The roles that are always there, the mightiest first. */
    public static final List<Role> BUILT_IN = List.of(ADMINISTRATOR, SUPERVISOR, OPERATOR, AUDITOR, GUEST);

    public Role {
        EnumMap<Permission, Areas> given = new EnumMap<>(Permission.class);
        grants.forEach((permission, areas) -> {
            if (!areas.isEverywhere() && !isPerArea(permission)) {
                throw new IllegalArgumentException(permission.label() + " is for the whole site, it takes no areas");
            }
            if (!areas.isNowhere()) {
                given.put(permission, areas);
            }
        });
        grants = Collections.unmodifiableMap(given);
    }

    private static Role builtIn(String label, Permission... permissions) {
        EnumMap<Permission, Areas> grants = new EnumMap<>(Permission.class);
        for (Permission permission : permissions) {
            grants.put(permission, Areas.EVERYWHERE);
        }
        return new Role(label, grants);
    }

    /** One that may do nothing: of a token, whose user's present role counts, or one that is gone. */
    public static Role named(String label) {
        return new Role(label, Map.of());
    }

    /** The built-in role of that name. */
    public static Optional<Role> ofLabel(String label) {
        return BUILT_IN.stream().filter(role -> role.label.equals(label)).findFirst();
    }

    /** Whether that can be the name of a role. */
    public static boolean isLabel(String text) {
        return LABEL.matcher(text).matches();
    }

    /** Whether it changes something that belongs to an area, so that it may be limited to some. */
    public static boolean isPerArea(Permission permission) {
        return PER_AREA.contains(permission);
    }

    public boolean isBuiltIn() {
        return ofLabel(label).isPresent();
    }

    /** Whether it may do so, at least somewhere. */
    public boolean may(Permission permission) {
        return grants.containsKey(permission);
    }

    /** Whether it may do so to what belongs to that area; an empty one is what belongs to none. */
    public boolean may(Permission permission, String area) {
        Areas areas = grants.get(permission);
        return areas != null && areas.covers(area);
    }

    /** Whether it may do so to what belongs to all of these areas at once. */
    public boolean may(Permission permission, Collection<String> areas) {
        return may(permission) && areas.stream().allMatch(area -> may(permission, area));
    }

    /** Whether it may do all that the other one may. */
    public boolean includes(Role other) {
        return other.grants.entrySet().stream()
                .allMatch(grant ->
                        grants.getOrDefault(grant.getKey(), Areas.NOWHERE).covers(grant.getValue()));
    }

    /** The same role with these permissions at most. */
    Role only(Set<Permission> permissions) {
        EnumMap<Permission, Areas> kept = new EnumMap<>(Permission.class);
        grants.forEach((permission, areas) -> {
            if (permissions.contains(permission)) {
                kept.put(permission, areas);
            }
        });
        return new Role(label, kept);
    }

    /** The same role, where what changes things is limited to these areas. */
    Role within(Areas limit) {
        if (limit.isEverywhere()) {
            return this;
        }
        EnumMap<Permission, Areas> limited = new EnumMap<>(Permission.class);
        grants.forEach(
                (permission, areas) -> limited.put(permission, isPerArea(permission) ? areas.and(limit) : areas));
        return new Role(label, limited);
    }
}
