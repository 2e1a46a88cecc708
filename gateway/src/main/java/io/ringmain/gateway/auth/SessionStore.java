package io.ringmain.gateway.auth;

import java.util.Collection;
import java.util.List;

/** Keeps logins over a restart. Thread: any worker, several at once; calls may block on I/O. */
public interface SessionStore {

    void add(SessionRecord session);

    /** What has changed of sessions that are there; others are left out. */
    void update(Collection<SessionRecord> sessions);

    void remove(Collection<String> ids);

    List<SessionRecord> list();
}
