package io.ringmain.connectors.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.netty.channel.nio.NioEventLoopGroup;
import io.ringmain.connectors.opcua.security.Pki;
import io.ringmain.connectors.testing.FreePort;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.server.EndpointConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.identity.AnonymousIdentityValidator;
import org.eclipse.milo.opcua.sdk.server.identity.CompositeValidator;
import org.eclipse.milo.opcua.sdk.server.identity.UsernameIdentityValidator;
import org.eclipse.milo.opcua.sdk.server.identity.X509IdentityValidator;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.transport.TransportProfile;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.UserTokenType;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransport;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransportConfig;

/** A server of Milo with the policies and modes that a test wants, and what every server has in its address space. */
final class SecureServer implements AutoCloseable {
    static final String URI = "urn:ringmain:test:server";

    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
    private final NioEventLoopGroup eventLoop = new NioEventLoopGroup(1);
    private final Pki pki;
    private final int port;
    private final OpcUaServer server;

    private SecureServer(Path folder, int port, boolean isNoneOffered, X509Certificate user) {
        this.port = port;
        pki = Pki.open(folder, "server", URI, List.of("127.0.0.1"));
        Set<EndpointConfig> endpoints = new HashSet<>();
        for (SecurityPolicy policy : SecuritySettings.CURRENT) {
            endpoints.add(endpoint(policy, MessageSecurityMode.Sign, ""));
            endpoints.add(endpoint(policy, MessageSecurityMode.SignAndEncrypt, ""));
        }
        endpoints.add(endpoint(SecurityPolicy.None, MessageSecurityMode.None, isNoneOffered ? "" : "/discovery"));
        server = new OpcUaServer(
                OpcUaServerConfig.builder()
                        .setApplicationName(LocalizedText.english("test"))
                        .setApplicationUri(URI)
                        .setProductUri(URI)
                        .setEndpoints(endpoints)
                        .setCertificateManager(pki.certificateManager())
                        .setIdentityValidator(new CompositeValidator(
                                AnonymousIdentityValidator.INSTANCE,
                                new UsernameIdentityValidator(
                                        challenge -> challenge.getUsername().equals("operator")
                                                && challenge.getPassword().equals("s3cret")),
                                new X509IdentityValidator(certificate -> certificate.equals(user))))
                        .setExecutor(executor)
                        .setScheduledExecutor(scheduler)
                        .build(),
                profile -> new OpcTcpServerTransport(OpcTcpServerTransportConfig.newBuilder()
                        .setExecutor(executor)
                        .setEventLoop(eventLoop)
                        .setHelloDeadline(uint(5_000))
                        .build()));
    }

    /** Of every policy that is current with both modes, and None where that is asked for. */
    static SecureServer start(Path folder, boolean isNoneOffered, X509Certificate user) {
        return start(folder, FreePort.find(), isNoneOffered, user);
    }

    static SecureServer start(Path folder, int port, boolean isNoneOffered, X509Certificate user) {
        SecureServer made = new SecureServer(folder, port, isNoneOffered, user);
        try {
            made.server.startup().get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return made;
    }

    private EndpointConfig endpoint(SecurityPolicy policy, MessageSecurityMode mode, String path) {
        String encrypted = SecurityPolicy.Basic256Sha256.getUri();
        return EndpointConfig.newBuilder()
                .setBindAddress("127.0.0.1")
                .setBindPort(port)
                .setCertificate(() -> pki.own().certificate())
                .setHostname("a-name-that-only-the-server-knows")
                .setPath("/test" + path)
                .setSecurityPolicy(policy)
                .setSecurityMode(mode)
                .setTransportProfile(TransportProfile.TCP_UASC_UABINARY)
                .addTokenPolicies(
                        OpcUaServerConfig.USER_TOKEN_POLICY_ANONYMOUS,
                        policy == SecurityPolicy.None
                                ? new UserTokenPolicy(
                                        "readable", UserTokenType.UserName, null, null, SecurityPolicy.None.getUri())
                                : new UserTokenPolicy("name", UserTokenType.UserName, null, null, encrypted),
                        new UserTokenPolicy("certificate", UserTokenType.Certificate, null, null, encrypted))
                .build();
    }

    Pki pki() {
        return pki;
    }

    int port() {
        return port;
    }

    String url() {
        return "opc.tcp://127.0.0.1:" + port + "/test";
    }

    OpcUaServer milo() {
        return server;
    }

    @Override
    public void close() {
        try {
            server.shutdown().get(5, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            executor.shutdownNow();
            scheduler.shutdownNow();
            eventLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }
}
