package io.ringmain.connectors.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import io.netty.channel.nio.NioEventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.milo.opcua.sdk.core.AccessLevel;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.EndpointConfig;
import org.eclipse.milo.opcua.sdk.server.ManagedNamespaceWithLifecycle;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfigLimits;
import org.eclipse.milo.opcua.sdk.server.identity.AnonymousIdentityValidator;
import org.eclipse.milo.opcua.sdk.server.items.DataItem;
import org.eclipse.milo.opcua.sdk.server.items.MonitoredItem;
import org.eclipse.milo.opcua.sdk.server.model.objects.BaseEventTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.sdk.server.util.SubscriptionModel;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.DefaultCertificateManager;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.transport.TransportProfile;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryData;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadDetails;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadResult;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadRawModifiedDetails;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransport;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransportConfig;

/** A server of Milo with variables that come, change and go as a test wants, and a history of what it was given. */
final class VariableServer implements AutoCloseable {
    /** Most samples in one answer to a history request. */
    static final int HISTORY_PAGE = 10;

    /** Requests for history that it has answered. */
    final AtomicInteger historyReads = new AtomicInteger();

    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
    private final NioEventLoopGroup eventLoop = new NioEventLoopGroup(1);
    private final int port;
    private final int itemsPerCall;
    private final OpcUaServer server;
    private final Variables variables;

    VariableServer(int port, int itemsPerCall, Map<String, List<DataValue>> history) {
        this.port = port;
        this.itemsPerCall = itemsPerCall;
        EndpointConfig endpoint = EndpointConfig.newBuilder()
                .setBindAddress("127.0.0.1")
                .setHostname("127.0.0.1")
                .setBindPort(port)
                .setPath("/variables")
                .setSecurityPolicy(SecurityPolicy.None)
                .setSecurityMode(MessageSecurityMode.None)
                .setTransportProfile(TransportProfile.TCP_UASC_UABINARY)
                .addTokenPolicies(OpcUaServerConfig.USER_TOKEN_POLICY_ANONYMOUS)
                .build();
        server = new OpcUaServer(
                OpcUaServerConfig.builder()
                        .setApplicationName(LocalizedText.english("variables"))
                        .setApplicationUri("urn:ringmain:test:variables")
                        .setProductUri("urn:ringmain:test")
                        .setEndpoints(Set.of(endpoint))
                        .setCertificateManager(new DefaultCertificateManager(new MemoryCertificateQuarantine()))
                        .setIdentityValidator(AnonymousIdentityValidator.INSTANCE)
                        .setLimits(new Limits())
                        .setExecutor(executor)
                        .setScheduledExecutor(scheduler)
                        .build(),
                profile -> new OpcTcpServerTransport(OpcTcpServerTransportConfig.newBuilder()
                        .setExecutor(executor)
                        .setEventLoop(eventLoop)
                        .build()));
        variables = new Variables(server, history);
        variables.startup();
        try {
            server.startup().get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static VariableServer start() {
        return new VariableServer(StartedLink.freePort(), 1_000, new ConcurrentHashMap<>());
    }

    String url() {
        return "opc.tcp://127.0.0.1:" + port + "/variables";
    }

    /** A variable of type Double, {@code ns=2;s=NAME}. */
    void add(String name, double value) {
        variables.add(name);
        set(name, value);
    }

    void set(String name, double value) {
        set(name, new DataValue(new Variant(value), StatusCode.GOOD, DateTime.now()));
    }

    void set(String name, DataValue value) {
        variables.set(name, value);
    }

    void remove(String name) {
        variables.remove(name);
    }

    /** Tells those who listen that the address space has changed. */
    void announce() {
        try {
            NodeId id = new NodeId(2, UUID.randomUUID());
            BaseEventTypeNode event = server.getEventFactory().createEvent(id, NodeIds.GeneralModelChangeEventType);
            event.setBrowseName(new QualifiedName(2, "change"));
            event.setDisplayName(LocalizedText.english("change"));
            event.setEventId(ByteString.of(new byte[] {1}));
            event.setEventType(NodeIds.GeneralModelChangeEventType);
            event.setSourceNode(NodeIds.Server);
            event.setSourceName("Server");
            event.setTime(DateTime.now());
            event.setReceiveTime(DateTime.now());
            event.setMessage(LocalizedText.english("changed"));
            event.setSeverity(ushort(1));
            server.getEventNotifier().fire(event);
            event.delete();
        } catch (UaException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            variables.shutdown();
            server.shutdown().get(5, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            executor.shutdownNow();
            scheduler.shutdownNow();
            eventLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }

    private final class Limits implements OpcUaServerConfigLimits {
        @Override
        public UInteger getMaxMonitoredItemsPerCall() {
            return uint(itemsPerCall);
        }

        @Override
        public Double getMinPublishingInterval() {
            return 10.0;
        }

        @Override
        public Double getMinSupportedSampleRate() {
            return 10.0;
        }
    }

    private final class Variables extends ManagedNamespaceWithLifecycle {
        private final SubscriptionModel sampling;
        private final Map<String, UaVariableNode> nodes = new ConcurrentHashMap<>();
        private final Map<String, List<DataValue>> history;

        Variables(OpcUaServer server, Map<String, List<DataValue>> history) {
            super(server, "urn:ringmain:test:variables:nodes");
            this.history = history;
            sampling = new SubscriptionModel(server, this);
            getLifecycleManager().addLifecycle(sampling);
        }

        void add(String name) {
            UaVariableNode node = new UaVariableNode.UaVariableNodeBuilder(getNodeContext())
                    .setNodeId(newNodeId(name))
                    .setAccessLevel(AccessLevel.toValue(
                            AccessLevel.CurrentRead, AccessLevel.CurrentWrite, AccessLevel.HistoryRead))
                    .setUserAccessLevel(AccessLevel.toValue(
                            AccessLevel.CurrentRead, AccessLevel.CurrentWrite, AccessLevel.HistoryRead))
                    .setBrowseName(newQualifiedName(name))
                    .setDisplayName(LocalizedText.english(name))
                    .setDataType(NodeIds.Double)
                    .setTypeDefinition(NodeIds.BaseDataVariableType)
                    .setMinimumSamplingInterval(10.0)
                    .build();
            getNodeManager().addNode(node);
            node.addReference(new Reference(
                    node.getNodeId(),
                    NodeIds.Organizes,
                    NodeIds.ObjectsFolder.expanded(),
                    Reference.Direction.INVERSE));
            nodes.put(name, node);
        }

        void set(String name, DataValue value) {
            history.computeIfAbsent(name, any -> new CopyOnWriteArrayList<>()).add(value);
            nodes.get(name).setValue(value);
        }

        void remove(String name) {
            nodes.remove(name).delete();
        }

        @Override
        public List<HistoryReadResult> historyRead(
                HistoryReadContext context,
                HistoryReadDetails details,
                TimestampsToReturn timestamps,
                List<HistoryReadValueId> nodesToRead) {
            List<HistoryReadResult> results = new ArrayList<>();
            for (HistoryReadValueId node : nodesToRead) {
                results.add(history(node, (ReadRawModifiedDetails) details));
            }
            return results;
        }

        private HistoryReadResult history(HistoryReadValueId id, ReadRawModifiedDetails details) {
            historyReads.incrementAndGet();
            NodeId node = id.getNodeId();
            int from = id.getContinuationPoint() == null
                            || id.getContinuationPoint().isNullOrEmpty()
                    ? 0
                    : id.getContinuationPoint().bytes()[0];
            List<DataValue> all = new ArrayList<>();
            for (DataValue value : history.getOrDefault(node.getIdentifier().toString(), List.of())) {
                long time = value.sourceTime().getUtcTime();
                if (time >= details.getStartTime().getUtcTime()
                        && time < details.getEndTime().getUtcTime()) {
                    all.add(value);
                }
            }
            int to = Math.min(all.size(), from + HISTORY_PAGE);
            ByteString more = to < all.size() ? ByteString.of(new byte[] {(byte) to}) : ByteString.NULL_VALUE;
            HistoryData data = new HistoryData(all.subList(from, to).toArray(DataValue[]::new));
            return new HistoryReadResult(
                    new StatusCode(all.isEmpty() ? StatusCodes.Good_NoData : StatusCodes.Good),
                    more,
                    ExtensionObject.encode(getServer().getStaticEncodingContext(), data));
        }

        @Override
        public void onDataItemsCreated(List<DataItem> items) {
            sampling.onDataItemsCreated(items);
        }

        @Override
        public void onDataItemsModified(List<DataItem> items) {
            sampling.onDataItemsModified(items);
        }

        @Override
        public void onDataItemsDeleted(List<DataItem> items) {
            sampling.onDataItemsDeleted(items);
        }

        @Override
        public void onMonitoringModeChanged(List<MonitoredItem> items) {
            sampling.onMonitoringModeChanged(items);
        }
    }
}
