package io.ringmain.historian.questdb;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/**
 * Where a QuestDB server answers HTTP.
 *
 * @param server for example {@code http://127.0.0.1:9000}
 * @param user empty when the server asks for none
 * @param password never shown
 */
record Endpoint(URI server, String user, String password) {

    Endpoint {
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
    }

    boolean isTls() {
        return "https".equals(server.getScheme());
    }

    boolean hasUser() {
        return !user.isEmpty();
    }

    /** Host and port as the ILP client wants them. */
    String address() {
        int port = server.getPort() >= 0 ? server.getPort() : isTls() ? 443 : 9000;
        return server.getHost() + ":" + port;
    }

    /** Value of the Authorization header. */
    String basic() {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return server.toString();
    }
}
