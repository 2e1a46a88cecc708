package io.ringmain.core.plant;

import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.AcquisitionAction;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A field device played by the test: what was written stands in a list, what it says the test says. */
final class ScriptedConnector implements ConnectorProvider, Connector {
    static final String TYPE = "scripted";

    final List<DeviceWrite> writes = new ArrayList<>();
    ConnectorContext context;
    RuntimeException failure;
    RuntimeException startFailure;
    RuntimeException createFailure;
    ConnectorDefinition created;
    final List<String> counters = new ArrayList<>();
    final Map<String, Long> counts = new HashMap<>();
    final List<String> actions = new ArrayList<>();
    boolean takesActions = true;
    int starts;
    int closes;
    Runnable onClose = () -> {};

    static ConnectorDefinition definition(String name) {
        return new ConnectorDefinition(name, TYPE, Map.of());
    }

    static TagDefinition tag(String name, TagType type, String connector) {
        return TagDefinition.internal(name, type)
                .withSource(new TagSource(connector, "address of " + name, TagSource.Mode.SUBSCRIBE, 100));
    }

    DeviceWrite lastWrite() {
        return writes.get(writes.size() - 1);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<String> validate(ConnectorDefinition definition, List<TagDefinition> tags) {
        return List.of();
    }

    @Override
    public Connector create(ConnectorDefinition definition) {
        created = definition;
        if (createFailure != null) {
            throw createFailure;
        }
        return this;
    }

    @Override
    public List<String> counters() {
        return counters;
    }

    @Override
    public Map<String, Long> counts() {
        return counts;
    }

    @Override
    public boolean control(TagSource.Mode mode, int intervalMs, AcquisitionAction action) {
        if (takesActions) {
            actions.add(action + " " + mode + " " + intervalMs);
        }
        return takesActions;
    }

    @Override
    public void start(ConnectorContext given) {
        context = given;
        starts++;
        if (startFailure != null) {
            throw startFailure;
        }
    }

    @Override
    public void write(DeviceWrite write) {
        if (failure != null) {
            throw failure;
        }
        writes.add(write);
    }

    @Override
    public String detail() {
        return "";
    }

    @Override
    public void close() {
        closes++;
        onClose.run();
    }
}
