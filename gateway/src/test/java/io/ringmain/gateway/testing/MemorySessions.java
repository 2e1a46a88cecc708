package io.ringmain.gateway.testing;

import io.ringmain.gateway.auth.SessionRecord;
import io.ringmain.gateway.auth.SessionStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Logins that outlive a server, and no more. */
public final class MemorySessions implements SessionStore {
    private final Map<String, SessionRecord> byId = new ConcurrentHashMap<>();

    @Override
    public void add(SessionRecord session) {
        byId.put(session.id(), session);
    }

    @Override
    public void update(Collection<SessionRecord> sessions) {
        sessions.forEach(session -> byId.replace(session.id(), session));
    }

    @Override
    public void remove(Collection<String> ids) {
        ids.forEach(byId::remove);
    }

    @Override
    public List<SessionRecord> list() {
        return List.copyOf(byId.values());
    }
}
