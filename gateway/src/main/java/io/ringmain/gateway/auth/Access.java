package io.ringmain.gateway.auth;

import io.ringmain.gateway.auth.AccessRefused.Reason;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Logins, tokens and tickets.
 *
 * <p>Thread: {@link #authenticate} and {@link #redeem} any, they take microseconds; everything else a worker, as it
 * hashes or does I/O.
 */
public final class Access {
    private static final int MAX_NAME_LENGTH = 64;

    private final UserDirectory users;
    private final Clock clock;
    private final Duration lifetime;
    private final Tokens tokens;
    private final Revocations revocations;
    private final Tickets tickets;
    private final LoginThrottle throttle;
    private final List<SessionListener> listeners = new CopyOnWriteArrayList<>();
    /** Checked in place of the hash of a user who does not exist, so that both take the same time. */
    private final String nobodysHash = PasswordHash.hash(new PasswordGenerator().next());

    /** Takes the key of the tokens from {@code folder}, or makes one there. */
    public Access(UserDirectory users, Path folder, Clock clock, Duration tokenLifetime) {
        this.users = users;
        this.clock = clock;
        this.lifetime = tokenLifetime;
        tokens = new Tokens(TokenKey.loadOrCreate(folder.resolve("token.key")), clock, tokenLifetime);
        revocations = new Revocations(folder.resolve("ended-sessions"), clock);
        tickets = new Tickets(clock);
        throttle = new LoginThrottle(clock);
    }

    public void addListener(SessionListener listener) {
        listeners.add(listener);
    }

    public Grant login(String name, String password) {
        if (name.length() > MAX_NAME_LENGTH) {
            throw wrongCredentials();
        }
        refuseLocked(name);
        UserRecord user = check(name, password);
        return tokens.issue(user.name(), user.role(), UUID.randomUUID().toString());
    }

    /** The caller that a bearer token stands for; an empty text is a missing one. */
    public Principal authenticate(String token) {
        if (token.isEmpty()) {
            throw new AccessRefused(Reason.TOKEN_MISSING, "Log in first: the header Authorization: Bearer is missing.");
        }
        Principal principal = tokens.verify(token);
        if (revocations.isRevoked(principal.session())) {
            throw new AccessRefused(Reason.TOKEN_REVOKED, "The session has ended; log in again.");
        }
        return principal;
    }

    /** A token of the same session with a new term and the user's present role. */
    public Grant refresh(Principal principal) {
        UserRecord user = present(principal);
        Grant grant = tokens.issue(user.name(), user.role(), principal.session());
        listeners.forEach(
                l -> l.onExtended(principal.session(), grant.principal().expiresAt()));
        return grant;
    }

    public void logout(Principal principal) {
        end(principal.session());
    }

    /** A one-time ticket for a WebSocket of this session. */
    public String ticket(Principal principal) {
        UserRecord user = present(principal);
        return tickets.issue(new Principal(user.name(), user.role(), principal.session(), principal.expiresAt()));
    }

    public Duration ticketLifetime() {
        return Tickets.LIFETIME;
    }

    /** Takes a ticket in; it can be used once. */
    public Principal redeem(String ticket) {
        Principal principal = tickets.redeem(ticket);
        if (revocations.isRevoked(principal.session()) || !clock.instant().isBefore(principal.expiresAt())) {
            throw new AccessRefused(Reason.TICKET_INVALID, "The session of the ticket has ended.");
        }
        return principal;
    }

    /** Replaces the caller's own password. */
    public void changePassword(Principal principal, String current, String wanted) {
        refuseLocked(principal.user());
        UserRecord user = check(principal.user(), current);
        if (wanted.length() < PasswordHash.MIN_LENGTH || wanted.length() > PasswordHash.MAX_LENGTH) {
            throw new AccessRefused(
                    Reason.PASSWORD_UNSUITABLE,
                    "The new password needs " + PasswordHash.MIN_LENGTH + " to " + PasswordHash.MAX_LENGTH
                            + " characters.");
        }
        if (wanted.equals(current)) {
            throw new AccessRefused(Reason.PASSWORD_UNSUITABLE, "The new password is the old one.");
        }
        users.updatePassword(user.name(), PasswordHash.hash(wanted));
    }

    private void refuseLocked(String name) {
        long seconds = throttle.lockedSeconds(name);
        if (seconds > 0) {
            throw new AccessRefused(
                    Reason.LOGIN_LOCKED, "Too many failed logins; try again in " + seconds + " s.", seconds);
        }
    }

    private UserRecord check(String name, String password) {
        UserRecord user = users.find(name).orElse(null);
        boolean isRight = PasswordHash.verify(password, user == null ? nobodysHash : user.passwordHash());
        if (user == null || user.isDisabled() || !isRight) {
            throttle.failed(name);
            throw wrongCredentials();
        }
        throttle.succeeded(name);
        return user;
    }

    /** The user as the store has it now; ends the session when there is none or it is disabled. */
    private UserRecord present(Principal principal) {
        UserRecord user = users.find(principal.user()).orElse(null);
        if (user == null || user.isDisabled()) {
            end(principal.session());
            throw new AccessRefused(Reason.TOKEN_REVOKED, "The user does not exist any more or is disabled.");
        }
        return user;
    }

    private void end(String session) {
        Instant lastExpiry = clock.instant().plus(lifetime).plusSeconds(1);
        revocations.revoke(session, lastExpiry);
        listeners.forEach(l -> l.onEnded(session));
    }

    private static AccessRefused wrongCredentials() {
        return new AccessRefused(Reason.CREDENTIALS_INVALID, "The user name or the password is wrong.");
    }
}
