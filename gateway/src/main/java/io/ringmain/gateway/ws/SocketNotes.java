package io.ringmain.gateway.ws;

import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.trail.AuditNote;
import io.ringmain.gateway.trail.AuditTrail;
import io.ringmain.gateway.view.Problem;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Set;

/**
 * Notes what a connection was refused: commands that did not come into the ring, what its user may not do, and messages that
 * no client of good will sends. Commands that did are on record themselves.
 *
 * <p>Thread: the hub's.
 */
final class SocketNotes {
    private static final Set<String> HARMLESS = Set.of("sub", "unsub");
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    private final AuditTrail trail;
    private final InetSocketAddress address;

    SocketNotes(AuditTrail trail, InetSocketAddress address) {
        this.trail = trail;
        this.address = address;
    }

    /**
     * @param who null before hello
     * @param request null when the message was none
     */
    void refused(Principal who, Request request, Problem problem) {
        String op = request == null ? "message" : request.opOrNone();
        boolean isHarmless =
                HARMLESS.contains(op) && (problem.status() == BAD_REQUEST || problem.status() == NOT_FOUND);
        if (!isHarmless) {
            note(who, "ws." + op, request == null ? "" : request.target(), problem.code());
        }
    }

    /** The connection is ended for what came over it. */
    void ended(Principal who, CloseCode code) {
        note(who, "ws.close", "", code.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private void note(Principal who, String action, String target, String code) {
        boolean isKnown = address != null && address.getAddress() != null;
        String origin = isKnown ? "ws " + address.getAddress().getHostAddress() : "ws";
        trail.note(AuditNote.refused(who == null ? "" : who.user(), action, target, origin, code));
    }
}
