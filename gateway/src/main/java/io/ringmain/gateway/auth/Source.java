package io.ringmain.gateway.auth;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;

/**
 * Where a request comes from.
 *
 * @param address the address, empty when it is not known
 * @param net what counts as one source of many requests: an IPv4 address, or the /64 of an IPv6 one, which is one
 *     customer's. Empty for the loopback, too: whoever comes from there is on this machine, or behind a proxy on it together
 *     with everybody else
 */
public record Source(String address, String net) {
    public static final Source UNKNOWN = new Source("", "");

    private static final int PREFIX_BYTES = 8;

    public static Source of(InetSocketAddress address) {
        InetAddress known = address == null ? null : address.getAddress();
        return known == null ? UNKNOWN : new Source(known.getHostAddress(), net(known));
    }

    private static String net(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return "";
        }
        return address instanceof Inet6Address
                ? HexFormat.ofDelimiter(":").formatHex(address.getAddress(), 0, PREFIX_BYTES) + "::/64"
                : address.getHostAddress();
    }

    /** The way in and the address, as in the audit. */
    public String by(String way) {
        return address.isEmpty() ? way : way + " " + address;
    }
}
