package io.ringmain.gateway.auth;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An identity provider that may vouch for users.
 *
 * @param issuer as the provider names itself; over TLS, but on the loopback
 * @param name for the button of the login page
 * @param clientId what this site is called there
 * @param secretFile file whose first line is the secret of this site there; null for a public client
 * @param redirectUri where browsers come back to, ending in {@code /api/v1/auth/oidc/callback}
 * @param scopes what is asked for
 * @param userClaim claim that names the user
 * @param roleClaim claim with one text or several; dots lead into objects
 * @param roles role here for values of that claim, the first that fits counts; who has none of them does not get in
 * @param longest how long a session may last before the provider is asked again
 */
public record OidcSettings(
        URI issuer,
        String name,
        String clientId,
        Path secretFile,
        URI redirectUri,
        List<String> scopes,
        String userClaim,
        String roleClaim,
        Map<String, String> roles,
        Duration longest) {}
