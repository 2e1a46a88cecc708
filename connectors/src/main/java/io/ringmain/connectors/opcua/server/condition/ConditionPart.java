package io.ringmain.connectors.opcua.server.condition;

import io.ringmain.connectors.opcua.server.space.AreaIds;
import io.ringmain.connectors.opcua.server.space.Caller;
import io.ringmain.connectors.opcua.server.space.NodePart;
import io.ringmain.connectors.opcua.server.space.References;
import io.ringmain.connectors.opcua.server.space.ServedNode;
import io.ringmain.connectors.opcua.server.space.ServedSite;
import io.ringmain.core.alarm.AlarmDefinition;
import java.util.concurrent.CompletableFuture;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.servicesets.impl.DefaultMonitoredItemServiceSet;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;
import org.eclipse.milo.opcua.stack.core.types.structured.ModelChangeStructureDataType;
import org.eclipse.milo.opcua.stack.core.util.EndpointUtil;

/**
 * The plant's alarms as conditions of OPC 10000-9, below the folder {@code Alarms}: nodes, events, refresh and methods.
 *
 * <p>Thread: any. Owns: the thread that tells events, from start to close.
 */
public final class ConditionPart implements NodePart {
    /** Some tens of MB; a flood of alarms is a thousand. */
    private static final int MOST_WAITING = 100_000;

    private final ServedSite site;
    private final EventItems items = new EventItems();
    private final ConditionNodes nodes;
    private final ConditionFeed feed;
    private final ConditionCalls calls;
    private final EventSpace events;
    private final SystemEvents system;

    public ConditionPart(ServedSite site) {
        this.site = site;
        Remarks remarks = new Remarks(site.served().journal());
        ConditionBook book = new ConditionBook(site, remarks);
        Notifiers notifiers = new Notifiers(site.namespace());
        nodes = new ConditionNodes(site, book);
        feed = new ConditionFeed(site, book, remarks, items, notifiers, MOST_WAITING);
        calls = new ConditionCalls(site);
        events = new EventSpace(items, notifiers::isNotifier);
        system = new SystemEvents(new EventNodes(site.server()));
    }

    @Override
    public void start() {
        OpcUaServer server = site.server();
        server.getAddressSpaceManager().registerFirst(events);
        server.getConfig().getEndpoints().stream()
                .map(endpoint -> EndpointUtil.getPath(endpoint.getEndpointUrl()))
                .distinct()
                .forEach(path -> server.addServiceSet(
                        path, new FilterService(server, items, new DefaultMonitoredItemServiceSet(server))));
        Refresh.install(server, items, feed);
        feed.start();
    }

    @Override
    public void close() {
        site.server().getAddressSpaceManager().unregister(events);
        feed.close();
    }

    @Override
    public void onModelChanged(ModelChangeStructureDataType[] changes) {
        items.tell(system.modelChanged(changes, site.plant().nowNs()), NodeIds.Server::equals);
    }

    @Override
    public ServedNode node(String id) {
        return nodes.node(id);
    }

    @Override
    public void gather(NodeId node, References to) {
        if (node.equals(NodeIds.ObjectsFolder)) {
            to.organizes(ServedSite.ALARMS);
        } else if (node.equals(NodeIds.Server)) {
            to.to(NodeIds.HasNotifier, ServedSite.ALARMS);
            nodes.index().areas().forEach(area -> to.to(NodeIds.HasNotifier, AreaIds.of(area)));
        } else if (node.getNamespaceIndex().equals(site.namespace()) && node.getIdentifier() instanceof String id) {
            nodes.gather(id, to);
        }
    }

    @Override
    public CompletableFuture<CallMethodResult> call(
            ServedNode object, NodeId methodId, Variant[] inputs, Caller caller) {
        AlarmDefinition alarm = nodes.alarm(object.id());
        ConditionMethod method = ConditionMethod.of(methodId);
        String path = alarm == null ? "" : ConditionIds.path(object.id());
        boolean isItsMethod = method != null
                && alarm != null
                && (path.isEmpty() || path.equals(Shelving.PATH) && method.on() == ConditionMethod.On.SHELF);
        if (!isItsMethod) {
            return CompletableFuture.completedFuture(NodePart.refused(StatusCodes.Bad_MethodInvalid));
        }
        return calls.call(site.plant().site().alarmId(alarm.name()), method, inputs, caller);
    }
}
