package io.ringmain.connectors.modbus;

import io.ringmain.connectors.testing.ConformanceDevice;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagSource.Mode;
import io.ringmain.core.tag.TagType;
import java.util.List;
import java.util.Map;

/** Gives the conformance test a server of another maker. */
final class ModbusConformanceDevice implements ConformanceDevice {
    private static final int MISSING = 9_999;

    private final ModbusServerPeer server = new ModbusServerPeer();
    private boolean isUp;
    private int changes;

    ModbusConformanceDevice() {
        server.fail("holding", MISSING, 2);
    }

    @Override
    public ConnectorProvider provider() {
        return new ModbusConnectorProvider();
    }

    @Override
    public ConnectorDefinition connector(String name) {
        return new ConnectorDefinition(
                name,
                "modbus",
                Map.of(
                        "host", "127.0.0.1",
                        "port", Integer.toString(server.port()),
                        "request-timeout", "1s",
                        "retries", "0",
                        "reconnect-min", "20ms",
                        "reconnect-max", "200ms"));
    }

    private static TagDefinition tag(String connector, String name, TagType type, String address) {
        return TagDefinition.internal("Test." + name, type)
                .withSource(new TagSource(connector, address, Mode.POLL, 20));
    }

    @Override
    public List<TagDefinition> tags(String connector) {
        return List.of(
                tag(connector, "Level", TagType.FLOAT64, "input:10"),
                tag(connector, "Count", TagType.INT64, "holding:100"),
                tag(connector, "Pump", TagType.BOOL, "coil:7"),
                tag(connector, "Setpoint", TagType.INT64, "holding:50"));
    }

    @Override
    public void up() {
        server.up();
        isUp = true;
    }

    @Override
    public void down() {
        server.down();
        isUp = false;
    }

    @Override
    public Object change(int tag) {
        changes++;
        switch (tag) {
            case 0 -> server.set("input", 10, changes);
            case 1 -> server.set("holding", 100, changes);
            case 2 -> server.set("coil", 7, changes % 2);
            default -> server.set("holding", 50, changes);
        }
        return switch (tag) {
            case 0 -> (double) changes;
            case 2 -> changes % 2 == 1;
            default -> (long) changes;
        };
    }

    @Override
    public boolean hang(boolean isHanging) {
        server.hang(isHanging);
        return true;
    }

    @Override
    public int degrade(int tag) {
        server.fail("input", 10, 4);
        return Quality.BAD_DEVICE_FAILURE;
    }

    @Override
    public DeviceWrite accepted(long writeId) {
        return new DeviceWrite(writeId, 3, "holding:50", TagType.INT64, 4_711, null);
    }

    @Override
    public boolean isCarriedOut() {
        return "4711".equals(server.get("holding", 50, 1));
    }

    @Override
    public DeviceWrite rejected(long writeId) {
        return new DeviceWrite(writeId, 3, "holding:50", TagType.INT64, 70_000, null);
    }

    @Override
    public DeviceWrite unknown(long writeId) {
        return new DeviceWrite(writeId, 3, "holding:" + MISSING, TagType.INT64, 1, null);
    }

    @Override
    public void close() {
        if (isUp) {
            down();
        }
        server.close();
    }
}
