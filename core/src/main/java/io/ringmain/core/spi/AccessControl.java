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
            return !areas.isEmpty() || may(permission);
        }

        /** False once the user is disabled, gone or has another password. */
        boolean isPresent();

        /**
         * Puts on record that they were refused something, which no command tells. Never waits.
         *
         * @param action what they asked for, for example {@code opcua.write}
         * @param target on what, may be empty
         * @param origin the way in and the address
         * @param code standard's name of the status that they were told
         */
        default void refused(String action, String target, String origin, String code) {}
    }

    /** Checks a password, which takes 100 ms on purpose. Empty when it is wrong, or after too many wrong ones. */
    Optional<Caller> login(String user, String password);

    /** A user who has been identified in another way, for example by a certificate. Empty when there is none. */
    Optional<Caller> identified(String user);

    /**
     * The same as {@link #login(String, String)}, which is put on record however it ends.
     *
     * @param origin the way in and the address, for example {@code opcua 10.0.0.7}
     */
    default Optional<Caller> login(String user, String password, String origin) {
        return login(user, password);
    }

    /** The same as {@link #identified(String)} for one who logs in so, which is put on record however it ends. */
    default Optional<Caller> identified(String user, String origin) {
        return identified(user);
    }

    /** Puts on record a login that is refused before anybody is asked for. Never waits. */
    default void refused(String user, String origin, String code) {}

    /** Whoever has not said who they are, with the permissions of a built-in role. */
    Caller anonymous(String role);
}
