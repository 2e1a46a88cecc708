package io.ringmain.gateway.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The logins that are good, in memory, and behind it in the store: what is not here has ended, whatever its tokens say. A
 * user has a bounded number; a further login ends the one that was not used for longest.
 *
 * <p>Thread: {@link #live} and {@link #used} any; everything else a worker, as it writes to the store.
 */
final class Sessions {
    /** Uses are stored so late at most; what a crash loses of them matters to nobody. */
    private static final Duration STORED_AFTER = Duration.ofSeconds(30);

    private final SessionStore store;
    private final Clock clock;
    private final int mostOfAUser;
    private final Duration idle;
    private final Consumer<String> onEnded;
    private final Map<String, SessionRecord> byId = new ConcurrentHashMap<>();
    private final Map<String, Instant> storedUse = new ConcurrentHashMap<>();

    /**
     * @param idle time without use after which a session ends, zero for none
     * @param onEnded told the ids of sessions that end before their time
     */
    Sessions(SessionStore store, Clock clock, int mostOfAUser, Duration idle, Consumer<String> onEnded) {
        this.store = store;
        this.clock = clock;
        this.mostOfAUser = mostOfAUser;
        this.idle = idle;
        this.onEnded = onEnded;
        store.list().forEach(this::keep);
    }

    private void keep(SessionRecord session) {
        byId.put(session.id(), session);
        storedUse.put(session.id(), session.usedAt());
    }

    void begin(SessionRecord session) {
        List<SessionRecord> own = new ArrayList<>(of(session.user()));
        store.add(session);
        keep(session);
        own.sort(Comparator.comparing(SessionRecord::usedAt));
        int tooMany = own.size() + 1 - mostOfAUser;
        if (tooMany > 0) {
            end(own.subList(0, tooMany).stream().map(SessionRecord::id).toList());
        }
    }

    /** The session, null when it has ended. */
    SessionRecord live(String id) {
        SessionRecord session = byId.get(id);
        return session == null || isOver(session, clock.instant()) ? null : session;
    }

    private boolean isOver(SessionRecord session, Instant now) {
        return !now.isBefore(session.expiresAt()) || isIdle(session, now);
    }

    private boolean isIdle(SessionRecord session, Instant now) {
        return !idle.isZero() && !now.isBefore(session.usedAt().plus(idle));
    }

    /** Notes that a request has come in the session. */
    void used(String id) {
        Instant now = clock.instant();
        byId.computeIfPresent(id, (same, session) -> session.usedAt().isBefore(now) ? session.used(now) : session);
    }

    void extend(String id, Instant expiresAt) {
        change(id, byId.computeIfPresent(id, (same, session) -> session.until(expiresAt)));
    }

    /** The session goes with another password from now on. */
    void carry(String id, String credential) {
        change(id, byId.computeIfPresent(id, (same, session) -> session.with(credential)));
    }

    private void change(String id, SessionRecord changed) {
        if (changed != null) {
            store.update(List.of(changed));
            storedUse.put(id, changed.usedAt());
        }
    }

    /** Ends those that there are of these; answers how many. */
    int end(Collection<String> ids) {
        List<String> known = ids.stream().filter(byId::containsKey).toList();
        try {
            // from here on they are refused, also when the store is down
            known.forEach(this::forget);
            if (!known.isEmpty()) {
                store.remove(known);
            }
        } finally {
            known.forEach(onEnded);
        }
        return known.size();
    }

    private void forget(String id) {
        byId.remove(id);
        storedUse.remove(id);
    }

    List<SessionRecord> of(String user) {
        return list(session -> session.user().equals(user));
    }

    /** Those that are good and wanted, in the order in which they began. */
    List<SessionRecord> list(Predicate<SessionRecord> wanted) {
        Instant now = clock.instant();
        return byId.values().stream()
                .filter(session -> !isOver(session, now))
                .filter(wanted)
                .sorted(Comparator.comparing(SessionRecord::beganAt).thenComparing(SessionRecord::id))
                .toList();
    }

    /** Ends what is over, and stores uses. */
    void sweep() {
        Instant now = clock.instant();
        end(byId.values().stream()
                .filter(session -> isOver(session, now))
                .map(SessionRecord::id)
                .toList());
        store(session -> !session.usedAt().isBefore(storedAt(session).plus(STORED_AFTER)));
    }

    /** Stores all uses, as nothing follows any more. */
    void flush() {
        store(session -> session.usedAt().isAfter(storedAt(session)));
    }

    private Instant storedAt(SessionRecord session) {
        return storedUse.getOrDefault(session.id(), Instant.EPOCH);
    }

    private void store(Predicate<SessionRecord> isDue) {
        List<SessionRecord> due = byId.values().stream().filter(isDue).toList();
        if (!due.isEmpty()) {
            store.update(due);
            due.forEach(session -> storedUse.replace(session.id(), session.usedAt()));
        }
    }
}
