package io.ringmain.gateway.http;

import io.ringmain.gateway.auth.Access;
import io.ringmain.gateway.view.Problem;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Serves only this machine as long as a password of the first start is in use: it has stood on a screen, and may stand in
 * a log. Thread: any.
 */
final class FirstPasswords {
    private final Access access;

    FirstPasswords(Access access) {
        this.access = access;
    }

    /**
     * @param from where a request comes from
     * @param to where it has arrived
     * @throws Problem 403 when it may not be served yet
     */
    void check(InetSocketAddress from, InetSocketAddress to) {
        if (access.hasFirstPasswords() && !isOfThisMachine(from, to)) {
            throw new Problem(
                    403,
                    "first-passwords-unchanged",
                    "Until the passwords of the first start have been changed, this server answers on its own machine"
                            + " only: log in there and change them, or run './ringmain user passwd NAME --data DIR'.");
        }
    }

    /** Nobody else can have a connection from one of the machine's own addresses to the same one. */
    private static boolean isOfThisMachine(InetSocketAddress from, InetSocketAddress to) {
        InetAddress source = from.getAddress();
        return source != null && (source.isLoopbackAddress() || source.equals(to.getAddress()));
    }
}
