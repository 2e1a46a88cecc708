package io.ringmain.connectors.opcua.server;

import io.ringmain.connectors.opcua.server.space.FolderNode;
import io.ringmain.connectors.opcua.server.space.NodeAccess;
import io.ringmain.connectors.opcua.server.space.NodePart;
import io.ringmain.connectors.opcua.server.space.References;
import io.ringmain.connectors.opcua.server.space.ServedNode;
import io.ringmain.connectors.opcua.server.space.ServedSite;
import io.ringmain.connectors.opcua.server.space.TagIds;
import io.ringmain.core.site.SitePlan;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/** The folder CVT: all tags, in folders along the dots of their names. Thread: any. */
final class TagPart implements NodePart {
    private static final String PREFIX = ServedSite.TAGS + "/";

    private final ServedSite site;
    private final TagWrites writes;
    /** Built when somebody browses; whoever finds it old builds another one. */
    private volatile NameTree tree;

    TagPart(ServedSite site, TagWrites writes) {
        this.site = site;
        this.writes = writes;
    }

    private NameTree tree() {
        SitePlan plan = site.plant().site();
        NameTree present = tree;
        if (present == null || present.plan() != plan) {
            present = NameTree.of(plan, site.access());
            tree = present;
        }
        return present;
    }

    @Override
    public ServedNode node(String id) {
        if (id.equals(ServedSite.TAGS)) {
            return new FolderNode(id, id, "All tags, by their names", this::root);
        }
        if (id.startsWith(PREFIX)) {
            String path = id.substring(PREFIX.length());
            if (!path.isEmpty() && tree().isFolder(path)) {
                return folder(path);
            }
            return path.equals(ModelChanges.NODE_VERSION)
                    ? ModelChanges.version(ServedSite.TAGS, site.plant().site())
                    : null;
        }
        return tag(id);
    }

    private ServedNode tag(String id) {
        String name = TagIds.tagOf(id);
        SitePlan plan = site.plant().site();
        int tagId = name == null ? -1 : plan.tagId(name);
        NodeAccess.Level level =
                tagId < 0 ? NodeAccess.Level.NONE : site.access().of(name);
        if (level == NodeAccess.Level.NONE) {
            return null;
        }
        TagNode node = new TagNode(site, writes, tagId, plan.tag(tagId), level);
        String rest = TagIds.restOf(id);
        return rest.isEmpty() ? node : node.member(rest);
    }

    private void root(References to) {
        to.add(NodeIds.Organizes, NodeIds.ObjectsFolder, false);
        children("", to);
        to.property(PREFIX + ModelChanges.NODE_VERSION);
    }

    private FolderNode folder(String path) {
        int dot = path.lastIndexOf('.');
        return new FolderNode(PREFIX + path, path.substring(dot + 1), "", to -> {
            to.from(NodeIds.Organizes, dot < 0 ? ServedSite.TAGS : PREFIX + path.substring(0, dot));
            children(path, to);
        });
    }

    private void children(String path, References to) {
        tree().children(path, new NameTree.Children() {
            @Override
            public void folder(String child) {
                to.organizes(PREFIX + child);
            }

            @Override
            public void tag(int tagId, String name) {
                to.organizes(TagIds.of(name));
            }
        });
    }

    @Override
    public void gather(NodeId node, References to) {
        if (node.equals(NodeIds.ObjectsFolder)) {
            to.organizes(ServedSite.TAGS);
        }
    }
}
