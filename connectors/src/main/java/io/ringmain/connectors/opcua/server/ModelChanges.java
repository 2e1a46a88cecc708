package io.ringmain.connectors.opcua.server;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;

import io.ringmain.connectors.opcua.server.space.NodeAccess;
import io.ringmain.connectors.opcua.server.space.PropertyNode;
import io.ringmain.connectors.opcua.server.space.ServedSite;
import io.ringmain.connectors.opcua.server.space.TagIds;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.site.SitePlan;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.structured.ModelChangeStructureDataType;

/** What a change of the configuration does to the address space (OPC 10000-3, 9.32.7). Stateless. */
final class ModelChanges {
    static final String NODE_VERSION = "NodeVersion";

    private static final int NODE_ADDED = 1;
    private static final int NODE_DELETED = 2;
    private static final int REFERENCE_ADDED = 4;
    private static final int REFERENCE_DELETED = 8;
    private static final int DATA_TYPE_CHANGED = 16;

    /** With more of them the folders alone are told: whoever wants to know browses. */
    private static final int MOST = 1_000;

    private final ServedSite site;
    private final List<ModelChangeStructureDataType> nodes = new ArrayList<>();

    private ModelChanges(ServedSite site) {
        this.site = site;
    }

    /** One of the folders changes its version with every configuration that it shows. */
    static PropertyNode version(String folder, SitePlan plan) {
        return new PropertyNode(folder, NODE_VERSION, NodeIds.String, Integer.toString(plan.version()));
    }

    /** Empty when nothing that a client can see is another one. */
    static ModelChangeStructureDataType[] between(ServedSite site, SitePlan before, SitePlan now) {
        List<ModelChangeStructureDataType> all = new ArrayList<>();
        ModelChanges tags = new ModelChanges(site);
        int tagVerbs = tags.tags(before, now);
        ModelChanges machines = new ModelChanges(site);
        int machineVerbs = machines.machines(before, now);
        tags.folder(ServedSite.TAGS, tagVerbs, all);
        machines.folder(ServedSite.MACHINES, machineVerbs, all);
        if (tags.nodes.size() + machines.nodes.size() <= MOST) {
            all.addAll(tags.nodes);
            all.addAll(machines.nodes);
        }
        return all.toArray(ModelChangeStructureDataType[]::new);
    }

    private void folder(String folder, int verbs, List<ModelChangeStructureDataType> to) {
        if (verbs != 0) {
            to.add(change(folder, NodeIds.FolderType, verbs));
        }
    }

    private static ModelChangeStructureDataType change(NodeId node, NodeId type, int verb) {
        return new ModelChangeStructureDataType(node, type, ubyte(verb));
    }

    private ModelChangeStructureDataType change(String id, NodeId type, int verb) {
        return change(site.nodeId(id), type, verb);
    }

    private int tags(SitePlan before, SitePlan now) {
        int verbs = 0;
        for (int id = 0; id < now.tagCount(); id++) {
            boolean was = before.hasTag(id);
            boolean is = now.hasTag(id);
            boolean isSame = was == is && (!is || before.tagType(id) == now.tagType(id));
            if (isSame || site.access().of(now.tagName(id)) == NodeAccess.Level.NONE) {
                continue;
            }
            verbs |= is && !was ? REFERENCE_ADDED : was && !is ? REFERENCE_DELETED : 0;
            int verb = is && was ? DATA_TYPE_CHANGED : is ? NODE_ADDED : NODE_DELETED;
            if (nodes.size() <= MOST) {
                nodes.add(change(TagIds.of(now.tagName(id)), NodeIds.BaseDataVariableType, verb));
            }
        }
        return verbs;
    }

    private int machines(SitePlan before, SitePlan now) {
        int verbs = 0;
        for (int id = 0; id < now.machineCount(); id++) {
            MachineDefinition was = before.machine(id);
            MachineDefinition is = now.machine(id);
            if ((was == null) == (is == null)) {
                continue;
            }
            String node = ServedSite.MACHINES + "/" + (is == null ? was : is).name();
            if (site.access().of(node) != NodeAccess.Level.NONE) {
                verbs |= is != null ? REFERENCE_ADDED : REFERENCE_DELETED;
                nodes.add(change(node, NodeIds.BaseObjectType, is != null ? NODE_ADDED : NODE_DELETED));
            }
        }
        return verbs;
    }
}
