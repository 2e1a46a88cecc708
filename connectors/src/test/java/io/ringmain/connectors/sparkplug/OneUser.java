package io.ringmain.connectors.sparkplug;

import io.ringmain.core.spi.AccessControl;
import io.ringmain.core.spi.Permission;
import java.util.Optional;

/** One user who may write, and nobody else. */
public record OneUser(String name) implements AccessControl {

    @Override
    public Optional<Caller> login(String user, String password) {
        return Optional.empty();
    }

    @Override
    public Optional<Caller> identified(String user) {
        return user.equals(name) ? Optional.of(caller(user, true)) : Optional.empty();
    }

    @Override
    public Caller anonymous(String role) {
        return caller("", false);
    }

    private static Caller caller(String user, boolean isWriting) {
        return new Caller() {
            @Override
            public String user() {
                return user;
            }

            @Override
            public String role() {
                return "operator";
            }

            @Override
            public boolean may(Permission permission) {
                return isWriting && permission == Permission.WRITE;
            }

            @Override
            public boolean may(Permission permission, String area) {
                return may(permission);
            }

            @Override
            public boolean isPresent() {
                return isWriting;
            }
        };
    }
}
