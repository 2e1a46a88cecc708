package io.ringmain.gateway.jobs.redis;

import io.ringmain.historian.sql.Secret;
import java.net.URI;

/**
 * Where the queue is.
 *
 * @param url {@code redis://host:port/database}, or {@code rediss://} for TLS
 * @param user empty for the default one
 * @param prefix of all keys, so that several sites can share a server
 */
public record RedisSettings(URI url, String user, Secret password, String prefix) {
    static final int USUAL_PORT = 6379;

    int port() {
        return url.getPort() < 0 ? USUAL_PORT : url.getPort();
    }

    boolean isTls() {
        return "rediss".equals(url.getScheme());
    }

    int database() {
        String path = url.getPath() == null ? "" : url.getPath().replace("/", "");
        return path.isEmpty() ? 0 : Integer.parseInt(path);
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return url.getScheme() + "://" + url.getHost() + ":" + port() + "/" + database();
    }
}
