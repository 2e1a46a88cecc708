package io.ringmain.gateway.auth;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Talks to the identity provider: what it says of itself, its keys, and codes for tokens. Follows no redirect, takes bounded
 * answers, and waits for a bounded time.
 *
 * <p>Thread: any worker, several at once; blocks for {@link #PATIENCE} at most for each question.
 */
final class OidcProvider {
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration KNOWN_FOR = Duration.ofHours(1);
    /** A token with a key that is not known may be a forged one: the keys are not asked for each. */
    private static final Duration KEYS_AT_LEAST_FOR = Duration.ofSeconds(10);

    private static final int MAX_ANSWER = 256 * 1024;
    private static final String WELL_KNOWN = ".well-known/openid-configuration";

    private final OidcSettings settings;
    private final Clock clock;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final ReentrantLock asking = new ReentrantLock();
    private Metadata metadata;
    private Instant metadataAt = Instant.MIN;
    private JWKSet keys;
    private Instant keysAt = Instant.MIN;

    /** What is needed of the provider's description of itself. */
    record Metadata(URI authorization, URI token, URI keys, boolean isIssuerInAnswers, boolean isSecretInBody) {}

    OidcProvider(OidcSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    Metadata metadata() {
        asking.lock();
        try {
            if (metadata == null || metadataAt.plus(KNOWN_FOR).isBefore(clock.instant())) {
                metadata = read();
                metadataAt = clock.instant();
            }
            return metadata;
        } finally {
            asking.unlock();
        }
    }

    private Metadata read() {
        String issuer = settings.issuer().toString();
        Map<String, Object> said =
                json(get(URI.create(issuer.endsWith("/") ? issuer + WELL_KNOWN : issuer + "/" + WELL_KNOWN)));
        if (!issuer.equals(said.get("issuer"))) {
            throw unavailable("it says that it is another issuer: " + said.get("issuer"), null);
        }
        Object methods = said.get("token_endpoint_auth_methods_supported");
        boolean isInBody = methods instanceof List<?> list
                && !list.contains("client_secret_basic")
                && list.contains("client_secret_post");
        return new Metadata(
                endpoint(said, "authorization_endpoint"),
                endpoint(said, "token_endpoint"),
                endpoint(said, "jwks_uri"),
                Boolean.TRUE.equals(said.get("authorization_response_iss_parameter_supported")),
                isInBody);
    }

    /** Where the issuer is spoken to over TLS nothing of it is spoken to without. */
    private URI endpoint(Map<String, Object> said, String key) {
        try {
            URI uri = URI.create(String.valueOf(said.get(key)));
            if (uri.getHost() != null && settings.issuer().getScheme().equals(uri.getScheme())) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw unavailable("its " + key + " is no address like that of the issuer: " + said.get(key), null);
    }

    /** @param isUnknown whether one was asked for that is not among those that are known */
    JWKSet keys(boolean isUnknown) {
        URI place = metadata().keys();
        asking.lock();
        try {
            Duration good = isUnknown ? KEYS_AT_LEAST_FOR : KNOWN_FOR;
            if (keys == null || keysAt.plus(good).isBefore(clock.instant())) {
                keys = JWKSet.parse(get(place));
                keysAt = clock.instant();
            }
            return keys;
        } catch (ParseException e) {
            throw unavailable("its keys can not be read", e);
        } finally {
            asking.unlock();
        }
    }

    /**
     * The ID token for a code; null when the provider does not take the code.
     *
     * @param verifier what the challenge of the login was made of
     */
    String idToken(String code, String verifier) {
        Metadata known = metadata();
        Map<String, String> form = new TreeMap<>(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                settings.redirectUri().toString(),
                "code_verifier",
                verifier,
                "client_id",
                settings.clientId()));
        HttpRequest.Builder request =
                request(known.token()).header("Content-Type", "application/x-www-form-urlencoded");
        String secret = secret();
        if (!secret.isEmpty() && known.isSecretInBody()) {
            form.put("client_secret", secret);
        } else if (!secret.isEmpty()) {
            String both = encoded(settings.clientId()) + ":" + encoded(secret);
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
        }
        String body = form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
        HttpResponse<InputStream> answer =
                send(request.POST(HttpRequest.BodyPublishers.ofString(body)).build());
        if (answer.statusCode() == 400) {
            text(answer);
            return null;
        }
        Object token = json(requireOk(known.token(), answer)).get("id_token");
        if (!(token instanceof String idToken)) {
            throw unavailable("it answered a code without an ID token", null);
        }
        return idToken;
    }

    private String secret() {
        if (settings.secretFile() == null) {
            return "";
        }
        try {
            return Files.readString(settings.secretFile())
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip();
        } catch (IOException e) {
            throw unavailable("the file with this site's secret can not be read: " + settings.secretFile(), e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String get(URI uri) {
        return requireOk(uri, send(request(uri).GET().build()));
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(PATIENCE).header("Accept", "application/json");
    }

    private HttpResponse<InputStream> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw unavailable(request.uri() + " can not be reached (" + e + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("the server is being stopped", e);
        }
    }

    private String requireOk(URI uri, HttpResponse<InputStream> answer) {
        String text = text(answer);
        if (answer.statusCode() != 200) {
            throw unavailable(uri + " answers " + answer.statusCode(), null);
        }
        return text;
    }

    private String text(HttpResponse<InputStream> answer) {
        try (InputStream body = answer.body()) {
            byte[] bytes = body.readNBytes(MAX_ANSWER + 1);
            if (bytes.length > MAX_ANSWER) {
                throw unavailable("it answers more than " + MAX_ANSWER + " bytes", null);
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unavailable("its answer broke off (" + e + ")", e);
        }
    }

    private Map<String, Object> json(String text) {
        try {
            return JSONObjectUtils.parse(text);
        } catch (ParseException e) {
            throw unavailable("its answer is no JSON object", e);
        }
    }

    private OidcUnavailableException unavailable(String why, Throwable cause) {
        return new OidcUnavailableException("The identity provider " + settings.issuer() + ": " + why + ".", cause);
    }
}
