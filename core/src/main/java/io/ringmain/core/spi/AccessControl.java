package io.ringmain.core.spi;

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
