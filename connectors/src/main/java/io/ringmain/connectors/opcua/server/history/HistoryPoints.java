package io.ringmain.connectors.opcua.server.history;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/** Where each session's history reads go on. Thread: any; those of one session one after the other. */
final class HistoryPoints {
    private final int mostOfASession;
    private final Map<NodeId, Map<ByteString, Page.Reader>> bySession = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong();

    HistoryPoints(int mostOfASession) {
        this.mostOfASession = mostOfASession;
    }

    /** Keeps a point; null when the session has as many as it may. */
    ByteString keep(NodeId session, Page.Reader reader) {
        Map<ByteString, Page.Reader> own = bySession.computeIfAbsent(session, id -> new ConcurrentHashMap<>());
        if (own.size() >= mostOfASession) {
            return null;
        }
        ByteString point = ByteString.of(
                ByteBuffer.allocate(Long.BYTES).putLong(next.incrementAndGet()).array());
        own.put(point, reader);
        return point;
    }

    /** Takes a point away; null when there is none. */
    Page.Reader take(NodeId session, ByteString point) {
        Map<ByteString, Page.Reader> own = bySession.get(session);
        return own == null ? null : own.remove(point);
    }

    /** Forgets those of sessions that are gone. */
    void keepOnly(Set<NodeId> sessions) {
        Iterator<NodeId> known = bySession.keySet().iterator();
        while (known.hasNext()) {
            if (!sessions.contains(known.next())) {
                known.remove();
            }
        }
    }
}
