package io.ringmain.connectors.opcua.server;

import io.ringmain.connectors.opcua.security.Pki;
import io.ringmain.core.spi.AccessControl;
import io.ringmain.core.spi.Permission;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.identity.Identity;
import org.eclipse.milo.opcua.sdk.server.items.BaseMonitoredItem;
import org.eclipse.milo.opcua.sdk.server.items.DataItem;
import org.eclipse.milo.opcua.sdk.server.items.EventItem;
import org.eclipse.milo.opcua.sdk.server.subscriptions.Subscription;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends sessions whose user is no longer let in, or whose certificate is no longer trusted, and clears away subscriptions that
 * nobody has taken over.
 *
 * <p>Thread: the connector's.
 */
final class SessionWatch {
    private static final Logger LOG = LoggerFactory.getLogger(SessionWatch.class);

    private final OpcUaServer server;
    private final Pki pki;
    private final CertificateValidator validator;
    /** By session the version of the trust list that its certificate was checked against. */
    private Map<NodeId, Integer> checked = Map.of();

    private volatile long ended;

    SessionWatch(OpcUaServer server, Pki pki) {
        this.server = server;
        this.pki = pki;
        validator = pki.validator(Pki.Peer.CLIENT, false);
    }

    void look() {
        int version = pki.trust().version();
        Map<NodeId, Integer> present = new HashMap<>();
        for (Session session : server.getSessionManager().getAllSessions()) {
            NodeId id = session.getSessionId();
            // a new one is checked again: the trust may have been taken away between its connecting and this look
            boolean isChecked = Integer.valueOf(version).equals(checked.get(id));
            if (isUnwelcome(session) || !isChecked && !isTrusted(session)) {
                LOG.info(
                        "session {} is ended: its user or its certificate is no longer let in",
                        session.getSessionName());
                ended = ended + 1;
                server.getSessionManager().killSession(id, true);
            } else {
                present.put(id, version);
            }
        }
        checked = present;
        clearAbandoned();
    }

    /** Sessions that were ended. Thread: any. */
    long ended() {
        return ended;
    }

    /** A session that has not said yet who it is for is left alone. */
    private static boolean isUnwelcome(Session session) {
        Identity identity = session.getIdentity();
        return identity != null
                && identity.getUserData() instanceof AccessControl.Caller who
                && !(who.isPresent() && who.may(Permission.VIEW));
    }

    private boolean isTrusted(Session session) {
        List<X509Certificate> chain = session.getSecurityConfiguration().getClientCertificateChain();
        if (chain == null || chain.isEmpty()) {
            return true; // without security nobody has a certificate
        }
        try {
            validator.validateCertificateChain(
                    chain, session.getClientDescription().getApplicationUri(), null);
            return true;
        } catch (UaException e) {
            return false;
        }
    }

    /**
     * A subscription outlives its session so that another one can take it over. When nobody has and its time is up, Milo
     * forgets to take it from the books, with all its items.
     */
    private void clearAbandoned() {
        Set<Session> present = new HashSet<>(server.getSessionManager().getAllSessions());
        for (Subscription subscription : List.copyOf(server.getSubscriptions().values())) {
            boolean isOver = subscription.getLifetimeCounter() < 1 && !present.contains(subscription.getSession());
            if (isOver && server.getSubscriptions().remove(subscription.getId()) != null) {
                clear(subscription.deleteSubscription());
            }
        }
    }

    private void clear(List<BaseMonitoredItem<?>> items) {
        List<DataItem> data = new ArrayList<>();
        List<EventItem> events = new ArrayList<>();
        for (BaseMonitoredItem<?> item : items) {
            if (item instanceof DataItem dataItem) {
                data.add(dataItem);
            } else if (item instanceof EventItem eventItem) {
                events.add(eventItem);
            }
        }
        if (!data.isEmpty()) {
            server.getAddressSpaceManager().onDataItemsDeleted(data);
        }
        if (!events.isEmpty()) {
            server.getAddressSpaceManager().onEventItemsDeleted(events);
        }
        server.getMonitoredItemCount().addAndGet(-items.size());
    }
}
