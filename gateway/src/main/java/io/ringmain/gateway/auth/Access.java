package io.ringmain.gateway.auth;

import io.ringmain.gateway.auth.AccessRefused.Reason;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Logins, tokens and tickets. A session lasts as long as its token, its user and the password it began with; its role is
 * the user's present one.
 *
 * <p>Thread: {@link #authenticate}, {@link #present} and {@link #redeem} any, they take microseconds; everything else a
 * worker, as it hashes or does I/O.
 */
public final class Access implements AutoCloseable {
    private static final int MAX_NAME_LENGTH = 64;

    private final UserDirectory directory;
    private final PresentUsers users;
    private final Clock clock;
    private final Duration lifetime;
    private final Tokens tokens;
    private final Revocations revocations;
    private final Tickets tickets;
    private final LoginThrottle throttle;
    /** Sessions whose user has changed the password in them, with the mark of the new one. */
    private final Map<String, Carried> carried = new ConcurrentHashMap<>();

    private final List<SessionListener> listeners = new CopyOnWriteArrayList<>();
    /** Checked in place of the hash of a user who does not exist, so that both take the same time. */
    private final String nobodysHash = PasswordHash.hash(new PasswordGenerator().next());

    private record Carried(String credential, Instant lastExpiry) {}

    /** Takes the key of the tokens from {@code folder}, or makes one there. */
    public Access(UserDirectory directory, Path folder, Clock clock, Duration tokenLifetime) {
        this.directory = directory;
        this.clock = clock;
        this.lifetime = tokenLifetime;
        tokens = new Tokens(TokenKey.loadOrCreate(folder.resolve("token.key")), clock, tokenLifetime);
        revocations = new Revocations(folder.resolve("ended-sessions"), clock);
        tickets = new Tickets(clock);
        throttle = new LoginThrottle(clock);
        users = new PresentUsers(directory, () -> listeners.forEach(SessionListener::onUsersChanged));
    }

    public void addListener(SessionListener listener) {
        listeners.add(listener);
    }

    public void removeListener(SessionListener listener) {
        listeners.remove(listener);
    }

    public Grant login(String name, String password) {
        UserRecord user = admit(name, password);
        return issue(user, UUID.randomUUID().toString());
    }

    /** The user of that name and password; begins no session. */
    UserRecord admit(String name, String password) {
        if (name.length() > MAX_NAME_LENGTH) {
            throw wrongCredentials();
        }
        refuseLocked(name);
        return check(name, password);
    }

    /** The user as the store had it at most 2 s ago, null when there is none. Thread: any. */
    UserRecord known(String name) {
        return users.known(name);
    }

    /** The caller that a bearer token stands for; an empty text is a missing one. */
    public Principal authenticate(String token) {
        if (token.isEmpty()) {
            throw new AccessRefused(Reason.TOKEN_MISSING, "Log in first: the header Authorization: Bearer is missing.");
        }
        return present(tokens.verify(token));
    }

    /**
     * The same caller with the user's present role.
     *
     * @throws AccessRefused when the session has ended, with its user or with its password
     */
    public Principal present(Principal principal) {
        UserRecord user = users.known(principal.user());
        if (revocations.isRevoked(principal.session()) || user == null || !isGood(principal, user)) {
            throw new AccessRefused(Reason.TOKEN_REVOKED, "The session has ended; log in again.");
        }
        return principal.role().equals(user.role())
                ? principal
                : new Principal(
                        principal.user(),
                        user.role(),
                        principal.session(),
                        principal.credential(),
                        principal.expiresAt(),
                        principal.origin());
    }

    private boolean isGood(Principal principal, UserRecord user) {
        if (user.isDisabled()) {
            return false;
        }
        String mark = PasswordHash.mark(user.passwordHash());
        Carried over = carried.get(principal.session());
        return mark.equals(principal.credential()) || over != null && mark.equals(over.credential());
    }

    /** A token of the same session with a new term and the user's present role. */
    public Grant refresh(Principal principal) {
        Grant grant = issue(readAgain(principal), principal.session());
        listeners.forEach(
                l -> l.onExtended(principal.session(), grant.principal().expiresAt()));
        return grant;
    }

    public void logout(Principal principal) {
        end(principal.session());
    }

    /** A one-time ticket for a WebSocket of this session. */
    public String ticket(Principal principal) {
        readAgain(principal);
        return tickets.issue(principal);
    }

    public Duration ticketLifetime() {
        return Tickets.LIFETIME;
    }

    /** Takes a ticket in; it can be used once. */
    public Principal redeem(String ticket) {
        Principal principal = tickets.redeem(ticket);
        if (!clock.instant().isBefore(principal.expiresAt())) {
            throw new AccessRefused(Reason.TICKET_INVALID, "The session of the ticket has ended.");
        }
        return present(principal);
    }

    /** Replaces the caller's own password; all other sessions of the user end. */
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
        String hash = PasswordHash.hash(wanted);
        Instant now = clock.instant();
        carried.values().removeIf(over -> over.lastExpiry().isBefore(now));
        // before the change, which is seen at once
        carried.put(principal.session(), new Carried(PasswordHash.mark(hash), now.plus(lifetime)));
        directory.updatePassword(user.name(), hash);
        users.read(user.name());
    }

    private void refuseLocked(String name) {
        long seconds = throttle.lockedSeconds(name);
        if (seconds > 0) {
            throw new AccessRefused(
                    Reason.LOGIN_LOCKED, "Too many failed logins; try again in " + seconds + " s.", seconds);
        }
    }

    private UserRecord check(String name, String password) {
        UserRecord user = users.read(name).orElse(null);
        boolean isRight = PasswordHash.verify(password, user == null ? nobodysHash : user.passwordHash());
        if (user == null || user.isDisabled() || !isRight) {
            throttle.failed(name);
            throw wrongCredentials();
        }
        throttle.succeeded(name);
        return user;
    }

    /** The user as the store has it now; ends the session when it is over. */
    private UserRecord readAgain(Principal principal) {
        UserRecord user = users.read(principal.user()).orElse(null);
        if (user == null || !isGood(principal, user)) {
            end(principal.session());
            throw new AccessRefused(Reason.TOKEN_REVOKED, "The session has ended; log in again.");
        }
        return user;
    }

    private Grant issue(UserRecord user, String session) {
        return tokens.issue(user.name(), user.role(), session, PasswordHash.mark(user.passwordHash()));
    }

    private void end(String session) {
        Instant lastExpiry = clock.instant().plus(lifetime).plusSeconds(1);
        revocations.revoke(session, lastExpiry);
        listeners.forEach(l -> l.onEnded(session));
    }

    /** Looks at the user store no more. */
    @Override
    public void close() {
        users.close();
    }

    private static AccessRefused wrongCredentials() {
        return new AccessRefused(Reason.CREDENTIALS_INVALID, "The user name or the password is wrong.");
    }
}
