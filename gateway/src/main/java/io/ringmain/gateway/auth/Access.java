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
    private final PasswordPolicy policy;
    private final Tokens tokens;
    private final Revocations revocations;
    private final Tickets tickets;
    private final LoginThrottle names;
    private final LoginThrottle sources;
    /** Sessions whose user has changed the password in them, with the mark of the new one. */
    private final Map<String, Carried> carried = new ConcurrentHashMap<>();

    private final List<SessionListener> listeners = new CopyOnWriteArrayList<>();
    /** Checked in place of the hash of a user who does not exist, so that both take the same time. */
    private final String nobodysHash = PasswordHash.hash(new PasswordGenerator().next());

    private record Carried(String credential, Instant lastExpiry) {}

    /** Takes the key of the tokens from {@code folder}, or makes one there. */
    public Access(UserDirectory directory, Path folder, Clock clock, AccessSettings settings) {
        this.directory = directory;
        this.clock = clock;
        lifetime = settings.tokenLifetime();
        policy = new PasswordPolicy(settings.password());
        tokens = new Tokens(TokenKey.loadOrCreate(folder.resolve("token.key")), clock, lifetime);
        revocations = new Revocations(folder.resolve("ended-sessions"), clock);
        tickets = new Tickets(clock);
        Lockout lockout = settings.lockout();
        names = new LoginThrottle(clock, lockout.attempts(), lockout.longest(), lockout.forgetAfter());
        sources = new LoginThrottle(clock, lockout.sourceAttempts(), lockout.longest(), lockout.forgetAfter());
        users = new PresentUsers(directory, () -> listeners.forEach(SessionListener::onUsersChanged));
    }

    public void addListener(SessionListener listener) {
        listeners.add(listener);
    }

    public void removeListener(SessionListener listener) {
        listeners.remove(listener);
    }

    /** @param source where it comes from, see {@link SourceNet}; too many failures from there make it wait */
    public Grant login(String name, String password, String source) {
        UserRecord user = admit(name, password, source);
        return issue(user, UUID.randomUUID().toString());
    }

    /** The user of that name and password; begins no session. */
    UserRecord admit(String name, String password, String source) {
        refuseLocked(name, source);
        return check(name, password, source);
    }

    /** Whether the user has to change the password before anything else. Thread: any. */
    public boolean isPasswordDue(String name) {
        UserRecord user = users.known(name);
        PasswordStanding standing = users.standing(name);
        Duration age = policy.rules().maxAge();
        boolean isOld = !age.isZero() && standing != null && standing.isOlderThan(age, clock.instant());
        return isOld || user != null && user.mustChange();
    }

    /** @throws AccessRefused when the session may do nothing but change the password. Thread: any. */
    public void requireNoDuePassword(Principal principal) {
        if (isPasswordDue(principal.user())) {
            throw new AccessRefused(
                    Reason.PASSWORD_CHANGE_REQUIRED, "The password has to be changed before anything else.");
        }
    }

    /** Whether a password of the first start, which stood on a screen or in a log, is still in use. Thread: any. */
    public boolean hasFirstPasswords() {
        return users.hasFirstPasswords();
    }

    /** What is asked of passwords here. */
    public PasswordPolicy passwordPolicy() {
        return policy;
    }

    /** Users or roles are not as they were: what they may do counts at once. Reads the store. */
    public void usersChanged() {
        users.refresh();
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
    public void changePassword(Principal principal, String current, String wanted, String source) {
        UserRecord user = admit(principal.user(), current, source);
        policy.requireSuitable(user.name(), wanted);
        policy.requireFresh(
                wanted,
                user.passwordHash(),
                directory.formerPasswords(user.name(), policy.rules().history()));
        String hash = PasswordHash.hash(wanted);
        Instant now = clock.instant();
        carried.values().removeIf(over -> over.lastExpiry().isBefore(now));
        // before the change, which is seen at once
        carried.put(principal.session(), new Carried(PasswordHash.mark(hash), now.plus(lifetime)));
        directory.updatePassword(user.name(), hash);
        users.refresh();
    }

    private void refuseLocked(String name, String source) {
        long bySource = source.isEmpty() ? 0 : sources.lockedSeconds(source);
        long seconds = Math.max(names.lockedSeconds(name), bySource);
        if (seconds > 0) {
            throw new AccessRefused(
                    Reason.LOGIN_LOCKED, "Too many failed logins; try again in " + seconds + " s.", seconds);
        }
    }

    private UserRecord check(String name, String password, String source) {
        // longer names are nobody's
        UserRecord user =
                name.length() > MAX_NAME_LENGTH ? null : users.read(name).orElse(null);
        boolean isRight = PasswordHash.verify(password, user == null ? nobodysHash : user.passwordHash());
        if (user == null || user.isDisabled() || !isRight) {
            names.failed(name.length() > MAX_NAME_LENGTH ? name.substring(0, MAX_NAME_LENGTH) : name);
            if (!source.isEmpty()) {
                sources.failed(source);
            }
            throw wrongCredentials();
        }
        // a source is not forgiven: whoever has one account could try the passwords of others for ever
        names.succeeded(name);
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
