package io.ringmain.connectors.sparkplug.edge;

import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.Glob;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an edge node has at one version of the site. Immutable. */
final class EdgeModel {
    static final EdgeModel NONE = new EdgeModel(-1, List.of());

    private final int version;
    private final List<EdgeMetric> metrics;
    private final Set<String> devices = new LinkedHashSet<>();
    private final Map<Integer, EdgeMetric> byTag = new HashMap<>();
    private final Map<Long, EdgeMetric> byAlias = new HashMap<>();
    private final Map<String, EdgeMetric> byName = new HashMap<>();

    private EdgeModel(int version, List<EdgeMetric> metrics) {
        this.version = version;
        this.metrics = List.copyOf(metrics);
        for (EdgeMetric metric : metrics) {
            if (metric.device() != null) {
                devices.add(metric.device());
            }
            byTag.put(metric.tagId(), metric);
            byAlias.put(metric.alias(), metric);
            byName.put(metric.name(), metric);
        }
    }

    static EdgeModel of(SitePlan site, EdgeSettings settings) {
        List<Glob> globs = settings.tags().stream().map(Glob::new).toList();
        List<EdgeMetric> metrics = new ArrayList<>();
        for (int id = 0; id < site.tagCount(); id++) {
            String name = site.hasTag(id) ? site.tagName(id) : null;
            if (name != null && globs.stream().anyMatch(glob -> glob.matches(name))) {
                metrics.add(EdgeMetric.of(id, site.tag(id), settings.isByArea()));
            }
        }
        return new EdgeModel(site.version(), metrics);
    }

    int version() {
        return version;
    }

    List<EdgeMetric> metrics() {
        return metrics;
    }

    Set<String> devices() {
        return devices;
    }

    /** Null when the tag is none of its metrics. */
    EdgeMetric ofTag(int tagId) {
        return byTag.get(tagId);
    }

    /** By alias, or by name when there is none; null when there is no such metric. */
    EdgeMetric find(long alias, String name) {
        return name != null ? byName.get(name) : byAlias.get(alias);
    }

    /** Whether a host that has seen the birth of the other one needs another one. */
    boolean isSame(EdgeModel other) {
        return metrics.equals(other.metrics);
    }
}
