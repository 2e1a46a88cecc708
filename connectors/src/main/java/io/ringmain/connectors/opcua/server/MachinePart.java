package io.ringmain.connectors.opcua.server;

import io.ringmain.connectors.opcua.server.space.Caller;
import io.ringmain.connectors.opcua.server.space.FolderNode;
import io.ringmain.connectors.opcua.server.space.NodeAccess;
import io.ringmain.connectors.opcua.server.space.NodePart;
import io.ringmain.connectors.opcua.server.space.References;
import io.ringmain.connectors.opcua.server.space.ServedNode;
import io.ringmain.connectors.opcua.server.space.ServedSite;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.site.SitePlan;
import java.util.concurrent.CompletableFuture;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;

/** The folder Engines: every machine with its state, figures, settings and transitions. Thread: any. */
final class MachinePart implements NodePart {
    private static final String PREFIX = ServedSite.MACHINES + "/";

    private final ServedSite site;

    MachinePart(ServedSite site) {
        this.site = site;
    }

    @Override
    public ServedNode node(String id) {
        if (id.equals(ServedSite.MACHINES)) {
            return new FolderNode(id, id, "All machines", this::machines);
        }
        if (!id.startsWith(PREFIX)) {
            return null;
        }
        MachineObject machine = machine(id);
        if (machine == null) {
            return id.equals(PREFIX + ModelChanges.NODE_VERSION)
                    ? ModelChanges.version(ServedSite.MACHINES, site.plant().site())
                    : null;
        }
        String rest = id.substring(machine.id().length());
        return rest.isEmpty() ? machine.object() : machine.member(rest.substring(1));
    }

    /** The machine that an identifier begins with, null when there is none. */
    private MachineObject machine(String id) {
        int slash = id.indexOf('/', PREFIX.length());
        String name = id.substring(PREFIX.length(), slash < 0 ? id.length() : slash);
        SitePlan plan = site.plant().site();
        int machineId = plan.machineId(name);
        NodeAccess.Level level =
                machineId < 0 ? NodeAccess.Level.NONE : site.access().of(PREFIX + name);
        return level == NodeAccess.Level.NONE
                ? null
                : new MachineObject(
                        site,
                        level,
                        machineId,
                        plan.machine(machineId),
                        site.plant().machineDeclaration(machineId));
    }

    private void machines(References to) {
        to.add(NodeIds.Organizes, NodeIds.ObjectsFolder, false);
        to.property(PREFIX + ModelChanges.NODE_VERSION);
        SitePlan plan = site.plant().site();
        for (int id = 0; id < plan.machineCount(); id++) {
            MachineDefinition machine = plan.machine(id);
            if (machine != null && site.access().of(PREFIX + machine.name()) != NodeAccess.Level.NONE) {
                to.organizes(PREFIX + machine.name());
            }
        }
    }

    @Override
    public void gather(NodeId node, References to) {
        if (node.equals(NodeIds.ObjectsFolder)) {
            to.organizes(ServedSite.MACHINES);
        }
    }

    @Override
    public CompletableFuture<CallMethodResult> call(ServedNode object, NodeId method, Variant[] inputs, Caller caller) {
        MachineObject machine = object.id().startsWith(PREFIX) ? machine(object.id()) : null;
        boolean isOwn = machine != null
                && method.getNamespaceIndex().equals(site.namespace())
                && method.getIdentifier() instanceof String id
                && id.startsWith(machine.id() + "/");
        return isOwn
                ? machine.methods()
                        .call(
                                method.getIdentifier()
                                        .toString()
                                        .substring(machine.id().length() + 1),
                                inputs,
                                caller)
                : CompletableFuture.completedFuture(refused(StatusCodes.Bad_MethodInvalid));
    }

    private static CallMethodResult refused(long statusCode) {
        return NodePart.refused(statusCode);
    }
}
