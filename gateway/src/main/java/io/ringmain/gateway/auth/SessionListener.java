package io.ringmain.gateway.auth;

import java.time.Instant;

/** Hears what becomes of sessions, so that open connections follow. Thread: a worker; must not block. */
public interface SessionListener {

    void onExtended(String session, Instant expiresAt);

    void onEnded(String session);

    /** Some user has another role or password, was disabled or is gone: ask {@link Access#present}. */
    void onUsersChanged();
}
