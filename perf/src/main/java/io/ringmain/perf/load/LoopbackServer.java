package io.ringmain.perf.load;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.ringmain.perf.SuiteFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.milo.opcua.sdk.server.EndpointConfig;
import org.eclipse.milo.opcua.sdk.server.ManagedNamespaceWithLifecycle;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfigLimits;
import org.eclipse.milo.opcua.sdk.server.identity.AnonymousIdentityValidator;
import org.eclipse.milo.opcua.stack.core.security.DefaultCertificateManager;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.transport.TransportProfile;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.structured.BuildInfo;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransport;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransportConfig;

/**
 * An OPC UA server on loopback, without security, that serves one namespace. It samples as often as a client of ours may ask.
 *
 * <p>Thread: one owner; Milo's serve.
 */
public final class LoopbackServer implements AutoCloseable {
    /** What our connector may ask for. */
    public static final int INTERVAL_MS = 10;

    private static final String HOST = "127.0.0.1";
    private static final String PATH = "/field";
    private static final long PATIENCE_S = 5;

    private final int port = freePort();
    private final EventLoopGroup eventLoop = new NioEventLoopGroup(1, threads());
    private final ThreadPoolExecutor executor =
            new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads());
    private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1, threads());
    private final OpcUaServer server;
    private final ManagedNamespaceWithLifecycle namespace;

    public LoopbackServer(Function<OpcUaServer, ? extends ManagedNamespaceWithLifecycle> served) {
        scheduler.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        server = new OpcUaServer(
                config(),
                profile -> new OpcTcpServerTransport(OpcTcpServerTransportConfig.newBuilder()
                        .setExecutor(executor)
                        .setEventLoop(eventLoop)
                        .build()));
        namespace = served.apply(server);
        namespace.startup();
        try {
            server.startup().get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (Exception e) {
            close();
            throw new SuiteFailedException(endpoint() + " can not be served: " + e);
        }
    }

    private static int freePort() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getByName(HOST), 0));
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ThreadFactory threads() {
        return task -> {
            Thread thread = new Thread(task, "field-server");
            thread.setDaemon(true);
            return thread;
        };
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
                .setApplicationName(LocalizedText.english("field"))
                .setApplicationUri("urn:ringmain:perf:field")
                .setProductUri("urn:ringmain:perf")
                .setBuildInfo(new BuildInfo("urn:ringmain:perf", "Ringmain", "field", "1", "1", DateTime.now()))
                .setEndpoints(Set.of(endpoint))
                .setCertificateManager(new DefaultCertificateManager(new MemoryCertificateQuarantine()))
                .setIdentityValidator(AnonymousIdentityValidator.INSTANCE)
                .setLimits(new Limits())
                .setExecutor(executor)
                .setScheduledExecutor(scheduler)
                .build();
    }

    public String endpoint() {
        return "opc.tcp://" + HOST + ":" + port + PATH;
    }

    @Override
    public void close() {
        // first Milo's tasks, as they may still build what the shutdown takes away under them
        scheduler.shutdownNow();
        executor.shutdown();
        try {
            executor.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        namespace.shutdown();
        server.shutdown();
        eventLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }

    private static final class Limits implements OpcUaServerConfigLimits {
        @Override
        public Double getMinPublishingInterval() {
            return (double) INTERVAL_MS;
        }

        @Override
        public Double getMinSupportedSampleRate() {
            return (double) INTERVAL_MS;
        }

        @Override
        public UInteger getMaxSessions() {
            return uint(10);
        }
    }
}
