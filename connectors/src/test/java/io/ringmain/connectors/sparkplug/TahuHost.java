package io.ringmain.connectors.sparkplug;

import static org.awaitility.Awaitility.await;

import io.ringmain.connectors.mqtt.EmbeddedBroker;
import io.ringmain.connectors.mqtt.MqttPeer;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.tahu.host.HostApplication;
import org.eclipse.tahu.host.api.MultiHostApplicationEventHandler;
import org.eclipse.tahu.message.SparkplugBPayloadDecoder;
import org.eclipse.tahu.message.model.DeviceDescriptor;
import org.eclipse.tahu.message.model.EdgeNodeDescriptor;
import org.eclipse.tahu.message.model.Message;
import org.eclipse.tahu.message.model.MessageType;
import org.eclipse.tahu.message.model.Metric;
import org.eclipse.tahu.message.model.SparkplugBPayload;
import org.eclipse.tahu.message.model.SparkplugDescriptor;
import org.eclipse.tahu.message.model.Topic;
import org.eclipse.tahu.model.MqttServerDefinition;
import org.eclipse.tahu.mqtt.MqttClientId;
import org.eclipse.tahu.mqtt.MqttServerName;
import org.eclipse.tahu.mqtt.MqttServerUrl;
import org.eclipse.tahu.mqtt.RandomStartupDelay;

/** Eclipse Tahu's host application: it checks sequences and aliases by itself and asks for rebirths. */
public final class TahuHost implements MultiHostApplicationEventHandler, AutoCloseable {

    /** A metric of a birth or of data, under the name that Tahu has found for it. */
    public record Seen(String kind, String from, String name, Object value, boolean isHistorical, long timeMs) {}

    public final List<Seen> seen = new CopyOnWriteArrayList<>();
    public final List<String> deaths = new CopyOnWriteArrayList<>();
    public final List<Long> sequences = new CopyOnWriteArrayList<>();
    private final HostApplication host;

    public TahuHost(String id, String group) throws Exception {
        MqttServerDefinition server = new MqttServerDefinition(
                new MqttServerName("broker"),
                new MqttClientId("tahu-" + id, false),
                new MqttServerUrl("tcp://127.0.0.1:" + EmbeddedBroker.port()),
                null,
                null,
                10,
                null);
        host = new HostApplication(
                this,
                id,
                List.of("spBv1.0/" + group + "/#"),
                List.of(server),
                (RandomStartupDelay) null,
                new SparkplugBPayloadDecoder(),
                true);
        // it says that it is online behind its subscriptions
        try (MqttPeer peer = new MqttPeer(EmbeddedBroker.port()).listen("spBv1.0/STATE/" + id)) {
            host.start(true);
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                List<String> states = peer.textsOf("spBv1.0/STATE/" + id);
                return !states.isEmpty() && states.get(states.size() - 1).contains("true");
            });
        }
    }

    /** For the next test. */
    public void clear() {
        seen.clear();
        deaths.clear();
        sequences.clear();
    }

    /** Values of a metric in DATA messages, in their order. */
    public List<Object> data(String name) {
        return seen.stream()
                .filter(metric -> metric.kind().equals("DATA") && name.equals(metric.name()))
                .map(Seen::value)
                .toList();
    }

    public boolean hasBirth(String name) {
        return seen.stream().anyMatch(metric -> metric.kind().equals("BIRTH") && name.equals(metric.name()));
    }

    public void command(String group, String node, String device, Metric metric) throws Exception {
        Topic topic = device == null
                ? new Topic("spBv1.0", group, node, MessageType.NCMD)
                : new Topic("spBv1.0", group, node, device, MessageType.DCMD);
        host.publishCommand(topic, new SparkplugBPayload(new Date(), List.of(metric)));
    }

    private void note(String kind, SparkplugDescriptor from, Metric metric) {
        seen.add(new Seen(
                kind,
                from.getDescriptorString(),
                metric.getName(),
                metric.getValue(),
                Boolean.TRUE.equals(metric.isHistorical()),
                metric.getTimestamp() == null ? 0 : metric.getTimestamp().getTime()));
    }

    @Override
    public void onBirthMetric(MqttServerName server, SparkplugDescriptor from, Metric metric) {
        note("BIRTH", from, metric);
    }

    @Override
    public void onDataMetric(MqttServerName server, SparkplugDescriptor from, Metric metric) {
        note("DATA", from, metric);
    }

    @Override
    public void onNodeDeath(MqttServerName server, EdgeNodeDescriptor node, Message message) {
        deaths.add(node.getDescriptorString());
    }

    @Override
    public void onMessage(MqttServerName server, SparkplugDescriptor from, Message message) {
        if (message.getPayload() != null && message.getPayload().getSeq() != null) {
            sequences.add(message.getPayload().getSeq());
        }
    }

    @Override
    public void onConnect(MqttServerName server) {}

    @Override
    public void onDisconnect(MqttServerName server) {}

    @Override
    public void onNodeBirthArrived(MqttServerName server, EdgeNodeDescriptor node, Message message) {}

    @Override
    public void onNodeBirthComplete(MqttServerName server, EdgeNodeDescriptor node) {}

    @Override
    public void onNodeDataArrived(MqttServerName server, EdgeNodeDescriptor node, Message message) {}

    @Override
    public void onNodeDataComplete(MqttServerName server, EdgeNodeDescriptor node) {}

    @Override
    public void onNodeDeathComplete(MqttServerName server, EdgeNodeDescriptor node) {}

    @Override
    public void onDeviceBirthArrived(MqttServerName server, DeviceDescriptor device, Message message) {}

    @Override
    public void onDeviceBirthComplete(MqttServerName server, DeviceDescriptor device) {}

    @Override
    public void onDeviceDataArrived(MqttServerName server, DeviceDescriptor device, Message message) {}

    @Override
    public void onDeviceDataComplete(MqttServerName server, DeviceDescriptor device) {}

    @Override
    public void onDeviceDeath(MqttServerName server, DeviceDescriptor device, Message message) {}

    @Override
    public void onDeviceDeathComplete(MqttServerName server, DeviceDescriptor device) {}

    @Override
    public void onStale(MqttServerName server, SparkplugDescriptor from, Metric metric) {}

    @Override
    public void close() {
        host.shutdown();
    }
}
