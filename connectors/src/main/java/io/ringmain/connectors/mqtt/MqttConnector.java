package io.ringmain.connectors.mqtt;

import io.ringmain.connectors.mqtt.broker.BrokerLink;
import io.ringmain.connectors.mqtt.broker.Message;
import io.ringmain.core.plant.ServedPlant;
import io.ringmain.core.plant.ServingConnector;
import io.ringmain.core.spi.AcquisitionAction;
import io.ringmain.core.spi.BoundTag;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagSource;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A link to one MQTT broker. Started and closed once.
 *
 * <p>Thread: {@link #start} and {@link #close} by one; everything else by any. Owns: the link with its two threads.
 */
final class MqttConnector implements ServingConnector {
    private final String name;
    private final MqttSettings settings;
    private final MqttCounters counters = new MqttCounters();
    private final Remarks remarks = new Remarks();
    private ServedPlant served;
    private volatile ConnectorContext context;
    private volatile BrokerLink link;
    private volatile MqttSession session;

    MqttConnector(String name, MqttSettings settings) {
        this.name = name;
        this.settings = settings;
    }

    @Override
    public void serve(ServedPlant plant) {
        served = plant;
    }

    @Override
    public void start(ConnectorContext connectorContext) {
        if (context != null) {
            throw new IllegalStateException("connector " + name + " is started already");
        }
        context = connectorContext;
        MqttSession made = new MqttSession(settings, connectorContext, counters, remarks);
        BrokerLink opened = new BrokerLink(name, settings.broker(), made);
        made.use(
                opened,
                settings.publishing() == null || served == null
                        ? null
                        : new Outlet(settings.publishing(), served, opened));
        session = made;
        link = opened;
        opened.start();
    }

    @Override
    public void write(DeviceWrite write) {
        counters.writes.increment();
        ConnectorContext answers = context;
        MqttSession present = session;
        TopicTag tag = present == null ? null : present.tag(write.tagId());
        if (tag == null || tag.options.write() == null) {
            answers.answer(write.writeId(), tag == null ? Quality.BAD_NODE_ID_UNKNOWN : Quality.BAD_NOT_WRITABLE);
            return;
        }
        TagOptions.WriteTarget target = tag.options.write();
        Message message = new Message(
                target.topic(), PayloadWriter.of(target.payload(), tag.name, write), target.qos(), target.isRetained());
        link.publish(message, settings.writeTimeoutMs()).thenAccept(status -> answers.answer(write.writeId(), status));
    }

    @Override
    public boolean tagsChanged(List<BoundTag> tags) {
        MqttSession present = session;
        if (present == null) {
            return false;
        }
        present.tagsChanged(tags);
        return true;
    }

    @Override
    public boolean control(TagSource.Mode mode, int intervalMs, AcquisitionAction action) {
        MqttSession present = session;
        if (present == null || mode != TagSource.Mode.SUBSCRIBE) {
            return false;
        }
        present.control(action);
        return true;
    }

    @Override
    public String detail() {
        BrokerLink present = link;
        if (present == null) {
            return "";
        }
        StringJoiner text = new StringJoiner("; ");
        text.setEmptyValue("");
        if (!present.isConnected() && !present.lastError().isEmpty()) {
            text.add(settings.broker().address() + ": " + present.lastError());
        }
        for (String part : List.of(remarks.text(), counters.losses(present.counters()))) {
            if (!part.isEmpty()) {
                text.add(part);
            }
        }
        return text.toString();
    }

    @Override
    public Map<String, Long> counts() {
        BrokerLink present = link;
        return present == null ? Map.of() : counters.values(present.counters());
    }

    @Override
    public void close() {
        BrokerLink present = link;
        if (present != null) {
            present.close();
        }
    }
}
