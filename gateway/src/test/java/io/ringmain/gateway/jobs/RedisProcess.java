package io.ringmain.gateway.jobs;

import static org.awaitility.Awaitility.await;

import io.ringmain.gateway.jobs.redis.RedisSettings;
import io.ringmain.historian.sql.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** Debian's redis-server as a process of the test, on a free port of the loopback, with an append-only file. */
public final class RedisProcess implements AutoCloseable {
    /** Only where the profile {@code servers} says that there is one. */
    public static final boolean IS_THERE =
            System.getProperty("ringmain.redis.servers", "").contains("redis");

    private static final Duration START = Duration.ofSeconds(60);

    private final Path folder;
    private final int port;
    private Process process;

    public RedisProcess() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            folder = Files.createTempDirectory("ringmain-redis");
            port = free.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        start();
    }

    /** Starts it, again if it was stopped, and waits until it has loaded what it had. */
    public void start() {
        try {
            process = new ProcessBuilder(
                            "redis-server",
                            "--port",
                            Integer.toString(port),
                            "--bind",
                            "127.0.0.1",
                            "--dir",
                            folder.toString(),
                            "--appendonly",
                            "yes",
                            "--appendfsync",
                            "always",
                            "--save",
                            "")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("redis.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        await().atMost(START).until(this::answers);
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write("PING\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return socket.getInputStream().read() == '+';
        } catch (IOException e) {
            return false;
        }
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public URI url() {
        return URI.create("redis://127.0.0.1:" + port + "/0");
    }

    /** A queue of its own. */
    public RedisSettings settings() {
        return settings("test:" + UUID.randomUUID() + ":");
    }

    public RedisSettings settings(String prefix) {
        return new RedisSettings(url(), "", Secret.none(), prefix);
    }

    @Override
    public void close() {
        kill();
    }
}
