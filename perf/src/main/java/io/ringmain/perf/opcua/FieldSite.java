package io.ringmain.perf.opcua;

import io.ringmain.core.plant.Plant;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import io.ringmain.perf.SuiteFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A site whose tags are the variables of a {@link BatchServer}. */
final class FieldSite {
    private static final String CONNECTOR = "field";
    private static final long PATIENCE_NS = 60_000_000_000L;

    private FieldSite() {}

    static SiteDefinition of(String endpoint, int tags, TagSource.Mode mode, int intervalMs) {
        List<TagDefinition> definitions = new ArrayList<>(tags);
        for (int i = 0; i < tags; i++) {
            definitions.add(TagDefinition.builder("Field.V" + i, TagType.FLOAT64)
                    .source(new TagSource(CONNECTOR, BatchNamespace.address(i), mode, intervalMs))
                    .build());
        }
        ConnectorDefinition connector =
                new ConnectorDefinition(CONNECTOR, "opcua", Map.of("endpoint", endpoint, "security", "None"));
        return new SiteDefinition("field", List.of(connector), definitions, List.of(), List.of());
    }

    /** Until every tag has a good value; gives the seconds that took. */
    static double awaitValues(Plant plant, int tags) {
        TagValue value = new TagValue();
        long begin = System.nanoTime();
        for (int i = 0; i < tags; ) {
            if (plant.values().read(i, value) && value.sequence > 0 && value.statusCode == 0) {
                i++;
            } else if (System.nanoTime() - begin > PATIENCE_NS) {
                throw new SuiteFailedException("opcua: only " + i + " of " + tags + " tags have a value after 60 s: "
                        + plant.status().links());
            } else {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    /** Whether every tag has that value. */
    static boolean hasValue(Plant plant, int tags, double wanted) {
        TagValue value = new TagValue();
        for (int i = 0; i < tags; i++) {
            if (!plant.values().read(i, value) || value.asDouble() != wanted) {
                return false;
            }
        }
        return true;
    }

    /** Values of the connector that are in the CVT. */
    static long applied(Plant plant) {
        return plant.status().sources().stream()
                .filter(source -> source.name().equals("connector " + CONNECTOR))
                .mapToLong(source -> source.applied() + source.filtered())
                .sum();
    }
}
