package io.ringmain.connectors.mqtt;

import io.ringmain.connectors.testing.ConformanceDevice;
import io.ringmain.connectors.testing.ConnectorConformanceTest;
import io.ringmain.connectors.testing.FreePort;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The contract of all connectors, with devices behind a broker. */
class MqttConformanceTest extends ConnectorConformanceTest {

    @Override
    protected ConformanceDevice device() {
        return new Plant();
    }

    /** A device that keeps its values at the broker; the way to the broker goes through a relay. */
    private static final class Plant implements ConformanceDevice {
        private static final AtomicInteger NUMBERS = new AtomicInteger();
        private final String root = "conformance/" + NUMBERS.incrementAndGet() + "/";
        private final int port = FreePort.find();
        private final MqttPeer peer = new MqttPeer(EmbeddedBroker.port()).listen(root + "set/#");
        private final Relay relay = new Relay(port, EmbeddedBroker.port());
        private final int[] numbers = {100, 200, 300};
        private boolean isGood = true;
        private boolean isClosed;

        @Override
        public ConnectorProvider provider() {
            return new MqttConnectorProvider();
        }

        @Override
        public ConnectorDefinition connector(String name) {
            return new ConnectorDefinition(
                    name,
                    "mqtt",
                    Map.of(
                            "broker", "mqtt://127.0.0.1:" + port,
                            "reconnect-min", "50ms",
                            "reconnect-max", "200ms",
                            "connect-timeout", "1s",
                            "write-timeout", "1s",
                            "keep-alive", "1s"));
        }

        @Override
        public List<TagDefinition> tags(String connector) {
            return List.of(
                    tag(connector, "Line.Speed", TagType.FLOAT64, root + "state#$.speed", Map.of("quality", "$.ok")),
                    tag(connector, "Line.Count", TagType.INT64, root + "state#$.count", Map.of()),
                    tag(
                            connector,
                            "Line.Setpoint",
                            TagType.FLOAT64,
                            root + "setpoint",
                            Map.of("write-topic", root + "set/setpoint")));
        }

        private static TagDefinition tag(
                String connector, String name, TagType type, String address, Map<String, String> options) {
            return TagDefinition.builder(name, type)
                    .source(new TagSource(connector, address, TagSource.Mode.SUBSCRIBE, 1_000, options))
                    .build();
        }

        @Override
        public void up() {
            relay.open();
            send();
        }

        @Override
        public void down() {
            relay.close();
        }

        private void send() {
            peer.keep(
                    root + "state",
                    "{\"speed\":" + numbers[0] + ".5,\"count\":" + numbers[1] + ",\"ok\":" + isGood + "}");
            peer.keep(root + "setpoint", String.valueOf(numbers[2]));
        }

        @Override
        public Object change(int tag) {
            int number = ++numbers[tag];
            send();
            return switch (tag) {
                case 0 -> number + 0.5;
                case 1 -> (long) number;
                default -> (double) number;
            };
        }

        @Override
        public boolean hang(boolean isHanging) {
            relay.hang(isHanging);
            return true;
        }

        @Override
        public int degrade(int tag) {
            isGood = false;
            send();
            return Quality.BAD;
        }

        @Override
        public DeviceWrite accepted(long writeId) {
            return new DeviceWrite(writeId, 2, root + "setpoint", TagType.FLOAT64, Double.doubleToLongBits(4.5), null);
        }

        @Override
        public boolean isCarriedOut() {
            return peer.textsOf(root + "set/setpoint").contains("4.5");
        }

        @Override
        public DeviceWrite rejected(long writeId) {
            return new DeviceWrite(writeId, 0, root + "state#$.speed", TagType.FLOAT64, 0, null);
        }

        @Override
        public DeviceWrite unknown(long writeId) {
            return new DeviceWrite(writeId, 99, "nowhere", TagType.FLOAT64, 0, null);
        }

        @Override
        public boolean isShared(Thread thread) {
            return EmbeddedBroker.isItsOwn(thread) || MqttPeer.isItsOwn(thread);
        }

        @Override
        public void close() {
            relay.close();
            if (!isClosed) {
                isClosed = true;
                peer.close();
            }
        }
    }
}
