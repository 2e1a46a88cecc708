package io.ringmain.connectors.opcua.server;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.ringmain.connectors.opcua.security.Pki;
import io.ringmain.connectors.opcua.server.history.HistoryService;
import io.ringmain.connectors.opcua.server.space.Commands;
import io.ringmain.connectors.opcua.server.space.JournalGate;
import io.ringmain.connectors.opcua.server.space.NodePart;
import io.ringmain.connectors.opcua.server.space.ServedSite;
import io.ringmain.core.plant.ServedPlant;
import io.ringmain.core.site.SitePlan;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.eclipse.milo.opcua.sdk.server.EndpointConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.servicesets.Service;
import org.eclipse.milo.opcua.sdk.server.servicesets.impl.DefaultSessionServiceSet;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.transport.TransportProfile;
import org.eclipse.milo.opcua.stack.core.types.UaRequestMessageType;
import org.eclipse.milo.opcua.stack.core.types.UaResponseMessageType;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.structured.ActivateSessionRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.BuildInfo;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.ModelChangeStructureDataType;
import org.eclipse.milo.opcua.stack.transport.server.ServiceRequestContext;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransport;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransportConfig;

/**
 * A server that listens, with all that belongs to it. The one place where it is put together and taken apart.
 *
 * <p>Thread: the connector's.
 */
final class ServerAssembly implements AutoCloseable {
    private static final String PRODUCT = "urn:ringmain:product";
    private static final long START_SECONDS = 10;

    private final ServerSettings settings;
    private final int port;
    private final ServerThreads threads;
    private final JournalGate gate;
    private final SiteServer server;
    private final ServedSite site;
    private final List<NodePart> parts = new ArrayList<>();
    private final Sampling sampling;
    private final SiteNamespace namespace;
    private final Pki pki;
    private final Identities identities;
    private final ConnectionGuard.Shared connections = new ConnectionGuard.Shared();
    private final SessionWatch watch;
    private final HistoryService history;
    /** What clients know of. */
    private SitePlan told;

    /**
     * Builds everything but listens not yet; takes a second or two.
     *
     * @param port a free one
     * @param makers the parts of the address space besides the tags
     * @throws IOException when the connector's folder can not be used
     */
    ServerAssembly(
            String name,
            ServerSettings settings,
            int port,
            Path folder,
            ServedPlant served,
            List<ServedSite.PartMaker> makers)
            throws IOException {
        this.settings = settings;
        this.port = port;
        List<String> hosts = hosts(settings);
        Path certificates = folder.resolve("pki");
        pki = Pki.open(certificates, "Ringmain " + name, "urn:" + hosts.get(0) + ":ringmain:" + name, hosts);
        identities = new Identities(
                served.access(), settings.anonymous(), new UserCertificates(certificates.resolve("users")));
        threads = new ServerThreads(name);
        gate = new JournalGate(served.plant());
        server = new SiteServer(config(hosts.get(0)), profile -> transport());
        ServerLimits limits = settings.limits();
        site = new ServedSite(
                served,
                server,
                server.getNamespaceTable().add(ServedSite.URI),
                gate,
                settings.access(),
                new Commands(served.plant(), limits.commands(), limits.commandTimeoutMs()),
                threads.slow());
        parts.add(new TagPart(site, new TagWrites(site.commands())));
        makers.forEach(maker -> parts.add(maker.make(site)));
        NodeAttributes attributes = new NodeAttributes(site, limits.samplingMs());
        // what is sampled is found in the namespace, which hands over what is to be sampled
        SiteNamespace[] self = new SiteNamespace[1];
        sampling = new Sampling(name, site, id -> self[0].node(id), attributes);
        namespace = new SiteNamespace(site, parts, sampling, attributes, limits.queue());
        self[0] = namespace;
        told = served.plant().site();
        watch = new SessionWatch(server, pki);
        history = new HistoryService(
                site,
                namespace::node,
                limits.getMaxNodesPerHistoryReadData().intValue(),
                limits.historyPoints(),
                limits.historyValues());
        addServices(limits);
    }

    private void addServices(ServerLimits limits) {
        String path = settings.path();
        server.serve(path, Service.ATTRIBUTE_WRITE, new WriteService(server, namespace, limits.nodes()));
        server.serve(path, Service.METHOD_CALL, new CallService(server, namespace, limits.nodes()));
        server.serve(path, Service.VIEW_BROWSE, new BrowseService(server, limits.nodes(), limits.references()));
        server.serve(path, Service.SUBSCRIPTION_PUBLISH, new PublishService(server, limits.publishRequests()));
        Turns turns = new Turns(threads.history(), limits.requests());
        server.serve(path, Service.ATTRIBUTE_HISTORY_READ, (context, request) -> history(turns, context, request));
        DefaultSessionServiceSet sessions = new DefaultSessionServiceSet(server);
        server.serve(
                path,
                Service.SESSION_ACTIVATE_SESSION,
                (context, request) -> Deferred.run(
                        threads.slow(), () -> sessions.onActivateSession(context, (ActivateSessionRequest) request)));
    }

    private CompletableFuture<UaResponseMessageType> history(
            Turns turns, ServiceRequestContext context, UaRequestMessageType message) {
        HistoryReadRequest request = (HistoryReadRequest) message;
        try {
            Session session = server.getSessionManager().getSession(context, request.getRequestHeader());
            session.getSessionDiagnostics().getHistoryReadCount().incrementTotalCount();
            session.getSessionDiagnostics().getTotalRequestCount().incrementTotalCount();
            return Deferred.run(turns.of(session.getSessionId()), () -> history.read(session, request));
        } catch (UaException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Names and addresses of this machine as clients know it, the first one that clients are told. */
    private static List<String> hosts(ServerSettings settings) throws IOException {
        Set<String> hosts = new LinkedHashSet<>();
        if (!settings.hostname().isEmpty()) {
            hosts.add(settings.hostname());
        }
        InetAddress address = InetAddress.getByName(settings.address());
        if (address.isAnyLocalAddress()) {
            hosts.add(InetAddress.getLocalHost().getHostName());
        } else {
            hosts.add(settings.address());
        }
        return List.copyOf(hosts);
    }

    private OpcTcpServerTransport transport() {
        ServerLimits limits = settings.limits();
        return new OpcTcpServerTransport(OpcTcpServerTransportConfig.newBuilder()
                .setExecutor(threads.requests())
                .setEventLoop(threads.eventLoop())
                .setHelloDeadline(uint(limits.helloMs()))
                .setChannelPipelineCustomizer(pipeline -> pipeline.addFirst(new ConnectionGuard(
                        connections,
                        limits.connections(),
                        limits.requests(),
                        limits.sessionTimeoutMs() + limits.helloMs())))
                .build());
    }

    private OpcUaServerConfig config(String host) {
        return OpcUaServerConfig.builder()
                .setApplicationName(LocalizedText.english("Ringmain"))
                .setApplicationUri(pki.own().applicationUri())
                .setProductUri(PRODUCT)
                .setBuildInfo(new BuildInfo(PRODUCT, "Ringmain", "Ringmain", "0.1", "1", DateTime.now()))
                .setEndpoints(endpoints(host))
                .setCertificateManager(pki.certificateManager())
                .setIdentityValidator(identities.validator())
                .setLimits(settings.limits())
                .setEncodingLimits(settings.limits().encoding())
                .setExecutor(threads.requests())
                .setScheduledExecutor(threads.scheduler())
                .build();
    }

    private Set<EndpointConfig> endpoints(String host) {
        EndpointConfig.Builder builder = EndpointConfig.newBuilder()
                .setBindAddress(settings.address())
                .setHostname(host)
                .setBindPort(port)
                .setPath(settings.path())
                .setCertificate(pki.own().certificate())
                .setTransportProfile(TransportProfile.TCP_UASC_UABINARY)
                .addTokenPolicies(
                        OpcUaServerConfig.USER_TOKEN_POLICY_USERNAME, OpcUaServerConfig.USER_TOKEN_POLICY_X509);
        if (!settings.anonymous().isEmpty()) {
            builder.addTokenPolicies(OpcUaServerConfig.USER_TOKEN_POLICY_ANONYMOUS);
        }
        Set<EndpointConfig> endpoints = new LinkedHashSet<>();
        for (SecurityPolicy policy : settings.security()) {
            List<MessageSecurityMode> modes = policy == SecurityPolicy.None
                    ? List.of(MessageSecurityMode.None)
                    : List.of(MessageSecurityMode.SignAndEncrypt, MessageSecurityMode.Sign);
            for (MessageSecurityMode mode : modes) {
                endpoints.add(builder.copy()
                        .setSecurityPolicy(policy)
                        .setSecurityMode(mode)
                        .build());
            }
        }
        return endpoints;
    }

    /**
     * Listens.
     *
     * @throws IOException when the port can not be used
     */
    void start() throws IOException {
        Capabilities.fill(server, settings.limits(), site.served().history() != null);
        server.getAddressSpaceManager().register(namespace);
        parts.forEach(NodePart::start);
        sampling.start();
        CompletableFuture<?> started = server.startup();
        try {
            started.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("can not listen: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    Pki pki() {
        return pki;
    }

    Map<String, Long> counts() {
        return Counts.of(
                server, connections, identities.refused() + connections.refused(), watch.ended(), sampling.late());
    }

    /** Where it listens, and who is connected. */
    String detail() {
        return url() + "; " + Counts.clients(server);
    }

    /** To be called twice a second. */
    void look() {
        tellOfChanges();
        watch.look();
        history.keepOnly(server.getSessionManager().getAllSessions().stream()
                .map(Session::getSessionId)
                .collect(Collectors.toSet()));
    }

    /** Tells clients of nodes that have come and gone since the last look. */
    private void tellOfChanges() {
        SitePlan now = site.plant().site();
        SitePlan before = told;
        if (now != before) {
            told = now;
            ModelChangeStructureDataType[] changes = ModelChanges.between(site, before, now);
            if (changes.length > 0) {
                parts.forEach(part -> part.onModelChanged(changes));
            }
        }
    }

    /** The nodes are others now. */
    void reconfigured() {
        sampling.reconfigured();
    }

    String url() {
        return server.getConfig().getEndpoints().iterator().next().getEndpointUrl();
    }

    @Override
    public void close() {
        sampling.close();
        boolean isQuiet = threads.stopTasks();
        parts.forEach(NodePart::close);
        if (isQuiet) {
            // a task that still builds a node would leave half a type in Milo's cache, which all servers share
            server.getAddressSpaceManager().unregister(namespace);
            server.shutdown();
        }
        gate.close();
        threads.close();
    }
}
