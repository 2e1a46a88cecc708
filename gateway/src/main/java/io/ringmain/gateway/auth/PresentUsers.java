package io.ringmain.gateway.auth;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The users as the store had them at most 2 s ago, in memory: whoever checks a token must not wait for the store, and
 * {@code user passwd} in another process changes it unseen.
 *
 * <p>Thread: {@link #known} any; {@link #read} a worker; looks at the store in a thread of its own.
 */
final class PresentUsers implements AutoCloseable {

    private final UserDirectory directory;
    private final Runnable onChange;
    /** Held while the store is read and the map follows, so that an older answer never replaces a newer one. */
    private final ReentrantLock reading = new ReentrantLock();

    private final StoreWatch watch;
    private volatile Map<String, UserRecord> byName = Map.of();
    private volatile Map<String, PasswordStanding> standings = Map.of();
    private volatile Map<String, Role> madeRoles = Map.of();
    private volatile boolean hasFirstPasswords;

    /** @param onChange called in the watching thread, or in that of {@link #read}, when a user is not as before */
    PresentUsers(UserDirectory directory, Runnable onChange) {
        this.directory = directory;
        this.onChange = onChange;
        readAll();
        watch = new StoreWatch("user", this::refresh);
    }

    /** The user as last read, null when there is none. */
    UserRecord known(String name) {
        return byName.get(name);
    }

    /** What is known of the user's password, null when nothing is. */
    PasswordStanding standing(String name) {
        return standings.get(name);
    }

    /** Whether somebody still has the password that was made at the first start. */
    boolean hasFirstPasswords() {
        return hasFirstPasswords;
    }

    /** The role of that name, built in or made, null when there is none. */
    Role role(String label) {
        return Role.ofLabel(label).orElse(madeRoles.get(label));
    }

    /** Everything as the store has it now. */
    void refresh() {
        if (readAll()) {
            onChange.run();
        }
    }

    /** The user as the store has it now. */
    Optional<UserRecord> read(String name) {
        boolean isChanged;
        Optional<UserRecord> present;
        reading.lock();
        try {
            present = directory.find(name);
            isChanged = !present.equals(Optional.ofNullable(byName.get(name)));
            if (isChanged) {
                Map<String, UserRecord> next = new HashMap<>(byName);
                next.remove(name);
                present.ifPresent(user -> next.put(name, user));
                publish(next);
            }
        } finally {
            reading.unlock();
        }
        if (isChanged) {
            onChange.run();
        }
        return present;
    }

    /** Whether anything is not as before. */
    private boolean readAll() {
        reading.lock();
        try {
            Map<String, UserRecord> next = new HashMap<>();
            directory.list().forEach(user -> next.put(user.name(), user));
            standings = directory.standings();
            Map<String, Role> roles = new HashMap<>();
            directory.customRoles().forEach(role -> roles.put(role.label(), role));
            boolean isChanged = !next.equals(byName) || !roles.equals(madeRoles);
            madeRoles = roles;
            publish(next);
            return isChanged;
        } finally {
            reading.unlock();
        }
    }

    private void publish(Map<String, UserRecord> next) {
        byName = next;
        hasFirstPasswords = standings.entrySet().stream().anyMatch(entry -> {
            UserRecord user = next.get(entry.getKey());
            return user != null && entry.getValue().isFirstOf(user);
        });
    }

    @Override
    public void close() {
        watch.close();
    }
}
