package io.ringmain.gateway.auth;

import com.nimbusds.jwt.JWTClaimsSet;
import io.ringmain.gateway.auth.AccessRefused.Reason;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Logins by an identity provider: Authorization Code flow with PKCE, state and nonce. What belongs to a login under way is
 * with its browser, sealed; here is nothing that could be filled up. A role comes from the provider's claims and this site's
 * table; who has none does not get in, and nobody takes the name of a user of the store.
 *
 * <p>Thread: any worker of its own, as it asks the provider.
 */
public final class OidcLogin {
    /** How long somebody may take at the provider. */
    public static final Duration PATIENCE = Duration.ofMinutes(10);
    /** How long the page may take to fetch its token. */
    public static final Duration PICK_UP = Duration.ofMinutes(1);

    private static final int MOST_WAITING = 1_000;
    private static final int BYTES = 32;
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

    private record Waiting(Grant grant, Instant until) {}

    private final OidcSettings settings;
    private final Access access;
    private final Clock clock;
    private final OidcProvider provider;
    private final IdTokens idTokens;
    private final SealedText seal;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

    /** What a browser is sent away with. */
    public record Departure(URI to, String cookie) {}

    OidcLogin(OidcSettings settings, Access access, byte[] key, Clock clock) {
        this.settings = settings;
        this.access = access;
        this.clock = clock;
        provider = new OidcProvider(settings, clock);
        idTokens = new IdTokens(settings, provider, clock);
        seal = new SealedText(key, "oidc login");
    }

    public OidcSettings settings() {
        return settings;
    }

    /** Sends a browser to the provider. */
    public Departure begin() {
        String state = secret();
        String nonce = secret();
        String verifier = secret();
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", settings.clientId());
        query.put("redirect_uri", settings.redirectUri().toString());
        query.put("scope", String.join(" ", settings.scopes()));
        query.put("state", state);
        query.put("nonce", nonce);
        query.put("code_challenge", encoded(sha256(verifier)));
        query.put("code_challenge_method", "S256");
        String authorization = provider.metadata().authorization().toString();
        String to = query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", authorization.indexOf('?') < 0 ? "?" : "&", ""));
        long until = clock.instant().plus(PATIENCE).getEpochSecond();
        return new Departure(
                URI.create(authorization + to),
                seal.seal(String.join(" ", state, nonce, verifier, Long.toString(until))));
    }

    /**
     * Takes a browser back and begins a session.
     *
     * @param cookie what it was sent away with
     * @param issuer what the answer says of its issuer, empty when it says nothing
     * @param error what the provider says is wrong, empty when nothing is
     * @param source where the browser is
     * @return under which the page gets its token, once
     */
    public String finish(String cookie, String state, String code, String issuer, String error, Source source) {
        List<String> login = seal.open(cookie)
                .map(text -> List.of(text.split(" ")))
                .filter(parts -> parts.size() == 4)
                .orElseThrow(OidcLogin::unknownLogin);
        boolean isLate = clock.instant().getEpochSecond() >= Long.parseLong(login.get(3));
        if (isLate || !isSame(login.get(0), state)) {
            throw unknownLogin();
        }
        boolean isMixedUp =
                !issuer.isEmpty() && !issuer.equals(settings.issuer().toString());
        if (isMixedUp || issuer.isEmpty() && provider.metadata().isIssuerInAnswers()) {
            throw new AccessRefused(Reason.OIDC_REFUSED, "Another identity provider has answered.");
        }
        if (!error.isEmpty() || code.isEmpty()) {
            String said = error.isEmpty() ? "nothing" : error.replaceAll("[^a-z0-9_]", "?");
            throw new AccessRefused(Reason.OIDC_REFUSED, "The identity provider did not let you in: " + said + ".");
        }
        String idToken = provider.idToken(code, login.get(2));
        if (idToken == null) {
            throw new AccessRefused(Reason.OIDC_REFUSED, "The identity provider does not take its code.");
        }
        JWTClaimsSet claims = idTokens.verify(idToken, login.get(1));
        return keep(access.login(user(claims), role(claims), settings.longest(), source));
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static AccessRefused unknownLogin() {
        return new AccessRefused(
                Reason.OIDC_REFUSED, "This answer belongs to no login that this browser has begun here; begin again.");
    }

    private String user(JWTClaimsSet claims) {
        Object name = claims.getClaim(settings.userClaim());
        boolean isUnverified =
                settings.userClaim().equals("email") && !Boolean.TRUE.equals(claims.getClaim("email_verified"));
        if (!(name instanceof String text) || !USER.matcher(text).matches() || isUnverified) {
            throw new AccessRefused(
                    Reason.OIDC_USER_REFUSED,
                    "The provider's claim " + settings.userClaim() + " names no user that can be one here.");
        }
        return text;
    }

    private Role role(JWTClaimsSet claims) {
        Collection<String> values = texts(claims.getClaims(), settings.roleClaim());
        for (Map.Entry<String, String> entry : settings.roles().entrySet()) {
            Role role = values.contains(entry.getKey()) ? access.role(entry.getValue()) : null;
            if (role != null) {
                return role;
            }
        }
        throw new AccessRefused(
                Reason.OIDC_USER_REFUSED, "The identity provider gives you nothing that stands for a role here.");
    }

    /** A text or several under that name; dots lead into objects, unless there is a claim with dots in its name. */
    private static Collection<String> texts(Map<?, ?> claims, String path) {
        Object found = claims.get(path);
        int dot = path.indexOf('.');
        if (found == null && dot > 0 && claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner) {
            return texts(inner, path.substring(dot + 1));
        }
        List<String> texts = new ArrayList<>();
        if (found instanceof String text) {
            texts.add(text);
        } else if (found instanceof Collection<?> many) {
            many.stream().filter(String.class::isInstance).forEach(one -> texts.add((String) one));
        }
        return texts;
    }

    private String keep(Grant grant) {
        Instant now = clock.instant();
        waiting.values().removeIf(other -> other.until().isBefore(now));
        if (waiting.size() >= MOST_WAITING) {
            access.endSession(grant.principal().session());
            throw new AccessRefused(Reason.LOGIN_LOCKED, "Too many logins at once.", PICK_UP.toSeconds());
        }
        String pickUp = secret();
        waiting.put(pickUp, new Waiting(grant, now.plus(PICK_UP)));
        return pickUp;
    }

    /** The grant of a login that has been finished; once. */
    public Grant pickUp(String name) {
        Waiting kept = waiting.remove(name);
        if (kept == null || kept.until().isBefore(clock.instant())) {
            throw new AccessRefused(Reason.TICKET_INVALID, "There is no login to be picked up; log in again.");
        }
        return kept.grant();
    }

    private String secret() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return encoded(bytes);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
