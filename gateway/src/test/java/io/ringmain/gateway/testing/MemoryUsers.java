package io.ringmain.gateway.testing;

import io.ringmain.gateway.auth.Areas;
import io.ringmain.gateway.auth.PasswordHash;
import io.ringmain.gateway.auth.PasswordStanding;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.auth.UserDirectory;
import io.ringmain.gateway.auth.UserRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One user a role, named like it, all with {@link #PASSWORD}. */
public final class MemoryUsers implements UserDirectory {
    public static final String PASSWORD = "correct-horse-battery";
    private static final String HASH = PasswordHash.hash(PASSWORD);

    private final Map<String, UserRecord> users = new ConcurrentHashMap<>();
    private final Map<String, PasswordStanding> standings = new ConcurrentHashMap<>();
    private final Map<String, List<String>> former = new ConcurrentHashMap<>();

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
}
