package io.ringmain.connectors.opcua.server.space;

import io.ringmain.core.spi.AccessControl;
import io.ringmain.core.spi.Permission;
import io.ringmain.core.tag.Quality;
import java.net.InetAddress;
import java.util.Collection;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.identity.Identity;

/**
 * Whoever stands behind a request. The server itself, which looks at nodes to describe them, may do everything.
 *
 * <p>Thread: any, immutable.
 */
public final class Caller {
    /** The server itself. */
    public static final Caller SERVER = new Caller(null, true, "");

    private static final Caller NOBODY = new Caller(null, false, "");

    private final AccessControl.Caller who;
    private final boolean isServer;
    private final String origin;

    private Caller(AccessControl.Caller who, boolean isServer, String origin) {
        this.who = who;
        this.isServer = isServer;
        this.origin = origin;
    }

    /** The user of a session; without a session it is the server, without a user nobody, who may do nothing. */
    public static Caller of(Session session) {
        if (session == null) {
            return SERVER;
        }
        Identity identity = session.getIdentity();
        if (identity == null || !(identity.getUserData() instanceof AccessControl.Caller who)) {
            return NOBODY;
        }
        return new Caller(who, false, origin(session));
    }

    public boolean may(Permission permission) {
        return isServer || who != null && who.may(permission);
    }

    /** Whether that may be done to what belongs to all of these process areas. */
    public boolean may(Permission permission, Collection<String> areas) {
        return isServer || who != null && who.may(permission, areas);
    }

    public boolean isServer() {
        return isServer;
    }

    /** The name that commands carry. */
    public String user() {
        return who == null ? "" : who.user();
    }

    /**
     * Puts on record what they were refused without a command.
     *
     * @param status what they were told
     */
    public void refused(String action, String target, long status) {
        if (who != null) {
            who.refused(action, target, origin, Quality.name((int) status));
        }
    }

    /** The way in and the address of a session. */
    public static String origin(Session session) {
        InetAddress address = session.getClientAddress();
        return address == null ? "opcua" : "opcua " + address.getHostAddress();
    }

    /** The way in and the address, for {@link io.ringmain.core.ring.Command#origin}. */
    public String origin() {
        return origin;
    }
}
