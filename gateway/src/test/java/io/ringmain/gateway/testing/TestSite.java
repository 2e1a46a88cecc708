package io.ringmain.gateway.testing;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.SiteMetadata;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A small site: a tag of each type, one bound to a device, alarms, and many tags for snapshots. */
public final class TestSite {
    public static final String TEMPERATURE = "Plant.Tank.Temperature";
    public static final String PUMP = "Plant.Pump.Run";
    public static final String COUNT = "Plant.Pump.Starts";
    public static final String LABEL = "Plant.Batch.Label";
    public static final String FIXED = "Plant.Tank.Volume";
    public static final String PROFILE = "Profile";
    public static final String SETPOINT = "Field.Valve.SP";
    public static final String HI = "Plant.Tank.Temperature.HI";
    public static final String LATCHED = "Plant.Tank.Temperature.HIHI";
    public static final String VALVE = "Plant.Valve";
    private static final long HOUR_NS = 3_600_000_000_000L;
    public static final int MANY = 5_000;

    private TestSite() {}

    public static SiteDefinition definition() {
        List<TagDefinition> tags = new ArrayList<>(List.of(
                tag(TEMPERATURE, TagType.FLOAT64, true, null),
                tag(PUMP, TagType.BOOL, true, null),
                tag(COUNT, TagType.INT64, true, null),
                tag(LABEL, TagType.STRING, true, null),
                tag(FIXED, TagType.FLOAT64, false, null),
                tag(SETPOINT, TagType.FLOAT64, true, new TagSource("valves", "sp", TagSource.Mode.SUBSCRIBE, 100))));
        tags.add(TagDefinition.builder(PROFILE, TagType.FLOAT64_ARRAY).length(8).build());
        for (int i = 0; i < MANY; i++) {
            tags.add(TagDefinition.internal(String.format("Many.T%04d", i), TagType.FLOAT64));
        }
        return new SiteDefinition(
                "test site",
                List.of(new ConnectorDefinition("valves", FakeDevice.TYPE, Map.of())),
                tags,
                List.of(
                        AlarmDefinition.limit(TEMPERATURE, AlarmKind.HI, 80),
                        AlarmDefinition.limit(TEMPERATURE, AlarmKind.HIHI, 90).latching()),
                List.of(new MachineDefinition(
                        VALVE, "valve", HOUR_NS, Map.of("count", COUNT, "speed", "Many.T0000"), Map.of())));
    }

    private static TagDefinition tag(String name, TagType type, boolean isWritable, TagSource source) {
        boolean isNumber = type == TagType.FLOAT64;
        return TagDefinition.builder(name, type)
                .unit(isNumber ? "°C" : "")
                .displayUnit(name.equals(TEMPERATURE) || name.equals(FIXED) ? "°F" : "")
                .description("a tag of the test")
                .range(isNumber ? 0 : Double.NaN, isNumber ? 100 : Double.NaN)
                .source(source)
                .writable(isWritable)
                .metadata(
                        name.startsWith("Field")
                                ? new SiteMetadata("field", "Acme", "north", 12_400)
                                : SiteMetadata.ofArea("tanks"))
                .build();
    }
}
