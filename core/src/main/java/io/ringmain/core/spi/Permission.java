package io.ringmain.core.spi;

import java.util.Locale;
import java.util.Optional;

/** What a caller may be allowed to do; a role has a set of them. */
public enum Permission {
    /** Tags, values, history, alarms, machines, connectors. */
    VIEW,
    /** Accounting, stages, journal and projections. */
    VIEW_SYSTEM,
    /** Acknowledge, confirm, reset, silence and remark on alarms. */
    ACKNOWLEDGE,
    /** Write to the log book and to events. */
    LOG,
    /** Who asked for what, and what came of it. */
    VIEW_AUDIT,
    /** Shelve alarms and take them from the shelf. */
    SHELVE,
    /** Suppress alarms, take them out of service, disable them, and the ways back. */
    SUPPRESS,
    /** Write tags, move machines, and set what of them is open to operators. */
    WRITE,
    /** Force values upon tags and release them. */
    OVERRIDE,
    /** Make, change and remove tags, alarms and machines. */
    CONFIGURE,
    /** Execute the past again to look at it. */
    TIME_TRAVEL,
    /** Start long work, and see and cancel what one has started; what a job does needs its own permission besides. */
    RUN_JOBS,
    /** Users, roles and API tokens of others. */
    MANAGE_USERS,
    /** The process, all jobs, and what of machines is for engineers. */
    ADMIN;

    /** The name in the REST interface, for example {@code view-system}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Permission> ofLabel(String label) {
        for (Permission permission : values()) {
            if (permission.label().equals(label)) {
                return Optional.of(permission);
            }
        }
        return Optional.empty();
    }
}
