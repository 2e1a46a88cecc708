package io.ringmain.gateway.config;

import io.ringmain.gateway.auth.OidcSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The section {@code auth.oidc}: an identity provider that may vouch for users. */
final class OidcSection {
    static final List<String> KEYS = List.of(
            "issuer",
            "name",
            "client-id",
            "client-secret-file",
            "redirect-uri",
            "scopes",
            "user-claim",
            "role-claim",
            "roles",
            "longest");

    static final String CALLBACK = "/api/v1/auth/oidc/callback";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final long MINUTE = 60_000_000_000L;
    private static final Duration USUALLY = Duration.ofHours(12);

    private OidcSection() {}

    /** Null when there is none, or a broken one, which is reported. */
    static OidcSettings read(Block auth, Source root) {
        if (!auth.has("oidc")) {
            return null;
        }
        Block block = auth.child("oidc", KEYS);
        String clientId = block.requiredText("client-id");
        URI issuer = address(block, "issuer");
        URI redirect = address(block, "redirect-uri");
        if (redirect != null && !CALLBACK.equals(redirect.getPath())) {
            block.report("redirect-uri", "'" + redirect + "' is not allowed, must end in " + CALLBACK);
        }
        Map<String, String> roles = new LinkedHashMap<>(block.textMap("roles"));
        if (roles.isEmpty() && !block.isBroken("roles")) {
            block.report("roles", "is missing, must name a role for at least one value of the role claim");
        }
        List<String> scopes = block.has("scopes") ? block.texts("scopes") : List.of("openid", "profile");
        if (!scopes.contains("openid") && !block.isBroken("scopes")) {
            block.report("scopes", "must hold openid");
        }
        String secret = block.text("client-secret-file", "");
        Duration longest = Duration.ofNanos(block.durationNs("longest", USUALLY.toNanos(), MINUTE, 30 * 1440 * MINUTE));
        OidcSettings settings = new OidcSettings(
                issuer,
                block.text("name", "single sign-on"),
                clientId,
                secret.isEmpty() ? null : file(block, root, secret),
                redirect,
                scopes,
                block.text("user-claim", "preferred_username"),
                block.text("role-claim", "roles"),
                roles,
                longest);
        return issuer == null || redirect == null ? null : settings;
    }

    private static Path file(Block block, Source root, String text) {
        try {
            return root.folder().resolve(text).normalize();
        } catch (InvalidPathException e) {
            block.report("client-secret-file", "'" + text + "' is not allowed, must be the path of a file");
            return null;
        }
    }

    /** Over TLS, but on the loopback. */
    private static URI address(Block block, String key) {
        String text = block.requiredText(key);
        try {
            URI uri = new URI(text);
            boolean isSafe = "https".equals(uri.getScheme())
                    || "http".equals(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost()));
            if (isSafe && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // told below
        }
        if (!block.isBroken(key) && !text.isEmpty()) {
            block.report(
                    key,
                    "'" + text + "' is not allowed, must be an address such as https://id.example, http on the loopback"
                            + " only");
        }
        return null;
    }
}
