package io.ringmain.gateway.auth;

import io.ringmain.core.spi.AccessControl;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.auth.AccessRefused.Reason;
import io.ringmain.gateway.trail.AuditNote;
import io.ringmain.gateway.trail.AuditTrail;
import java.util.Optional;

/**
 * The process's users for connectors that serve others: the same names, passwords, roles and locks as in the REST
 * interface. What becomes of a user is seen within 2 s.
 */
public final class ServedAccess implements AccessControl {
    private static final String ANONYMOUS = "anonymous";

    private final Access access;
    private final AuditTrail trail;

    /**
     * @param access outlives this
     * @param trail hears of logins and refusals
     */
    public ServedAccess(Access access, AuditTrail trail) {
        this.access = access;
        this.trail = trail;
    }

    @Override
    public Optional<Caller> login(String user, String password) {
        try {
            return Optional.of(admitted(user, password));
        } catch (AccessRefused e) {
            return Optional.empty();
        }
    }

    private Caller admitted(String user, String password) {
        UserRecord admitted = access.admit(user, password, Source.UNKNOWN);
        if (access.isPasswordDue(user)) {
            throw new AccessRefused(Reason.PASSWORD_CHANGE_REQUIRED, "The password has to be changed first.");
        }
        return new Known(this, admitted);
    }

    @Override
    public Optional<Caller> login(String user, String password, String origin) {
        try {
            Caller caller = admitted(user, password);
            trail.note(AuditNote.done(user, AuditNote.LOGIN, "", origin));
            return Optional.of(caller);
        } catch (AccessRefused e) {
            refused(user, origin, e.code());
            return Optional.empty();
        }
    }

    @Override
    public Optional<Caller> identified(String user, String origin) {
        Optional<Caller> caller = identified(user);
        if (caller.isPresent()) {
            trail.note(AuditNote.done(user, AuditNote.LOGIN, "", origin));
        } else {
            refused(user, origin, Reason.CREDENTIALS_INVALID.code());
        }
        return caller;
    }

    @Override
    public void refused(String user, String origin, String code) {
        trail.note(AuditNote.refused(user, AuditNote.LOGIN, "", origin, code));
    }

    @Override
    public Optional<Caller> identified(String user) {
        UserRecord known = access.known(user);
        return known == null || known.isDisabled() || access.isPasswordDue(user)
                ? Optional.empty()
                : Optional.of(new Known(this, known));
    }

    @Override
    public Caller anonymous(String role) {
        return new Anonymous(
                this,
                Role.ofLabel(role).orElseThrow(() -> new IllegalArgumentException("there is no role '" + role + "'")));
    }

    /** A user as of the login; the password that was right then has to be right still. */
    private record Known(ServedAccess served, UserRecord atLogin) implements Caller {
        private UserRecord present() {
            UserRecord user = served.access.known(atLogin.name());
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

        @Override
        public void refused(String action, String target, String origin, String code) {
            served.trail.note(AuditNote.refused(user(), action, target, origin, code));
        }
    }

    private record Anonymous(ServedAccess served, Role fixed) implements Caller {
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

        @Override
        public void refused(String action, String target, String origin, String code) {
            served.trail.note(AuditNote.refused(ANONYMOUS, action, target, origin, code));
        }
    }
}
