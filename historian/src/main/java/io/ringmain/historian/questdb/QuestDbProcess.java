package io.ringmain.historian.questdb;

import io.ringmain.core.spi.ProvisionException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The QuestDB server as a child process, on loopback only, with a password of its own for every start. A child that
 * ends by itself is started again; the child of a killed run is ended first.
 *
 * <p>Thread: one keeper thread does everything to the process; {@link #endpoint} and {@link #detail} any. Owns:
 * {@code DIR/questdb} and the process.
 */
final class QuestDbProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QuestDbProcess.class);
    private static final String USER = "ringmain";
    private static final long STOP_MS = 1_500;
    private static final long KILL_MS = 5_000;
    private static final long FIRST_RESTART_MS = 500;
    private static final long LAST_RESTART_MS = 30_000;
    private static final long STEADY_MS = 60_000;

    private final QuestDbSettings settings;
    private final Path folder;
    private final ChildRecord record;
    private final ScheduledExecutorService keeper;
    private volatile Endpoint endpoint;
    private volatile String detail = "starting";
    private volatile long pid;
    private Process process;
    private volatile boolean isClosing;
    private long restartMs = FIRST_RESTART_MS;
    private long startedNs;

    QuestDbProcess(QuestDbSettings settings) {
        this.settings = settings;
        this.folder = settings.dataFolder().resolve("questdb").toAbsolutePath();
        this.record = new ChildRecord(folder);
        this.keeper = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "questdb-keeper");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts the child and returns as soon as it runs; it answers a few seconds later.
     *
     * @throws ProvisionException when the jar, the folder or the port is not as it must be
     */
    void start() {
        if (!Files.isReadable(settings.jar())) {
            throw new ProvisionException("QuestDB's jar is missing: " + settings.jar());
        }
        try {
            keeper.submit(() -> {
                        prepare();
                        if (!isClosing) {
                            launch();
                        }
                        return null;
                    })
                    .get();
        } catch (ExecutionException e) {
            keeper.shutdown();
            if (e.getCause() instanceof ProvisionException provision) {
                throw provision;
            }
            throw new ProvisionException("QuestDB can not be started in " + folder + ": " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            // Whoever interrupts is about to end: a child that starts now would be left behind.
            isClosing = true;
            close();
            Thread.currentThread().interrupt();
            throw new ProvisionException("interrupted while QuestDB was starting", e);
        }
    }

    private void prepare() throws IOException {
        Files.createDirectories(folder.resolve("conf"));
        record.leftOver().ifPresent(child -> {
            LOG.info("Ending QuestDB process {} that an earlier run has left", child.pid());
            end(child);
        });
    }

    private void launch() throws IOException {
        Path temporary = emptied(folder.resolve("tmp"));
        int port = settings.httpPort() == 0 ? freePort() : checkedPort(settings.httpPort());
        byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        String password = HexFormat.of().formatHex(secret);
        writeSecret(folder.resolve("conf/server.conf"), QuestDbConfiguration.server(port, USER, password));
        Files.writeString(folder.resolve("conf/log.conf"), QuestDbConfiguration.LOG);
        Path log = folder.resolve("questdb.log");
        if (Files.exists(log)) {
            Files.move(log, folder.resolve("questdb.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        process = new ProcessBuilder(command(temporary))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        record.write(process.toHandle());
        startedNs = System.nanoTime();
        pid = process.pid();
        endpoint = new Endpoint(URI.create("http://127.0.0.1:" + port), USER, password);
        detail = "process " + process.pid();
        Process started = process;
        started.onExit().thenRun(() -> whenEnded(started));
    }

    private List<String> command(Path temporary) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=io.questdb",
                "-XX:+UseSerialGC",
                "-Xmx" + settings.heapMiB() + "m",
                "-Djava.io.tmpdir=" + temporary,
                "-p",
                settings.jar().toAbsolutePath().toString(),
                "-m",
                "io.questdb/io.questdb.ServerMain",
                "-d",
                folder.toString());
    }

    private void whenEnded(Process ended) {
        try {
            keeper.execute(() -> scheduleRestart(ended));
        } catch (RejectedExecutionException e) {
            // closed in the meantime: it was meant to end
        }
    }

    private void scheduleRestart(Process ended) {
        if (isClosing || ended != process) {
            return;
        }
        boolean wasSteady = System.nanoTime() - startedNs > TimeUnit.MILLISECONDS.toNanos(STEADY_MS);
        restartMs = wasSteady ? FIRST_RESTART_MS : Math.min(2 * restartMs, LAST_RESTART_MS);
        detail = "process " + ended.pid() + " ended with code " + ended.exitValue() + ", see "
                + folder.resolve("questdb.log");
        LOG.warn("QuestDB {}; starting it again in {} ms", detail, restartMs);
        keeper.schedule(this::restart, restartMs, TimeUnit.MILLISECONDS);
    }

    private void restart() {
        if (isClosing) {
            return;
        }
        try {
            launch();
        } catch (IOException | ProvisionException e) {
            detail = "can not be started: " + e.getMessage();
            restartMs = Math.min(2 * restartMs, LAST_RESTART_MS);
            keeper.schedule(this::restart, restartMs, TimeUnit.MILLISECONDS);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static int checkedPort(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return port;
        } catch (IOException e) {
            throw new ProvisionException(
                    "port " + port + " for QuestDB is in use; choose another one in historian.questdb", e);
        }
    }

    /** The server unpacks libraries into its temporary folder and leaves them there when it is killed. */
    private static Path emptied(Path temporary) throws IOException {
        Files.createDirectories(temporary);
        try (Stream<Path> files = Files.list(temporary)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        return temporary;
    }

    private static void writeSecret(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, text);
    }

    /** Where the child answers now; another port after each start when any was allowed. */
    Endpoint endpoint() {
        return endpoint;
    }

    long pid() {
        return pid;
    }

    String detail() {
        return detail;
    }

    private void stop() throws IOException {
        isClosing = true;
        if (process != null) {
            end(process.toHandle());
            record.delete();
            emptied(folder.resolve("tmp"));
        }
    }

    private static void end(ProcessHandle child) {
        child.destroy();
        if (!awaitExit(child, STOP_MS)) {
            child.destroyForcibly();
            awaitExit(child, KILL_MS);
        }
    }

    private static boolean awaitExit(ProcessHandle child, long timeoutMs) {
        try {
            child.onExit().get(timeoutMs, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return !child.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !child.isAlive();
        }
    }

    @Override
    public void close() {
        try {
            keeper.submit(() -> {
                        stop();
                        return null;
                    })
                    .get();
        } catch (ExecutionException e) {
            LOG.warn("QuestDB's folder {} could not be tidied up", folder, e.getCause());
        } catch (RejectedExecutionException e) {
            // never started, or closed before
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            keeper.shutdown();
        }
    }
}
