package io.ringmain.perf.opcua;

import io.ringmain.core.spi.AccessControl;
import io.ringmain.core.spi.Permission;
import java.util.Optional;

/** Lets everyone look who does not say who they are. */
final class EveryoneLooks implements AccessControl {

    private record Guest(String role) implements Caller {
        @Override
        public String user() {
            return "";
        }

        @Override
        public boolean may(Permission permission) {
            return permission == Permission.VIEW;
        }

        @Override
        public boolean may(Permission permission, String area) {
            return may(permission);
        }

        @Override
        public boolean isPresent() {
            return true;
        }
    }

    @Override
    public Optional<Caller> login(String user, String password) {
        return Optional.empty();
    }

    @Override
    public Optional<Caller> identified(String user) {
        return Optional.empty();
    }

    @Override
    public Caller anonymous(String role) {
        return new Guest(role);
    }
}
