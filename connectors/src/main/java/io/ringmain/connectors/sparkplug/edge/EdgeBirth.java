package io.ringmain.connectors.sparkplug.edge;

import io.ringmain.connectors.sparkplug.payload.Metric;
import io.ringmain.core.cvt.CvtReader;
import io.ringmain.core.tag.TagValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All metrics with their present values, as of one moment. Immutable once made. */
final class EdgeBirth {
    private final Map<String, List<Metric>> byDevice = new LinkedHashMap<>();
    private long sequence;

    private EdgeBirth() {}

    static EdgeBirth of(EdgeModel model, CvtReader values) {
        EdgeBirth birth = new EdgeBirth();
        TagValue value = new TagValue();
        for (EdgeMetric metric : model.metrics()) {
            if (values.read(metric.tagId(), value)) {
                birth.byDevice
                        .computeIfAbsent(metric.device(), any -> new ArrayList<>())
                        .add(metric.born(value));
                birth.sequence = Math.max(birth.sequence, value.sequence);
            }
        }
        return birth;
    }

    /** It may leave once everything up to there is journaled. */
    long sequence() {
        return sequence;
    }

    List<Metric> metrics(String device) {
        return byDevice.getOrDefault(device, List.of());
    }
}
