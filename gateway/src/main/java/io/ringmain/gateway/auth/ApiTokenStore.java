package io.ringmain.gateway.auth;

import java.time.Instant;
import java.util.List;

/** Keeps tokens for programs. Thread: any worker, several at once; calls may block on I/O. */
public interface ApiTokenStore {

    /** False when the owner has one of that name. */
    boolean add(ApiTokenRecord token);

    /** False when there is none. */
    boolean remove(String id);

    void used(String id, Instant time, String from);

    List<ApiTokenRecord> list();
}
