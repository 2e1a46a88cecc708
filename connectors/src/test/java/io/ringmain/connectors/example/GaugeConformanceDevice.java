package io.ringmain.connectors.example;

import io.ringmain.connectors.testing.ConformanceDevice;
import io.ringmain.connectors.testing.FreePort;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagSource.Mode;
import io.ringmain.core.tag.TagType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Gives the conformance test a gauge device: it keeps its port while it goes down and up. */
final class GaugeConformanceDevice implements ConformanceDevice {
    private static final List<String> GAUGES = List.of("level", "count", "pump", "note", "setpoint");
    private static final List<TagType> TYPES =
            List.of(TagType.FLOAT64, TagType.INT64, TagType.BOOL, TagType.STRING, TagType.FLOAT64);

    private static final List<String> VALUES = List.of("0.5", "1", "false", "calm", "20");

    private final int port = FreePort.find();
    private GaugeDevice device;
    private int changes;

    @Override
    public ConnectorProvider provider() {
        return new GaugeConnectorProvider();
    }

    @Override
    public ConnectorDefinition connector(String name) {
        return new ConnectorDefinition(
                name,
                "gauge",
                Map.of(
                        "host", "127.0.0.1",
                        "port", Integer.toString(port),
                        "timeout", "2s",
                        "reconnect-min", "20ms",
                        "reconnect-max", "100ms"));
    }

    @Override
    public List<TagDefinition> tags(String connector) {
        return GAUGES.stream()
                .map(gauge -> TagDefinition.internal("Test." + gauge, TYPES.get(GAUGES.indexOf(gauge)))
                        .withSource(new TagSource(connector, gauge, Mode.SUBSCRIBE, 100)))
                .toList();
    }

    @Override
    public void up() {
        try {
            device = new GaugeDevice(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (int i = 0; i < GAUGES.size(); i++) {
            device.set(GAUGES.get(i), VALUES.get(i), "GOOD");
        }
    }

    @Override
    public void down() {
        if (device != null) {
            device.close();
            device = null;
        }
    }

    @Override
    public Object change(int tag) {
        changes++;
        Object value = switch (TYPES.get(tag)) {
            case FLOAT64 -> changes + 0.25;
            case INT64 -> (long) changes;
            case BOOL -> !Boolean.parseBoolean(device.value(GAUGES.get(tag)));
            default -> "note-" + changes;
        };
        device.set(GAUGES.get(tag), value.toString(), "GOOD");
        return value;
    }

    @Override
    public boolean hang(boolean isHanging) {
        if (device != null) {
            device.silent(isHanging);
        }
        return true;
    }

    @Override
    public int degrade(int tag) {
        device.set(GAUGES.get(tag), "0", "BAD");
        return Quality.BAD_SENSOR_FAILURE;
    }

    private static DeviceWrite write(long writeId, String gauge, double value) {
        return new DeviceWrite(writeId, 4, gauge, TagType.FLOAT64, Double.doubleToLongBits(value), null);
    }

    @Override
    public DeviceWrite accepted(long writeId) {
        return write(writeId, "setpoint", 77.5);
    }

    @Override
    public boolean isCarriedOut() {
        return "77.5".equals(device.value("setpoint"));
    }

    @Override
    public DeviceWrite rejected(long writeId) {
        return write(writeId, "setpoint", -1);
    }

    @Override
    public DeviceWrite unknown(long writeId) {
        return write(writeId, "no-such-gauge", 1);
    }

    @Override
    public void close() {
        down();
    }
}
