package io.ringmain.connectors.opcua.server;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.Session;

/** What a server shows of itself. Thread: any. */
final class Counts {
    private static final String SESSIONS = "Sessions";
    private static final String SUBSCRIPTIONS = "Subscriptions";
    private static final String ITEMS = "Items";
    private static final String REFUSED = "Refused";
    private static final String LATE = "LateSamplings";

    static final List<String> NAMES = List.of(SESSIONS, SUBSCRIPTIONS, ITEMS, REFUSED, LATE);

    private Counts() {}

    static Map<String, Long> of(OpcUaServer server, Identities identities, Sampling sampling) {
        return Map.of(
                SESSIONS, server.getSessionManager().getCurrentSessionCount().longValue(),
                SUBSCRIPTIONS, (long) server.getSubscriptions().size(),
                ITEMS, server.getMonitoredItemCount().get(),
                REFUSED, identities.refused(),
                LATE, sampling.late());
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
