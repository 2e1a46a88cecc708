package io.ringmain.connectors.mqtt;

import io.ringmain.connectors.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Eclipse Mosquitto as Debian packages it, one process for all tests, which knows one user; it ends with the JVM. */
final class Mosquitto {
    private static final Mosquitto INSTANCE = new Mosquitto();

    private final int port = FreePort.find();
    private final int tlsPort = FreePort.find();
    private final Path folder;

    private Mosquitto() {
        try {
            folder = Files.createTempDirectory("ringmain-mosquitto");
            TestCertificates certificates = EmbeddedBroker.certificates();
            Path users = folder.resolve("users");
            Path config = folder.resolve("mosquitto.conf");
            Files.writeString(folder.resolve("password"), "correct horse\n");
            Process made = new ProcessBuilder(
                            "mosquitto_passwd", "-c", "-b", users.toString(), "ringmain", "correct horse")
                    .inheritIO()
                    .start();
            if (!made.waitFor(20, TimeUnit.SECONDS) || made.exitValue() != 0) {
                throw new IllegalStateException("mosquitto_passwd failed");
            }
            Files.writeString(config, """
                    user root
                    persistence false
                    allow_anonymous false
                    password_file %s
                    listener %d 127.0.0.1
                    listener %d 127.0.0.1
                    cafile %s
                    certfile %s
                    keyfile %s
                    """.formatted(
                            users,
                            port,
                            tlsPort,
                            certificates.pem("ca"),
                            certificates.pem("broker"),
                            certificates.key("broker")));
            Process process = new ProcessBuilder(command(), "-c", config.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            Awaitility.await()
                    .pollInSameThread()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> isListening(port) && isListening(tlsPort));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Debian has it where only root's path leads to. */
    private static String command() {
        return List.of("/usr/sbin/mosquitto", "/usr/bin/mosquitto").stream()
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElse("mosquitto");
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    static int port() {
        return INSTANCE.port;
    }

    static int tlsPort() {
        return INSTANCE.tlsPort;
    }

    /** File with the password of the user {@code ringmain}. */
    static String passwordFile() {
        return INSTANCE.folder.resolve("password").toString();
    }
}
