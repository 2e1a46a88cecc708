package io.ringmain.connectors.sparkplug.edge;

import io.ringmain.connectors.mqtt.broker.BrokerLink;
import io.ringmain.core.plant.ServedPlant;
import io.ringmain.core.plant.ServingConnector;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.tag.Quality;
import java.util.Map;
import java.util.StringJoiner;

/** An edge node. Started and closed once. Thread: start and close by one, everything else by any. Owns: the link. */
final class EdgeConnector implements ServingConnector {
    private final String name;
    private final EdgeSettings settings;
    private final EdgeCounters counters = new EdgeCounters();
    private ServedPlant served;
    private volatile ConnectorContext context;
    private volatile EdgeSession session;
    private volatile EdgeCommands commands;
    private volatile BrokerLink link;

    EdgeConnector(String name, EdgeSettings settings) {
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
        commands = new EdgeCommands(name, settings, served, counters);
        EdgeSession made = new EdgeSession(settings, served, connectorContext, counters, commands);
        BrokerLink opened = new BrokerLink(name, settings.broker(), made);
        made.use(opened);
        session = made;
        link = opened;
        opened.start();
    }

    /** Its tags are not bound to it. */
    @Override
    public void write(DeviceWrite write) {
        context.answer(write.writeId(), Quality.BAD_NOT_WRITABLE);
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
        if (!session.remark().isEmpty()) {
            text.add(session.remark());
        }
        if (!commands.refusal().isEmpty()) {
            text.add(commands.refusal());
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
