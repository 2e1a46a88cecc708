package io.ringmain.gateway.auth;

import io.ringmain.gateway.auth.AccessRefused.Reason;
import java.util.List;

/**
 * Whether a login still holds: its session lasts, its user is there, and the password is the one it began with or was changed
 * in it.
 *
 * <p>Thread: {@link #present} any; {@link #readAgain} a worker, as it reads the store.
 */
final class LiveLogins {
    private final PresentUsers users;
    private final Sessions sessions;

    LiveLogins(PresentUsers users, Sessions sessions) {
        this.users = users;
        this.sessions = sessions;
    }

    /** Of the password that a user has now. */
    static String mark(UserRecord user) {
        return PasswordHash.mark(user.passwordHash());
    }

    /** The same caller with the present role. */
    Principal present(Principal principal) {
        SessionRecord session = sessions.live(principal.session());
        UserRecord user = users.known(principal.user());
        if (session == null || !isGood(principal, session, user)) {
            throw ended();
        }
        return principal.as(role(session, user));
    }

    /** The session of the caller. */
    SessionRecord session(Principal principal) {
        SessionRecord session = sessions.live(principal.session());
        if (session == null) {
            throw ended();
        }
        return session;
    }

    /** The user as the store has it now, null for one of an identity provider; ends the session when it is over. */
    UserRecord readAgain(Principal principal) {
        UserRecord user = users.read(principal.user()).orElse(null);
        SessionRecord session = sessions.live(principal.session());
        if (session == null || !isGood(principal, session, user)) {
            sessions.end(List.of(principal.session()));
            throw ended();
        }
        return user;
    }

    /** @param user null for one of an identity provider */
    Role role(SessionRecord session, UserRecord user) {
        Role made = user == null ? users.role(session.role()) : user.role();
        return made == null ? Role.named(session.role()) : made;
    }

    private static AccessRefused ended() {
        return new AccessRefused(Reason.TOKEN_REVOKED, "The session has ended; log in again.");
    }

    /** @param user null when there is none in the store, which is right for those of an identity provider */
    private static boolean isGood(Principal principal, SessionRecord session, UserRecord user) {
        if (user == null || session.kind() == SessionRecord.Kind.OIDC) {
            return user == null
                    && session.kind() == SessionRecord.Kind.OIDC
                    && session.user().equals(principal.user());
        }
        String mark = mark(user);
        return session.user().equals(principal.user())
                && !user.isDisabled()
                && (mark.equals(principal.credential()) || mark.equals(session.credential()));
    }
}
