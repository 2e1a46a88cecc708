package io.ringmain.connectors.signal;

import io.ringmain.connectors.testing.ConformanceDevice;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagSource.Mode;
import io.ringmain.core.tag.TagType;
import java.util.List;
import java.util.Map;

/** Generators have no device: they change by themselves, and no link can be lost. */
final class SignalsConformanceDevice implements ConformanceDevice {

    @Override
    public ConnectorProvider provider() {
        return new SignalsConnectorProvider();
    }

    @Override
    public ConnectorDefinition connector(String name) {
        return new ConnectorDefinition(name, "signals", Map.of("seed", "7"));
    }

    private static TagDefinition tag(String connector, String name, TagType type, Mode mode, String address) {
        return TagDefinition.internal("Test." + name, type).withSource(new TagSource(connector, address, mode, 20));
    }

    @Override
    public List<TagDefinition> tags(String connector) {
        return List.of(
                tag(connector, "Level", TagType.FLOAT64, Mode.POLL, "sine period=1s noise=0.1"),
                tag(connector, "Count", TagType.INT64, Mode.SUBSCRIBE, "counter period=20ms"),
                tag(connector, "On", TagType.BOOL, Mode.POLL, "square period=100ms"),
                tag(connector, "Phase", TagType.STRING, Mode.POLL, "steps values=idle,filling,full hold=50ms"),
                tag(connector, "Setpoint", TagType.FLOAT64, Mode.POLL, "point value=5 low=0 high=100"));
    }

    @Override
    public void up() {}

    @Override
    public void down() {}

    @Override
    public Object change(int tag) {
        return null;
    }

    private static DeviceWrite write(long writeId, int tagId, double value) {
        return new DeviceWrite(writeId, tagId, "point", TagType.FLOAT64, Double.doubleToLongBits(value), null);
    }

    @Override
    public DeviceWrite accepted(long writeId) {
        return write(writeId, 4, 77.5);
    }

    @Override
    public DeviceWrite rejected(long writeId) {
        return write(writeId, 4, 101);
    }

    @Override
    public DeviceWrite unknown(long writeId) {
        return write(writeId, 0, 1);
    }

    @Override
    public void close() {}
}
