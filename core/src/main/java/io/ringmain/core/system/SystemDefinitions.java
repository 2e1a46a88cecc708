package io.ringmain.core.system;

import io.ringmain.core.machine.AttributeValue;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.machine.type.AcquisitionEngine;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.tag.Recording;
import io.ringmain.core.tag.SiteMetadata;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The tags and machines of connectors, one connector after the other. Thread: one. */
final class SystemDefinitions {
    private static final long STEP_NS = 500_000_000;
    private static final int SHOWN_MS = 1_000;
    private static final Pattern COUNTER = Pattern.compile("[A-Za-z][A-Za-z0-9]*");
    private static final String AREA = "connectors";

    final Map<String, TagDefinition> tags = new LinkedHashMap<>();
    final Map<String, MachineDefinition> machines = new LinkedHashMap<>();

    /**
     * @param provider null when the type is not known
     * @param intervals in use for the connector's tags, 0 for subscriptions
     */
    void add(String connector, ConnectorProvider provider, Collection<Integer> intervals) {
        state(connector);
        LinkCounter.ALL.forEach(counter -> counter(connector, counter));
        if (provider == null) {
            return;
        }
        provider.counters().stream()
                .filter(counter -> !LinkCounter.ALL.contains(counter) && !counter.equals(SystemPoint.STATE))
                .forEach(counter -> counter(connector, counter));
        if (provider.isAcquiring()) {
            intervals.forEach(interval -> acquisition(connector, interval));
        }
    }

    private void state(String connector) {
        put(
                new SystemPoint(connector, SystemPoint.LINK, SystemPoint.STATE),
                "link of " + connector + ": 0 unknown, 1 ok, 2 unavailable, 3 disabled, 4 failed",
                "",
                Recording.EVERY,
                false);
    }

    private void counter(String connector, String counter) {
        if (!COUNTER.matcher(counter).matches()) {
            throw new IllegalArgumentException("the provider of connector " + connector + " counts under the name '"
                    + counter + "', must be letters and digits");
        }
        put(
                new SystemPoint(connector, SystemPoint.LINK, counter),
                counter + " of " + connector,
                "",
                Recording.NONE,
                false);
    }

    private void acquisition(String connector, int intervalMs) {
        String label = SystemPoint.label(intervalMs);
        Map<String, String> bindings = new LinkedHashMap<>();
        for (AcquisitionItem item : AcquisitionItem.values()) {
            bindings.put(
                    item.port(),
                    put(
                            new SystemPoint(connector, intervalMs, item.label()),
                            connector + " " + label + ": " + item.description(),
                            item.unit(),
                            item == AcquisitionItem.PHASE ? Recording.EVERY : Recording.NONE,
                            false));
        }
        bindings.put(
                "action",
                put(
                        new SystemPoint(connector, intervalMs, SystemPoint.ACTION),
                        connector + " " + label + ": the last action, running number and code",
                        "",
                        Recording.EVERY,
                        true));
        String name = SystemSite.MACHINES + connector + '.' + label;
        AttributeValue interval = AttributeValue.of(intervalMs == 0 ? AcquisitionEngine.ON_CHANGE : intervalMs + "ms");
        machines.put(
                name,
                new MachineDefinition(
                        name,
                        SystemSite.MACHINE_TYPE,
                        STEP_NS,
                        bindings,
                        Map.of(AcquisitionEngine.INTERVAL, interval)));
    }

    private String put(SystemPoint point, String description, String unit, Recording recording, boolean isWritable) {
        TagDefinition tag = TagDefinition.builder(point.tag(), TagType.INT64)
                .description(description)
                .unit(unit)
                .metadata(SiteMetadata.ofArea(AREA))
                .recording(recording)
                .writable(isWritable)
                .source(new TagSource(SystemSite.CONNECTOR, point.address(), TagSource.Mode.SUBSCRIBE, SHOWN_MS))
                .build();
        tags.put(tag.name(), tag);
        return tag.name();
    }
}
