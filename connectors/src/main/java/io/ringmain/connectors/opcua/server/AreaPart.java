package io.ringmain.connectors.opcua.server;

import io.ringmain.connectors.opcua.server.space.AreaIds;
import io.ringmain.connectors.opcua.server.space.FolderNode;
import io.ringmain.connectors.opcua.server.space.NodeAccess;
import io.ringmain.connectors.opcua.server.space.NodePart;
import io.ringmain.connectors.opcua.server.space.References;
import io.ringmain.connectors.opcua.server.space.ServedNode;
import io.ringmain.connectors.opcua.server.space.ServedSite;
import io.ringmain.connectors.opcua.server.space.TagIds;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.TagDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/**
 * The folder Areas: the same tags by the area and the segment that they belong to.
 *
 * <p>Thread: any. Allocates: when somebody browses it after the site has changed, an int a tag.
 */
final class AreaPart implements NodePart {
    /** Tags of an area by segment, those of none under the empty name. */
    private record Areas(SitePlan plan, Map<String, Map<String, int[]>> byArea) {}

    private final ServedSite site;
    private volatile Areas areas;

    AreaPart(ServedSite site) {
        this.site = site;
    }

    private Map<String, Map<String, int[]>> areas() {
        SitePlan plan = site.plant().site();
        Areas present = areas;
        if (present == null || present.plan() != plan) {
            present = new Areas(plan, collect(plan));
            areas = present;
        }
        return present.byArea();
    }

    private Map<String, Map<String, int[]>> collect(SitePlan plan) {
        Map<String, Map<String, IntStream.Builder>> found = new TreeMap<>();
        for (int id = 0; id < plan.tagCount(); id++) {
            TagDefinition tag = plan.tag(id);
            if (tag != null && !tag.area().isEmpty() && site.access().of(tag.name()) != NodeAccess.Level.NONE) {
                found.computeIfAbsent(tag.area(), area -> new TreeMap<>())
                        .computeIfAbsent(tag.metadata().segment(), segment -> IntStream.builder())
                        .add(id);
            }
        }
        Map<String, Map<String, int[]>> packed = new TreeMap<>();
        found.forEach((area, segments) -> {
            Map<String, int[]> ids = new TreeMap<>();
            segments.forEach(
                    (segment, builder) -> ids.put(segment, builder.build().toArray()));
            packed.put(area, ids);
        });
        return packed;
    }

    @Override
    public ServedNode node(String id) {
        if (id.equals(ServedSite.AREAS)) {
            return new FolderNode(id, id, "Tags by area and segment", to -> {
                to.add(NodeIds.Organizes, NodeIds.ObjectsFolder, false);
                areas().keySet().forEach(area -> to.organizes(AreaIds.of(area)));
            });
        }
        String area = AreaIds.areaOf(id);
        Map<String, int[]> segments = area == null ? null : areas().get(area);
        if (segments == null) {
            return null;
        }
        String segment = AreaIds.segmentOf(id);
        if (segment == null) {
            return FolderNode.notifier(id, area, "", to -> area(to, area, segments));
        }
        int[] tags = segment.isEmpty() ? null : segments.get(segment);
        return tags == null
                ? null
                : new FolderNode(id, segment, "", to -> {
                    to.from(NodeIds.Organizes, AreaIds.of(area));
                    tags(to, tags);
                });
    }

    private void area(References to, String area, Map<String, int[]> segments) {
        to.from(NodeIds.Organizes, ServedSite.AREAS);
        segments.forEach((segment, tags) -> {
            if (segment.isEmpty()) {
                tags(to, tags);
            } else {
                to.organizes(AreaIds.of(area, segment));
            }
        });
    }

    private void tags(References to, int[] ids) {
        SitePlan plan = site.plant().site();
        List<String> names = new ArrayList<>(ids.length);
        for (int id : ids) {
            if (plan.hasTag(id)) {
                names.add(plan.tagName(id));
            }
        }
        names.sort(null);
        names.forEach(name -> to.organizes(TagIds.of(name)));
    }

    @Override
    public void gather(NodeId node, References to) {
        if (node.equals(NodeIds.ObjectsFolder)) {
            to.organizes(ServedSite.AREAS);
        }
    }
}
