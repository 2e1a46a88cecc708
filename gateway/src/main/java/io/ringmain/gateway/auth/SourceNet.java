package io.ringmain.gateway.auth;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;

/**
 * What counts as one source of requests: an IPv4 address, or the /64 of an IPv6 one, which is one customer's. The loopback
 * is none: whoever comes from there is on this machine, or behind a proxy on it together with everybody else.
 */
public final class SourceNet {
    /** That of what has no source of its own. */
    public static final String UNKNOWN = "";

    private static final int PREFIX_BYTES = 8;

    private SourceNet() {}

    public static String of(InetSocketAddress address) {
        InetAddress known = address == null ? null : address.getAddress();
        if (known == null || known.isLoopbackAddress()) {
            return UNKNOWN;
        }
        return known instanceof Inet6Address
                ? HexFormat.ofDelimiter(":").formatHex(known.getAddress(), 0, PREFIX_BYTES) + "::/64"
                : known.getHostAddress();
    }
}
