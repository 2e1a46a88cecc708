package io.ringmain.gateway.testing;

import io.ringmain.gateway.auth.ApiTokenRecord;
import io.ringmain.gateway.auth.ApiTokenStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tokens for programs that outlive a server, and no more. */
public final class MemoryApiTokens implements ApiTokenStore {
    private final Map<String, ApiTokenRecord> byId = new ConcurrentHashMap<>();

    @Override
    public boolean add(ApiTokenRecord token) {
        boolean isTaken = byId.values().stream()
                .anyMatch(other ->
                        other.owner().equals(token.owner()) && other.name().equals(token.name()));
        return !isTaken && byId.put(token.id(), token) == null;
    }

    @Override
    public boolean remove(String id) {
        return byId.remove(id) != null;
    }

    @Override
    public void used(String id, Instant time, String from) {
        byId.computeIfPresent(
                id,
                (same, token) -> new ApiTokenRecord(
                        id,
                        token.owner(),
                        token.name(),
                        token.secretHash(),
                        token.scopes(),
                        token.areas(),
                        token.createdAt(),
                        token.expiresAt(),
                        time,
                        from));
    }

    @Override
    public List<ApiTokenRecord> list() {
        return List.copyOf(byId.values());
    }
}
