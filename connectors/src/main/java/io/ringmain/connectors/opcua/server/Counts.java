package io.ringmain.connectors.opcua.server;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.Session;

/** What a server shows of itself. Thread: any. */
final class Counts {
    private static final String CONNECTIONS = "Connections";
    private static final String SESSIONS = "Sessions";
    private static final String SUBSCRIPTIONS = "Subscriptions";
    private static final String ITEMS = "Items";
    private static final String REFUSED = "Refused";
    private static final String ENDED = "Ended";
    private static final String LATE = "LateSamplings";

    static final List<String> NAMES = List.of(CONNECTIONS, SESSIONS, SUBSCRIPTIONS, ITEMS, REFUSED, ENDED, LATE);

    private Counts() {}

    static Map<String, Long> of(
            OpcUaServer server, ConnectionGuard.Shared connections, long refused, long ended, long lateSamplings) {
        return Map.of(
                CONNECTIONS,
                (long) connections.open(),
                SESSIONS,
                server.getSessionManager().getCurrentSessionCount().longValue(),
                SUBSCRIPTIONS,
                (long) server.getSubscriptions().size(),
                ITEMS,
                server.getMonitoredItemCount().get(),
                REFUSED,
                refused,
                ENDED,
                ended,
                LATE,
                lateSamplings);
    }

    /** Who is connected, in a line. */
    static String clients(OpcUaServer server) {
        TreeSet<String> clients = new TreeSet<>();
        for (Session session : server.getSessionManager().getAllSessions()) {
            String address = session.getClientAddress() == null
                    ? "?"
                    : session.getClientAddress().getHostAddress();
            clients.add(session.getSessionName() + " (" + address + ")");
        }
        return clients.isEmpty() ? "no clients" : String.join(", ", clients);
    }
}
