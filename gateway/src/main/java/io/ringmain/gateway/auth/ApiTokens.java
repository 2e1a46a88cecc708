package io.ringmain.gateway.auth;

import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.auth.AccessRefused.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Tokens for programs: {@code rmt_} and 256 random bits, of which only the SHA-256 is kept. In memory as the store had them
 * at most 2 s ago, as {@code token} in another process changes it unseen.
 *
 * <p>Thread: {@link #verify} and {@link #live} any; everything else a worker, as it goes to the store.
 */
final class ApiTokens {
    static final String PREFIX = "rmt_";
    /** What sessions of tokens begin with; those of logins are UUIDs. */
    static final String SESSION = "token-";

    static final int MOST_OF_A_USER = 50;

    private static final int SECRET_BYTES = 32;
    private static final int LENGTH = PREFIX.length() + 43;
    private static final Duration STORED_AFTER = Duration.ofSeconds(30);

    private record Use(Instant time, String from) {}

    private final ApiTokenStore store;
    private final Clock clock;
    private final Duration longest;
    private final Consumer<String> onEnded;
    private final SecureRandom random = new SecureRandom();
    private final ReentrantLock reading = new ReentrantLock();
    private final Map<String, Use> uses = new ConcurrentHashMap<>();
    private volatile Map<String, ApiTokenRecord> byHash = Map.of();
    private volatile Map<String, ApiTokenRecord> byId = Map.of();

    /**
     * @param longest how long a token may be good for
     * @param onEnded told the session of a token that is gone
     */
    ApiTokens(ApiTokenStore store, Clock clock, Duration longest, Consumer<String> onEnded) {
        this.store = store;
        this.clock = clock;
        this.longest = longest;
        this.onEnded = onEnded;
        refresh();
    }

    /**
     * @param expiresAt null for as late as is allowed
     * @throws AccessRefused when that is too late or past, when the owner has one of that name, or too many
     */
    Access.NewToken make(String owner, String name, Set<Permission> scopes, Areas areas, Instant expiresAt) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant end = expiresAt == null ? now.plus(longest) : expiresAt.truncatedTo(ChronoUnit.MILLIS);
        if (!end.isAfter(now) || end.isAfter(now.plus(longest))) {
            throw new AccessRefused(
                    Reason.EXPIRY_NOT_ALLOWED,
                    "A token has to end in the future, and within " + longest.toDays() + " days.");
        }
        if (of(owner).size() >= MOST_OF_A_USER) {
            throw new AccessRefused(Reason.TOO_MANY_TOKENS, owner + " has " + MOST_OF_A_USER + " tokens already.");
        }
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        ApiTokenRecord kept = new ApiTokenRecord(
                UUID.randomUUID().toString(), owner, name, hash(token), scopes, areas, now, end, Instant.EPOCH, "");
        if (!store.add(kept)) {
            throw new AccessRefused(Reason.TOKEN_EXISTS, owner + " has a token '" + name + "' already.");
        }
        refresh();
        return new Access.NewToken(token, kept);
    }

    static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The token of that text. */
    ApiTokenRecord verify(String token) {
        ApiTokenRecord known = token.length() == LENGTH ? byHash.get(hash(token)) : null;
        if (known == null) {
            throw new AccessRefused(Reason.TOKEN_INVALID, "The token is not accepted: it is none of this server.");
        }
        return requireGood(known);
    }

    /** The token of that session. */
    ApiTokenRecord live(String session) {
        ApiTokenRecord known = byId.get(session.substring(SESSION.length()));
        if (known == null) {
            throw new AccessRefused(Reason.TOKEN_REVOKED, "The token has been revoked.");
        }
        return requireGood(known);
    }

    private ApiTokenRecord requireGood(ApiTokenRecord token) {
        if (!clock.instant().isBefore(token.expiresAt())) {
            throw new AccessRefused(Reason.TOKEN_EXPIRED, "The token has expired.");
        }
        return token;
    }

    void used(String id, String from) {
        uses.put(id, new Use(clock.instant(), from));
    }

    /** False when there is none. */
    boolean revoke(String id) {
        boolean isGone = store.remove(id);
        refresh();
        return isGone;
    }

    /** The token of that id, null when there is none. */
    ApiTokenRecord find(String id) {
        return byId.get(id);
    }

    List<ApiTokenRecord> of(String owner) {
        return list().stream().filter(token -> token.owner().equals(owner)).toList();
    }

    /** All, expired ones too, in the order in which they were made; last uses are those of now. */
    List<ApiTokenRecord> list() {
        return byId.values().stream()
                .sorted(Comparator.comparing(ApiTokenRecord::createdAt).thenComparing(ApiTokenRecord::id))
                .map(this::asUsed)
                .toList();
    }

    private ApiTokenRecord asUsed(ApiTokenRecord token) {
        Use use = uses.get(token.id());
        return use == null
                ? token
                : new ApiTokenRecord(
                        token.id(),
                        token.owner(),
                        token.name(),
                        token.secretHash(),
                        token.scopes(),
                        token.areas(),
                        token.createdAt(),
                        token.expiresAt(),
                        use.time(),
                        use.from());
    }

    /** Takes over what the store has, and tells what is gone. */
    void refresh() {
        reading.lock();
        try {
            Map<String, ApiTokenRecord> hashes = new HashMap<>();
            Map<String, ApiTokenRecord> ids = new HashMap<>();
            store.list().forEach(token -> {
                hashes.put(token.secretHash(), token);
                ids.put(token.id(), token);
            });
            Map<String, ApiTokenRecord> before = byId;
            byHash = hashes;
            byId = ids;
            before.keySet().stream().filter(id -> !ids.containsKey(id)).forEach(this::gone);
        } finally {
            reading.unlock();
        }
    }

    private void gone(String id) {
        uses.remove(id);
        onEnded.accept(SESSION + id);
    }

    /** Stores last uses: all, or those that have waited for a while. */
    void storeUses(boolean isEnd) {
        uses.forEach((id, use) -> {
            ApiTokenRecord token = byId.get(id);
            boolean isDue = token != null
                    && use.time()
                            .isAfter(isEnd ? token.usedAt() : token.usedAt().plus(STORED_AFTER));
            if (isDue) {
                store.used(id, use.time(), use.from());
            }
        });
    }
}
