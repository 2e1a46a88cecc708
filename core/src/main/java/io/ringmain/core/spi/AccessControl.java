package io.ringmain.core.spi;

import java.util.Collection;
import java.util.Optional;

/** Who may do what, for connectors that serve others. */
public interface AccessControl {

    /** Somebody who has been let in. Thread: any; calls take microseconds. */
    interface Caller {

        String user();

        /** Label of the present role, for example {@code operator}; it changes with the user. */
        String role();

        /** Whether the present role may; false for everything once the user is disabled or has another password. */
        boolean may(Permission permission);

        /**
         * Whether the present role may do so to what belongs to that process area, as {@link
         * io.ringmain.core.site.SiteAreas} says; an empty one is what belongs to none.
         */
        boolean may(Permission permission, String area);

        /** Whether the present role may do so to what belongs to all of these areas at once. */
        default boolean may(Permission permission, Collection<String> areas) {
            for (String area : areas) {
                if (!may(permission, area)) {
                    return false;
                }
            }
            return may(permission);
        }

        /** False once the user is disabled, gone or has another password. */
        boolean isPresent();
    }

    /** Checks a password, which takes 100 ms on purpose. Empty when it is wrong, or after too many wrong ones. */
    Optional<Caller> login(String user, String password);

    /** A user who has been identified in another way, for example by a certificate. Empty when there is none. */
    Optional<Caller> identified(String user);

    /** Whoever has not said who they are, with the permissions of a built-in role. */
    Caller anonymous(String role);
}
