package io.ringmain.gateway.jobs.redis;

import io.ringmain.gateway.jobs.QueueUnavailableException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLParameters;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Connections to a Redis server, made when they are needed; one that was lost is replaced. Nothing is asked twice.
 *
 * <p>Thread: any, several at once; blocks for 3 s at most.
 */
final class RedisServer implements AutoCloseable {
    private static final int CONNECT_MS = 500;
    private static final int ANSWER_MS = 2_000;
    private static final int CONNECTIONS = 8;
    private static final Duration ACQUIRE = Duration.ofMillis(500);

    private final RedisSettings settings;
    private final ConnectionPool pool;

    RedisServer(RedisSettings settings) {
        this.settings = settings;
        GenericObjectPoolConfig<Connection> pooled = new GenericObjectPoolConfig<>();
        pooled.setMaxTotal(CONNECTIONS);
        pooled.setMaxIdle(CONNECTIONS);
        pooled.setMaxWait(ACQUIRE);
        pooled.setTestOnBorrow(true);
        pooled.setJmxEnabled(false);
        pool = new ConnectionPool(new HostAndPort(settings.url().getHost(), settings.port()), client(), pooled);
    }

    private DefaultJedisClientConfig client() {
        DefaultJedisClientConfig.Builder client = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(CONNECT_MS)
                .socketTimeoutMillis(ANSWER_MS)
                .database(settings.database());
        String password = settings.password().read();
        if (!password.isEmpty()) {
            client.password(password);
        }
        if (!settings.user().isEmpty()) {
            client.user(settings.user());
        }
        if (settings.isTls()) {
            SSLParameters named = new SSLParameters();
            named.setEndpointIdentificationAlgorithm("HTTPS");
            client.ssl(true).sslParameters(named);
        }
        return client.build();
    }

    /** @throws QueueUnavailableException when the server is down, or does not do it */
    Object run(Scripts script, List<String> arguments) {
        List<String> command = new ArrayList<>(arguments.size() + 3);
        command.add(script.text());
        command.add("0");
        command.add(settings.prefix());
        command.addAll(arguments);
        try (Connection connection = pool.getResource()) {
            connection.sendCommand(Protocol.Command.EVAL, command.toArray(String[]::new));
            return connection.getOne();
        } catch (JedisException e) {
            throw new QueueUnavailableException("Redis at " + settings + ": " + told(e), e);
        } catch (UncheckedIOException e) {
            throw new QueueUnavailableException(e.getMessage(), e);
        }
    }

    private static String told(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** A text of an answer. */
    static String text(Object answer) {
        return new String((byte[]) answer, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        pool.close();
    }
}
