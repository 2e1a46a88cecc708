package io.ringmain.gateway.auth;

import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.auth.AccessRefused.Reason;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logins, tokens and tickets. A session lasts as long as its tokens, its user and the password it began with, and until
 * somebody ends it; its role is the user's present one. A token for a program lasts until it expires or is revoked.
 *
 * <p>Thread: {@link #authenticate}, {@link #present}, {@link #used} and {@link #redeem} any, they take microseconds;
 * everything else a worker, as it hashes or does I/O.
 */
public final class Access implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Access.class);

    private final UserDirectory directory;
    private final PresentUsers users;
    private final Credentials credentials;
    private final Clock clock;
    private final Tokens tokens;
    private final Sessions sessions;
    private final LiveLogins logins;
    private final ApiTokens apiTokens;
    private final Tickets tickets;
    private final List<SessionListener> listeners = new CopyOnWriteArrayList<>();
    private final StoreWatch watch;
    private final OidcLogin oidc;

    /** Takes the key of the tokens from {@code folder}, or makes one there. */
    public Access(UserDirectory directory, Path folder, Clock clock, AccessSettings settings) {
        this.directory = directory;
        this.clock = clock;
        byte[] key = TokenKey.loadOrCreate(folder.resolve("token.key"));
        tokens = new Tokens(key, clock, settings.tokenLifetime());
        tickets = new Tickets(clock);
        users = new PresentUsers(directory, () -> listeners.forEach(SessionListener::onUsersChanged));
        credentials = new Credentials(users, clock, settings);
        sessions = new Sessions(
                directory.sessions(), clock, settings.sessionsPerUser(), settings.idleTimeout(), this::onEnded);
        logins = new LiveLogins(users, sessions);
        apiTokens = new ApiTokens(directory.apiTokens(), clock, settings.apiTokenLifetime(), this::onEnded);
        oidc = settings.oidc() == null ? null : new OidcLogin(settings.oidc(), this, key, clock);
        watch = new StoreWatch("session", () -> {
            sessions.sweep();
            apiTokens.refresh();
            apiTokens.storeUses(false);
        });
    }

    private void onEnded(String session) {
        listeners.forEach(listener -> listener.onEnded(session));
    }

    public void addListener(SessionListener listener) {
        listeners.add(listener);
    }

    public void removeListener(SessionListener listener) {
        listeners.remove(listener);
    }

    /** @param source too many failures from there make it wait */
    public Grant login(String name, String password, Source source) {
        UserRecord user = admit(name, password, source);
        Grant grant = tokens.issue(user.name(), user.role(), UUID.randomUUID().toString(), LiveLogins.mark(user));
        return begin(grant, SessionRecord.Kind.PASSWORD, "", source);
    }

    /**
     * A session for work that the user has asked for before and that looks at pages for them; who begins it ends it. Reads the
     * store.
     *
     * @throws AccessRefused when there is no such user any more, or no rights without another password
     */
    public Grant actFor(String name) {
        UserRecord user = users.read(name).orElse(null);
        if (user == null || user.isDisabled()) {
            throw new AccessRefused(Reason.TOKEN_REVOKED, "There is no user " + name + " any more who may log in.");
        }
        if (isPasswordDue(name)) {
            throw new AccessRefused(
                    Reason.PASSWORD_CHANGE_REQUIRED, "The password has to be changed before anything else.");
        }
        Grant grant = tokens.issue(user.name(), user.role(), UUID.randomUUID().toString(), LiveLogins.mark(user));
        return begin(grant, SessionRecord.Kind.PASSWORD, "", Source.UNKNOWN);
    }

    /** Begins a session of somebody whom an identity provider vouches for, and who is no user of the store. */
    Grant login(String name, Role role, Duration longest, Source source) {
        if (users.read(name).isPresent()) {
            throw new AccessRefused(
                    Reason.OIDC_USER_REFUSED, "There is a user of that name here who logs in with a password.");
        }
        Instant latest = clock.instant().plus(longest);
        Grant grant = tokens.issue(name, role, UUID.randomUUID().toString(), "", latest);
        return begin(grant, SessionRecord.Kind.OIDC, role.label(), source);
    }

    private Grant begin(Grant grant, SessionRecord.Kind kind, String role, Source source) {
        Principal principal = grant.principal();
        Instant now = clock.instant();
        sessions.begin(new SessionRecord(
                principal.session(),
                principal.user(),
                kind,
                role,
                source.by("rest"),
                now,
                now,
                principal.expiresAt(),
                principal.credential()));
        return grant;
    }

    /** Logins by an identity provider; null when there is none. */
    public OidcLogin oidc() {
        return oidc;
    }

    /** The role of that name, built in or made, null when there is none. */
    Role role(String label) {
        return users.role(label);
    }

    /** The user of that name and password; begins no session. */
    UserRecord admit(String name, String password, Source source) {
        return credentials.admit(name, password, source);
    }

    /**
     * Looks once more whether it is the user: the password is right, as at a login, and counts as one when it is wrong.
     *
     * @throws AccessRefused when it is not, and for a token of a program
     */
    public void confirm(Principal principal, String password, Source source) {
        requireLogin(principal);
        admit(principal.user(), password, source);
    }

    /** Whether the user has to change the password before anything else. Thread: any. */
    public boolean isPasswordDue(String name) {
        return credentials.isDue(name);
    }

    /** @throws AccessRefused when the session may do nothing but change the password. Thread: any. */
    public void requireNoDuePassword(Principal principal) {
        if (!principal.isApiToken() && isPasswordDue(principal.user())) {
            throw new AccessRefused(
                    Reason.PASSWORD_CHANGE_REQUIRED, "The password has to be changed before anything else.");
        }
    }

    /** @throws AccessRefused for a token of a program: this is for people who have logged in. Thread: any. */
    public void requireLogin(Principal principal) {
        if (principal.isApiToken()) {
            throw new AccessRefused(Reason.LOGIN_REQUIRED, "An API token may not do this; log in.");
        }
    }

    /** Whether a password of the first start, which stood on a screen or in a log, is still in use. Thread: any. */
    public boolean hasFirstPasswords() {
        return users.hasFirstPasswords();
    }

    /** What is asked of passwords here. */
    public PasswordPolicy passwordPolicy() {
        return credentials.policy();
    }

    /** Users or roles are not as they were: what they may do counts at once. Reads the store. */
    public void usersChanged() {
        users.refresh();
        apiTokens.refresh();
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
        if (token.startsWith(ApiTokens.PREFIX)) {
            return principal(apiTokens.verify(token), "");
        }
        return present(tokens.verify(token));
    }

    /** Notes that the caller has asked for something. Thread: any. */
    public void used(Principal principal) {
        if (principal.isApiToken()) {
            apiTokens.used(principal.session().substring(ApiTokens.SESSION.length()), principal.origin());
        } else {
            sessions.used(principal.session());
        }
    }

    /**
     * The same caller with the present role.
     *
     * @throws AccessRefused when the session has ended, by itself, with its user or with its password
     */
    public Principal present(Principal principal) {
        if (principal.isApiToken()) {
            return principal(apiTokens.live(principal.session()), principal.origin());
        }
        return logins.present(principal);
    }

    private Principal principal(ApiTokenRecord token, String origin) {
        UserRecord owner = users.known(token.owner());
        if (owner == null || owner.isDisabled()) {
            throw new AccessRefused(Reason.TOKEN_REVOKED, "The owner of the token may not log in any more.");
        }
        return new Principal(
                owner.name(),
                owner.role().only(token.scopes()).within(token.areas()),
                ApiTokens.SESSION + token.id(),
                "",
                token.expiresAt(),
                origin);
    }

    /** A token of the same session with a new term and the user's present role. */
    public Grant refresh(Principal principal) {
        requireLogin(principal);
        UserRecord user = logins.readAgain(principal);
        SessionRecord session = logins.session(principal);
        Grant grant = user == null
                ? tokens.issue(principal.user(), logins.role(session, null), session.id(), "", latest(session))
                : tokens.issue(user.name(), user.role(), session.id(), LiveLogins.mark(user));
        Instant expiresAt = grant.principal().expiresAt();
        sessions.extend(principal.session(), expiresAt);
        listeners.forEach(listener -> listener.onExtended(principal.session(), expiresAt));
        return grant;
    }

    /** After that the provider has to be asked again. */
    private Instant latest(SessionRecord session) {
        return oidc == null
                ? session.expiresAt()
                : session.beganAt().plus(oidc.settings().longest());
    }

    public void logout(Principal principal) {
        requireLogin(principal);
        endSession(principal.session());
    }

    /** A one-time ticket for a WebSocket of this session. */
    public String ticket(Principal principal) {
        if (!principal.isApiToken()) {
            logins.readAgain(principal);
        }
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
    public void changePassword(Principal principal, String current, String wanted, Source source) {
        requireLogin(principal);
        UserRecord user = admit(principal.user(), current, source);
        PasswordPolicy policy = credentials.policy();
        policy.requireSuitable(user.name(), wanted);
        policy.requireFresh(
                wanted,
                user.passwordHash(),
                directory.formerPasswords(user.name(), policy.rules().history()));
        String hash = PasswordHash.hash(wanted);
        // before the change, which is seen at once; until then the token's own mark is right
        sessions.carry(principal.session(), PasswordHash.mark(hash));
        directory.updatePassword(user.name(), hash);
        users.refresh();
    }

    /** Sessions that are good, in the order in which they began; of one user, or of all when {@code user} is empty. */
    public List<SessionRecord> sessions(String user) {
        return sessions.list(session -> user.isEmpty() || session.user().equals(user));
    }

    /** The session of that id, null when there is none. Thread: any. */
    public SessionRecord session(String id) {
        return sessions.live(id);
    }

    /** Ends a session: its tokens are refused and its connections close. False when it has ended before. */
    public boolean endSession(String id) {
        return sessions.end(List.of(id)) > 0;
    }

    /** Ends all sessions of a user; answers how many. */
    public int endSessions(String user) {
        return sessions.end(sessions.of(user).stream().map(SessionRecord::id).toList());
    }

    /** A new token for a program, and what is kept of it. */
    public record NewToken(String token, ApiTokenRecord kept) {
        /** Without the token, which belongs into no log. */
        @Override
        public String toString() {
            return kept.toString();
        }
    }

    /**
     * Makes a token that may do what the caller may, within limits.
     *
     * @param expiresAt null for as late as is allowed
     * @throws AccessRefused when the caller may not do one of these, is a program, has one of that name or too many; when
     *     the end is too late or past
     */
    public NewToken makeApiToken(
            Principal caller, String name, Set<Permission> scopes, Areas areas, Instant expiresAt) {
        requireLogin(caller);
        if (users.read(caller.user()).isEmpty()) {
            // it would belong to whoever gets that name here one day
            throw new AccessRefused(
                    Reason.OIDC_USER_REFUSED, "Only users of this site have API tokens, no guests of a provider.");
        }
        for (Permission scope : scopes) {
            if (!caller.may(scope)) {
                throw new AccessRefused(
                        Reason.SCOPE_NOT_ALLOWED,
                        "The role " + caller.role().label() + " may not do this (" + scope.label() + ").");
            }
        }
        return apiTokens.make(caller.user(), name, scopes, areas, expiresAt);
    }

    /** Tokens for programs, expired ones too, in the order in which they were made; of all when {@code owner} is empty. */
    public List<ApiTokenRecord> apiTokens(String owner) {
        return owner.isEmpty() ? apiTokens.list() : apiTokens.of(owner);
    }

    /** The token of that id, null when there is none. Thread: any. */
    public ApiTokenRecord apiToken(String id) {
        return apiTokens.find(id);
    }

    /** Ends a token at once, with its connections. False when there is none. */
    public boolean revokeApiToken(String id) {
        return apiTokens.revoke(id);
    }

    /** Looks at the store no more. */
    @Override
    public void close() {
        watch.close();
        users.close();
        try {
            sessions.flush();
            apiTokens.storeUses(true);
        } catch (RuntimeException e) {
            LOG.warn("Last uses of sessions and tokens could not be stored: {}", e.toString());
        }
    }
}
