package io.ringmain.gateway.testing;

import io.ringmain.gateway.auth.AccountRefused;
import io.ringmain.gateway.auth.Areas;
import io.ringmain.gateway.auth.PasswordHash;
import io.ringmain.gateway.auth.PasswordStanding;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.auth.SessionStore;
import io.ringmain.gateway.auth.UserAccounts;
import io.ringmain.gateway.auth.UserRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** One user a role, named like it, all with {@link #PASSWORD}. */
public final class MemoryUsers implements UserAccounts {
    public static final String PASSWORD = "correct-horse-battery";
    private static final String HASH = PasswordHash.hash(PASSWORD);

    private final Map<String, UserRecord> users = new ConcurrentHashMap<>();
    private final SessionStore sessions = new MemorySessions();
    private final MemoryApiTokens apiTokens = new MemoryApiTokens();
    private final Map<String, PasswordStanding> standings = new ConcurrentHashMap<>();
    private final Map<String, List<String>> former = new ConcurrentHashMap<>();
    private final Map<String, Role> roles = new ConcurrentSkipListMap<>();
    private final ReentrantLock changing = new ReentrantLock();

    public MemoryUsers() {
        for (Role role : Role.BUILT_IN) {
            users.put(role.label(), new UserRecord(role.label(), role, HASH, false));
        }
    }

    public void disable(String name) {
        users.computeIfPresent(name, (n, user) -> record(user, user.role(), user.passwordHash(), true));
    }

    public void changeRole(String name, Role role) {
        users.computeIfPresent(name, (n, user) -> record(user, role, user.passwordHash(), user.isDisabled()));
    }

    /** A user, or another one of that name, with {@link #PASSWORD}. */
    public void put(String name, Role role, String... areas) {
        users.put(name, new UserRecord(name, role, HASH, false, false, Areas.of(List.of(areas))));
    }

    private static UserRecord record(UserRecord user, Role role, String hash, boolean isDisabled) {
        return new UserRecord(user.name(), role, hash, isDisabled, user.mustChange(), user.areas());
    }

    /** The user has to change the password that somebody else has chosen. */
    public void requireChange(String name) {
        users.computeIfPresent(
                name,
                (n, user) ->
                        new UserRecord(n, user.role(), user.passwordHash(), user.isDisabled(), true, user.areas()));
    }

    /** The user's password is as old as that. */
    public void setChangedAt(String name, Instant time) {
        standings.put(name, new PasswordStanding("", time));
    }

    /** The user's password is the one of the first start. */
    public void setFirst(String name) {
        standings.put(
                name, new PasswordStanding(PasswordHash.mark(users.get(name).passwordHash()), Instant.EPOCH));
    }

    @Override
    public SessionStore sessions() {
        return sessions;
    }

    @Override
    public MemoryApiTokens apiTokens() {
        return apiTokens;
    }

    @Override
    public Map<String, PasswordStanding> standings() {
        return Map.copyOf(standings);
    }

    @Override
    public List<String> formerPasswords(String name, int most) {
        return former.getOrDefault(name, List.of()).stream().limit(most).toList();
    }

    @Override
    public List<UserRecord> list() {
        return List.copyOf(users.values());
    }

    @Override
    public Optional<UserRecord> find(String name) {
        return Optional.ofNullable(users.get(name));
    }

    @Override
    public void updatePassword(String name, String passwordHash) {
        UserRecord user = find(name).orElseThrow(() -> new NoSuchElementException(name));
        List<String> hashes = new ArrayList<>(List.of(user.passwordHash()));
        hashes.addAll(former.getOrDefault(name, List.of()));
        former.put(name, hashes);
        standings.remove(name);
        users.put(name, new UserRecord(name, user.role(), passwordHash, user.isDisabled(), false, user.areas()));
    }

    // ---- changes; one after the other ----------------------------------------------------------------------------

    @Override
    public void create(UserRecord user) {
        requireRole(user);
        if (users.putIfAbsent(user.name(), user) != null) {
            throw new AccountRefused(AccountRefused.Reason.NAME_TAKEN, user.name());
        }
    }

    @Override
    public void replace(UserRecord seen, UserRecord wanted) {
        requireRole(wanted);
        change(seen, after -> after.put(seen.name(), wanted));
    }

    @Override
    public void remove(UserRecord seen) {
        change(seen, after -> after.remove(seen.name()));
    }

    private void change(UserRecord seen, Consumer<Map<String, UserRecord>> change) {
        changing.lock();
        try {
            if (!seen.equals(users.get(seen.name()))) {
                throw new AccountRefused(AccountRefused.Reason.STALE, seen.name());
            }
            Map<String, UserRecord> after = new HashMap<>(users);
            change.accept(after);
            UserAccounts.requireAdministrator(users.values(), after.values());
            change.accept(users);
        } finally {
            changing.unlock();
        }
    }

    private void requireRole(UserRecord user) {
        if (role(user.role().label()).isEmpty()) {
            throw new AccountRefused(
                    AccountRefused.Reason.ROLE_UNKNOWN, user.role().label());
        }
    }

    @Override
    public List<Role> customRoles() {
        return List.copyOf(roles.values());
    }

    @Override
    public void createRole(Role role) {
        if (role.isBuiltIn() || roles.putIfAbsent(role.label(), role) != null) {
            throw new AccountRefused(AccountRefused.Reason.NAME_TAKEN, role.label());
        }
    }

    @Override
    public void replaceRole(Role seen, Role wanted) {
        UserAccounts.requireMade(seen);
        if (!roles.replace(seen.label(), seen, wanted)) {
            throw new AccountRefused(AccountRefused.Reason.STALE, seen.label());
        }
        users.replaceAll((name, user) -> user.role().label().equals(seen.label())
                ? new UserRecord(name, wanted, user.passwordHash(), user.isDisabled(), user.mustChange(), user.areas())
                : user);
    }

    @Override
    public void removeRole(Role seen) {
        UserAccounts.requireMade(seen);
        if (users.values().stream().anyMatch(user -> user.role().label().equals(seen.label()))) {
            throw new AccountRefused(AccountRefused.Reason.ROLE_IN_USE, seen.label());
        }
        if (!roles.remove(seen.label(), seen)) {
            throw new AccountRefused(AccountRefused.Reason.STALE, seen.label());
        }
    }
}
