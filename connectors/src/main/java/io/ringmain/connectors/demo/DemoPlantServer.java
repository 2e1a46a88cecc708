package io.ringmain.connectors.demo;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.ringmain.core.spi.ProvisionException;
import io.ringmain.core.tag.Quality;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.milo.opcua.sdk.server.EndpointConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.identity.AnonymousIdentityValidator;
import org.eclipse.milo.opcua.stack.core.security.DefaultCertificateManager;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.transport.TransportProfile;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.structured.BuildInfo;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransport;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransportConfig;

/**
 * Serves a {@link DemoPlant} over OPC UA on 127.0.0.1, without security and for anonymous clients: it is a toy for the
 * same machine. A server is started and closed once; make another one with the same plant and port to bring it back.
 *
 * <p>Thread: {@link #start} and {@link #close} by one; steps by its own thread, or in {@link Pace#MANUAL} by the caller
 * of {@link #step}. Owns: the plant from start to close.
 */
public final class DemoPlantServer implements AutoCloseable {
    static final double MIN_SAMPLING_MS = 50;

    private static final String HOST = "127.0.0.1";
    private static final String PATH = "/ringmain-demo";
    private static final long STEP_NS = (long) (DemoPlant.STEP_S * 1e9);
    /** After a pause of the process (a debugger, a suspended laptop) the plant goes on instead of catching up. */
    private static final int MOST_STEPS_BEHIND = 40;

    private static final int MOST_PENDING_WRITES = 10_000;
    /** 1601-01-01 to 1970-01-01 in units of 100 ns. */
    private static final long EPOCH_DIFFERENCE = 116_444_736_000_000_000L;

    /** Milo reschedules its sampling until it is shut down, which comes after the end of its threads. */
    private static final RejectedExecutionHandler AFTER_CLOSE = new ThreadPoolExecutor.DiscardPolicy();

    /** How the plant's time passes. */
    public enum Pace {
        /** A second a second. */
        REAL_TIME,
        /** Only by {@link DemoPlantServer#step}. */
        MANUAL
    }

    private record Write(int index, Object value) {}

    private final DemoPlant plant;
    private final Pace pace;
    private final int port;
    private final Queue<Write> writes = new ArrayBlockingQueue<>(MOST_PENDING_WRITES);
    private final Object[] shown;
    private final int[] shownStatus;
    private final EventLoopGroup eventLoop;
    private final ExecutorService executor;
    private final ScheduledExecutorService scheduler;
    private OpcUaServer server;
    private PlantNamespace namespace;
    private Thread runner;
    private long baseEpochNs;
    private long baseStep;
    private volatile boolean isClosing;

    /** @param port TCP port on 127.0.0.1, 0 for a free one */
    public DemoPlantServer(DemoPlant plant, int port, Pace pace) {
        this.plant = plant;
        this.pace = pace;
        this.port = available(port);
        shown = new Object[plant.variables().size()];
        shownStatus = new int[shown.length];
        ThreadFactory threads = threads("demo-plant-opcua-");
        eventLoop = new NioEventLoopGroup(1, threads);
        executor = new ThreadPoolExecutor(4, 4, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads, AFTER_CLOSE);
        scheduler = new ScheduledThreadPoolExecutor(1, threads, AFTER_CLOSE);
    }

    /** A running server in real time; throws {@link ProvisionException} when the port is occupied. */
    public static DemoPlantServer start(DemoPlant plant, int port) {
        return new DemoPlantServer(plant, port, Pace.REAL_TIME).start();
    }

    /** @throws ProvisionException when the port is occupied */
    static void requireFree(int port) {
        available(port);
    }

    /** Milo does not say why a bind has failed, so the port is tried first. */
    private static int available(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new ProvisionException(
                    "demo plant: port " + port + " of " + HOST + " can not be used (" + e.getMessage()
                            + "); choose another one or end what listens there",
                    e);
        }
    }

    private static ThreadFactory threads(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    public DemoPlantServer start() {
        server = new OpcUaServer(
                config(),
                profile -> new OpcTcpServerTransport(OpcTcpServerTransportConfig.newBuilder()
                        .setExecutor(executor)
                        .setEventLoop(eventLoop)
                        .setHelloDeadline(uint(5_000))
                        .build()));
        namespace = new PlantNamespace(server, plant.variables(), this::write);
        namespace.startup();
        Instant now = Instant.now();
        baseEpochNs = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        baseStep = plant.steps();
        show();
        try {
            server.startup().get(5, TimeUnit.SECONDS);
        } catch (Exception e) {
            close();
            throw new ProvisionException("demo plant: " + endpointUrl() + " can not be served: " + e.getMessage(), e);
        }
        if (pace == Pace.REAL_TIME) {
            runner = new Thread(this::run, "demo-plant");
            runner.setDaemon(true);
            runner.start();
        }
        return this;
    }

    private OpcUaServerConfig config() {
        EndpointConfig endpoint = EndpointConfig.newBuilder()
                .setBindAddress(HOST)
                .setHostname(HOST)
                .setBindPort(port)
                .setPath(PATH)
                .setSecurityPolicy(SecurityPolicy.None)
                .setSecurityMode(MessageSecurityMode.None)
                .setTransportProfile(TransportProfile.TCP_UASC_UABINARY)
                .addTokenPolicies(OpcUaServerConfig.USER_TOKEN_POLICY_ANONYMOUS)
                .build();
        return OpcUaServerConfig.builder()
                .setApplicationName(LocalizedText.english("Ringmain demo plant"))
                .setApplicationUri("urn:ringmain:demo-plant:server")
                .setProductUri("urn:ringmain:demo-plant:product")
                .setBuildInfo(new BuildInfo(
                        "urn:ringmain:demo-plant:product", "Ringmain", "Demo plant", "0.1", "1", DateTime.now()))
                .setEndpoints(Set.of(endpoint))
                .setCertificateManager(new DefaultCertificateManager(new MemoryCertificateQuarantine()))
                .setIdentityValidator(AnonymousIdentityValidator.INSTANCE)
                .setLimits(new ServerLimits())
                .setEncodingLimits(ServerLimits.ENCODING)
                .setExecutor(executor)
                .setScheduledExecutor(scheduler)
                .build();
    }

    private void run() {
        long start = System.nanoTime();
        long done = 0;
        while (!isClosing) {
            long due = (System.nanoTime() - start) / STEP_NS;
            if (due - done > MOST_STEPS_BEHIND) {
                start += (due - done - 1) * STEP_NS;
                baseEpochNs += (due - done - 1) * STEP_NS;
                due = done + 1;
            }
            while (done < due && !isClosing) {
                step(1);
                done++;
            }
            LockSupport.parkNanos(start + (done + 1) * STEP_NS - System.nanoTime());
        }
    }

    /** Moves the plant by so many steps of {@link DemoPlant#STEP_S} and shows each to the clients. */
    public void step(int steps) {
        for (int i = 0; i < steps; i++) {
            for (Write write = writes.poll(); write != null; write = writes.poll()) {
                plant.write(write.index(), write.value());
            }
            plant.step();
            show();
        }
    }

    private void show() {
        DateTime sourceTime =
                new DateTime((baseEpochNs + (plant.steps() - baseStep) * STEP_NS) / 100 + EPOCH_DIFFERENCE);
        for (int i = 0; i < shown.length; i++) {
            Object value = plant.value(i);
            int status = plant.statusCode(i);
            if (status != shownStatus[i] || !value.equals(shown[i])) {
                shown[i] = value;
                shownStatus[i] = status;
                namespace.show(i, value, status, sourceTime);
            }
        }
    }

    /** A write takes effect at the next step; its checks are answered at once. Thread: Milo's. */
    private int write(int index, Object value) {
        int status = plant.check(index, value);
        if (status != Quality.GOOD) {
            return status;
        }
        return writes.offer(new Write(index, value)) ? Quality.GOOD : Quality.BAD_RESOURCE_UNAVAILABLE;
    }

    public int port() {
        return port;
    }

    public String endpointUrl() {
        return endpointUrl(port);
    }

    static String endpointUrl(int port) {
        return "opc.tcp://" + HOST + ":" + port + PATH;
    }

    public DemoPlant plant() {
        return plant;
    }

    @Override
    public void close() {
        if (isClosing) {
            return;
        }
        isClosing = true;
        if (runner != null) {
            LockSupport.unpark(runner);
        }
        // first Milo's tasks, as they may still build what the shutdown takes away under them
        scheduler.shutdownNow();
        executor.shutdown();
        awaitThreads();
        if (namespace != null) {
            namespace.shutdown();
        }
        if (server != null) {
            server.shutdown();
        }
        eventLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }

    private void awaitThreads() {
        try {
            if (runner != null) {
                runner.join(1_000);
            }
            if (!executor.awaitTermination(1, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
