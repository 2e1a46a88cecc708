package io.ringmain.gateway.auth;

import io.ringmain.core.spi.AccessControl;
import io.ringmain.core.spi.Permission;
import java.util.Optional;

/**
 * The process's users for connectors that serve others: the same names, passwords, roles and locks as in the REST
 * interface. What becomes of a user is seen within 2 s.
 */
public final class ServedAccess implements AccessControl {
    private static final String ANONYMOUS = "anonymous";

    private final Access access;

    /** @param access outlives this */
    public ServedAccess(Access access) {
        this.access = access;
    }

    @Override
    public Optional<Caller> login(String user, String password) {
        try {
            UserRecord admitted = access.admit(user, password, Source.UNKNOWN);
            return access.isPasswordDue(user) ? Optional.empty() : Optional.of(new Known(access, admitted));
        } catch (AccessRefused e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Caller> identified(String user) {
        UserRecord known = access.known(user);
        return known == null || known.isDisabled() || access.isPasswordDue(user)
                ? Optional.empty()
                : Optional.of(new Known(access, known));
    }

    @Override
    public Caller anonymous(String role) {
        return new Anonymous(
                Role.ofLabel(role).orElseThrow(() -> new IllegalArgumentException("there is no role '" + role + "'")));
    }

    /** A user as of the login; the password that was right then has to be right still. */
    private record Known(Access access, UserRecord atLogin) implements Caller {
        private UserRecord present() {
            UserRecord user = access.known(atLogin.name());
            return user != null && !user.isDisabled() && user.passwordHash().equals(atLogin.passwordHash())
                    ? user
                    : null;
        }

        @Override
        public String user() {
            return atLogin.name();
        }

        @Override
        public String role() {
            UserRecord user = present();
            return (user == null ? atLogin : user).role().label();
        }

        @Override
        public boolean may(Permission permission) {
            UserRecord user = present();
            return user != null && user.role().may(permission);
        }

        @Override
        public boolean may(Permission permission, String area) {
            UserRecord user = present();
            return user != null && user.role().may(permission, area);
        }

        @Override
        public boolean isPresent() {
            return present() != null;
        }
    }

    private record Anonymous(Role fixed) implements Caller {
        @Override
        public String user() {
            return ANONYMOUS;
        }

        @Override
        public String role() {
            return fixed.label();
        }

        @Override
        public boolean may(Permission permission) {
            return fixed.may(permission);
        }

        @Override
        public boolean may(Permission permission, String area) {
            return fixed.may(permission, area);
        }

        @Override
        public boolean isPresent() {
            return true;
        }
    }
}
