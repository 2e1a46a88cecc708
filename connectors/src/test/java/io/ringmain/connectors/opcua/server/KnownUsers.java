package io.ringmain.connectors.opcua.server;

import io.ringmain.core.spi.AccessControl;
import io.ringmain.core.spi.Permission;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Users of a test, whose password is their name backwards. Thread: any. */
public final class KnownUsers implements AccessControl {
    private static final Map<String, Set<Permission>> ROLES = Map.of(
            "administrator", EnumSet.allOf(Permission.class),
            "operator", EnumSet.of(Permission.VIEW, Permission.WRITE, Permission.ACKNOWLEDGE, Permission.SHELVE),
            "guest", EnumSet.of(Permission.VIEW));

    private final Map<String, String> roles = new ConcurrentHashMap<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Map<String, Set<String>> areas = new ConcurrentHashMap<>();

    public KnownUsers user(String name, String role) {
        roles.put(name, role);
        return this;
    }

    /** One who may change things in these areas only. */
    public KnownUsers user(String name, String role, Set<String> limit) {
        areas.put(name, limit);
        return user(name, role);
    }

    /** Refusals that were to be put on record. */
    public List<String> told() {
        return List.copyOf(told);
    }

    public void remove(String name) {
        roles.remove(name);
    }

    private final class Known implements Caller {
        private final String name;

        Known(String name) {
            this.name = name;
        }

        @Override
        public String user() {
            return name;
        }

        @Override
        public String role() {
            return roles.getOrDefault(name, "");
        }

        @Override
        public boolean may(Permission permission) {
            return ROLES.getOrDefault(role(), Set.of()).contains(permission);
        }

        @Override
        public boolean may(Permission permission, String area) {
            Set<String> limit = areas.get(name);
            return may(permission) && (limit == null || permission == Permission.VIEW || limit.contains(area));
        }

        @Override
        public boolean isPresent() {
            return roles.containsKey(name);
        }

        @Override
        public void refused(String action, String target, String origin, String code) {
            told.add(String.join(" | ", name, action, target, origin, code));
        }
    }

    @Override
    public Optional<Caller> login(String user, String password) {
        boolean isRight = new StringBuilder(user).reverse().toString().equals(password);
        return isRight ? identified(user) : Optional.empty();
    }

    @Override
    public Optional<Caller> login(String user, String password, String origin) {
        Optional<Caller> caller = login(user, password);
        if (caller.isEmpty()) {
            refused(user, origin, "wrong");
        }
        return caller;
    }

    @Override
    public void refused(String user, String origin, String code) {
        told.add(String.join(" | ", user, "login", origin, code));
    }

    @Override
    public Optional<Caller> identified(String user) {
        return roles.containsKey(user) ? Optional.of(new Known(user)) : Optional.empty();
    }

    @Override
    public Caller anonymous(String role) {
        return user("anonymous-" + role, role).identified("anonymous-" + role).orElseThrow();
    }
}
