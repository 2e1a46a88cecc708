package io.ringmain.connectors.opcua;

import io.ringmain.connectors.testing.ConformanceDevice;
import io.ringmain.connectors.testing.FreePort;
import io.ringmain.connectors.testing.NodePeer;
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

/** A server of another maker (node-opcua), started once for all tests, as that takes seconds, behind a front of its own. */
final class OpcUaConformanceDevice implements ConformanceDevice {
    private static final List<String> NODES = List.of("level", "count", "on", "note", "setpoint");
    private static final List<TagType> TYPES =
            List.of(TagType.FLOAT64, TagType.INT64, TagType.BOOL, TagType.STRING, TagType.FLOAT64);

    private static NodePeer peer;

    private final int port = FreePort.find();
    private boolean isOn;
    private int changes;

    OpcUaConformanceDevice() {
        if (peer == null) {
            peer = NodePeer.start("opcua-server.js");
            peer.await("ready");
        }
        // as it was at first, whatever a test before has done
        List<String> values = List.of("0.5", "1", "false", "calm", "20");
        for (int i = 0; i < NODES.size(); i++) {
            order("set " + NODES.get(i) + " " + values.get(i), "set");
        }
    }

    static void end() {
        if (peer != null) {
            peer.close();
            peer = null;
        }
    }

    private static String order(String line, String answer) {
        peer.say(line);
        return peer.await(answer);
    }

    @Override
    public ConnectorProvider provider() {
        return new OpcUaConnectorProvider();
    }

    @Override
    public ConnectorDefinition connector(String name) {
        return new ConnectorDefinition(
                name,
                "opcua",
                Map.of(
                        "endpoint", "opc.tcp://127.0.0.1:" + port,
                        "security", "None",
                        "publishing-interval", "50ms",
                        "request-timeout", "1s",
                        "keep-alive-interval", "500ms",
                        "reconnect-min", "20ms",
                        "reconnect-max", "200ms"));
    }

    @Override
    public List<TagDefinition> tags(String connector) {
        return NODES.stream()
                .map(node -> TagDefinition.internal("Test." + node, TYPES.get(NODES.indexOf(node)))
                        .withSource(new TagSource(
                                connector, "ns=1;s=" + node, node.equals("count") ? Mode.POLL : Mode.SUBSCRIBE, 50)))
                .toList();
    }

    @Override
    public void up() {
        order("up " + port, "up");
    }

    @Override
    public void down() {
        order("down", "down");
    }

    @Override
    public Object change(int tag) {
        changes++;
        Object value = switch (TYPES.get(tag)) {
            case FLOAT64 -> changes + 0.25;
            case INT64 -> (long) changes;
            case BOOL -> {
                isOn = !isOn;
                yield isOn;
            }
            default -> "note-" + changes;
        };
        order("set " + NODES.get(tag) + " " + value, "set");
        return value;
    }

    @Override
    public boolean hang(boolean isHanging) {
        order("hang " + (isHanging ? "on" : "off"), "hangs");
        return true;
    }

    @Override
    public int degrade(int tag) {
        order("bad " + NODES.get(tag), "bad");
        return Quality.BAD_SENSOR_FAILURE;
    }

    private static DeviceWrite write(long writeId, int tag, String node, double value) {
        return new DeviceWrite(writeId, tag, "ns=1;s=" + node, TagType.FLOAT64, Double.doubleToLongBits(value), null);
    }

    @Override
    public DeviceWrite accepted(long writeId) {
        return write(writeId, 4, "setpoint", 77.5);
    }

    @Override
    public boolean isCarriedOut() {
        return order("get setpoint", "got").equals("77.5");
    }

    @Override
    public DeviceWrite rejected(long writeId) {
        return write(writeId, 0, "level", 1);
    }

    @Override
    public DeviceWrite unknown(long writeId) {
        return write(writeId, 0, "no-such-node", 1);
    }

    @Override
    public boolean isShared(Thread thread) {
        // one for all users of Milo, for ever
        return thread.getName().startsWith("milo-netty-wheel-timer");
    }

    @Override
    public void close() {
        if (peer != null) {
            hang(false);
            down();
        }
    }
}
