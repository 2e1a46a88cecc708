package io.ringmain.gateway.http;

import io.ringmain.gateway.view.Problem;
import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Under which names the server may be called: those of the loopback, the address it is bound to, and the configured
 * ones. A page of another site whose name was made to point here (DNS rebinding) is not served.
 */
final class HostRule {
    private final Set<String> allowed = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));

    HostRule(String address, Collection<String> configured) {
        allowed.add(address.indexOf(':') >= 0 ? "[" + address + "]" : address);
        configured.forEach(host -> allowed.add(host.toLowerCase(Locale.ROOT)));
    }

    /** @throws Problem 421 when the authority is not one of this server */
    void check(String authority) {
        if (!allowed.contains(hostOf(authority))) {
            throw new Problem(
                    421,
                    "host-not-allowed",
                    "This server is not called " + printable(authority)
                            + "; names other than the loopback's have to be configured.");
        }
    }

    /**
     * Whether a page of that origin may open a WebSocket: one that this very server has served.
     *
     * @param isEncrypted whether it is asked over TLS; a page that came without might be anybody's then. The other way round a
     *     server in front may have taken the encryption off
     */
    boolean isSameOrigin(String origin, String authority, boolean isEncrypted) {
        try {
            URI uri = URI.create(origin);
            boolean isWeb = "https".equals(uri.getScheme()) || !isEncrypted && "http".equals(uri.getScheme());
            return isWeb && authority.equalsIgnoreCase(uri.getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String hostOf(String authority) {
        int end = authority.startsWith("[") ? authority.indexOf(']') + 1 : authority.indexOf(':');
        String host = end <= 0 ? authority : authority.substring(0, end);
        String port = end <= 0 ? "" : authority.substring(end);
        boolean isPort = port.isEmpty()
                || port.length() > 1
                        && port.length() <= 6
                        && port.substring(1).chars().allMatch(Character::isDigit);
        return isPort ? host.toLowerCase(Locale.ROOT) : "";
    }

    private static String printable(String text) {
        String shortened = text.length() > 100 ? text.substring(0, 100) : text;
        return shortened.replaceAll("[^\\x21-\\x7E]", "?");
    }
}
