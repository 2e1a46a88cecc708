package io.ringmain.connectors.sparkplug;

import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.tahu.edge.EdgeClient;
import org.eclipse.tahu.edge.api.MetricHandler;
import org.eclipse.tahu.message.SparkplugBPayloadDecoder;
import org.eclipse.tahu.message.SparkplugBPayloadEncoder;
import org.eclipse.tahu.message.model.DeviceDescriptor;
import org.eclipse.tahu.message.model.EdgeNodeDescriptor;
import org.eclipse.tahu.message.model.MessageType;
import org.eclipse.tahu.message.model.Metric;
import org.eclipse.tahu.message.model.Metric.MetricBuilder;
import org.eclipse.tahu.message.model.MetricDataType;
import org.eclipse.tahu.message.model.SparkplugBPayload;
import org.eclipse.tahu.message.model.SparkplugBPayloadMap;
import org.eclipse.tahu.message.model.SparkplugDescriptor;
import org.eclipse.tahu.message.model.Topic;
import org.eclipse.tahu.model.MqttServerDefinition;
import org.eclipse.tahu.mqtt.ClientCallback;
import org.eclipse.tahu.mqtt.MqttClientId;
import org.eclipse.tahu.mqtt.MqttServerName;
import org.eclipse.tahu.mqtt.MqttServerUrl;

/** Eclipse Tahu's edge node with one device. */
public final class TahuEdge implements MetricHandler, ClientCallback, AutoCloseable {
    private final EdgeNodeDescriptor node;
    private final String device;
    private final EdgeClient client;
    private final AtomicInteger bdSeq = new AtomicInteger(-1);
    private final AtomicInteger births = new AtomicInteger();
    private volatile List<Metric> nodeMetrics;
    private volatile List<Metric> deviceMetrics;
    /** Metrics of commands other than for a birth, with their device. */
    public final List<String> commands = new CopyOnWriteArrayList<>();

    public TahuEdge(int port, String group, String name, String device, List<Metric> ofNode, List<Metric> ofDevice)
            throws Exception {
        node = new EdgeNodeDescriptor(group, name);
        this.device = device;
        nodeMetrics = ofNode;
        deviceMetrics = ofDevice;
        client = new EdgeClient(
                this,
                node,
                List.of(device),
                null,
                true,
                100L,
                List.of(new MqttServerDefinition(
                        new MqttServerName("broker"),
                        new MqttClientId("tahu-" + group, false),
                        new MqttServerUrl("tcp://127.0.0.1:" + port),
                        null,
                        null,
                        10,
                        getDeathTopic())),
                this,
                null);
        Thread thread = new Thread(client, "tahu-edge");
        thread.setDaemon(true);
        thread.start();
    }

    public static Metric metric(String name, MetricDataType type, Object value) throws Exception {
        return new MetricBuilder(name, type, value).timestamp(new Date()).createMetric();
    }

    public int births() {
        return births.get();
    }

    public void data(Metric... metrics) {
        client.publishNodeData(new SparkplugBPayload(new Date(), List.of(metrics)));
    }

    public void deviceData(Metric... metrics) {
        client.publishDeviceData(device, new SparkplugBPayload(new Date(), List.of(metrics)));
    }

    public void deviceDeath() {
        client.publishDeviceDeath(device);
    }

    @Override
    public Topic getDeathTopic() {
        return new Topic("spBv1.0", node, MessageType.NDEATH);
    }

    @Override
    public byte[] getDeathPayloadBytes() throws Exception {
        Metric number = metric("bdSeq", MetricDataType.Int64, (long) (bdSeq.incrementAndGet() & 0xFF));
        return new SparkplugBPayloadEncoder().getBytes(new SparkplugBPayload(new Date(), List.of(number)), true);
    }

    @Override
    public void publishBirthSequence() {
        try {
            SparkplugBPayloadMap birth = new SparkplugBPayloadMap.SparkplugBPayloadMapBuilder()
                    .setTimestamp(new Date())
                    .addMetric(metric("bdSeq", MetricDataType.Int64, (long) (bdSeq.get() & 0xFF)))
                    .addMetric(metric("Node Control/Rebirth", MetricDataType.Boolean, false))
                    .addMetrics(nodeMetrics)
                    .createPayload();
            client.publishNodeBirth(birth);
            client.publishDeviceBirth(device, new SparkplugBPayload(new Date(), deviceMetrics));
            births.incrementAndGet();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean hasMetric(SparkplugDescriptor from, String name) {
        List<Metric> metrics = from instanceof DeviceDescriptor ? deviceMetrics : nodeMetrics;
        return metrics.stream().anyMatch(metric -> metric.getName().equals(name));
    }

    @Override
    public void messageArrived(
            MqttServerName server, MqttServerUrl url, MqttClientId id, String topic, MqttMessage message) {
        if (!topic.contains("CMD/")) {
            return;
        }
        try {
            SparkplugBPayload payload = new SparkplugBPayloadDecoder().buildFromByteArray(message.getPayload(), null);
            for (Metric metric : payload.getMetrics()) {
                if ("Node Control/Rebirth".equals(metric.getName())) {
                    client.handleRebirthRequest(true);
                } else {
                    commands.add(topic + " " + metric.getName() + "=" + metric.getValue());
                }
            }
        } catch (Exception e) {
            commands.add(e.toString());
        }
    }

    @Override
    public void connectionLost(MqttServerName server, MqttServerUrl url, MqttClientId id, Throwable cause) {}

    @Override
    public void connectComplete(boolean isReconnect, MqttServerName server, MqttServerUrl url, MqttClientId id) {}

    /** Asked by Tahu, not to be waited for. */
    @Override
    public void shutdown() {}

    /** It takes Tahu some seconds to end; it dies at once. */
    @Override
    public void close() {
        Thread thread = new Thread(
                () -> {
                    client.disconnect(true);
                    client.shutdown();
                },
                "tahu-edge-end");
        thread.setDaemon(true);
        thread.start();
    }
}
