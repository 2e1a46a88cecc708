package io.ringmain.gateway.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantConnector;
import io.ringmain.core.plant.PlantStatus;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.gateway.config.SecretSettings;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A connector's definition and how it is. What only it may know is not shown. */
public final class ConnectorView {
    private ConnectorView() {}

    /** How many tags are bound to each connector, by its name. */
    public static Map<String, Integer> tags(SitePlan site) {
        Map<String, Integer> tags = new HashMap<>();
        for (int id = 0; id < site.tagCount(); id++) {
            TagDefinition tag = site.tag(id);
            if (tag != null && tag.source() != null) {
                tags.merge(tag.source().connector(), 1, Integer::sum);
            }
        }
        return tags;
    }

    public static void write(JsonGenerator out, Plant plant, ConnectorDefinition connector, int tags)
            throws IOException {
        Optional<PlantConnector> running = plant.connector(connector.name());
        LinkState absent = connector.isEnabled() ? LinkState.UNAVAILABLE : LinkState.DISABLED;
        out.writeStartObject();
        PlantStatus.LinkStatus status = running.map(PlantConnector::status)
                .orElseGet(
                        () -> new PlantStatus.LinkStatus(connector.name(), connector.type(), absent, 0, "", Map.of()));
        SystemView.writeLinkFields(out, status);
        out.writeBooleanField("enabled", connector.isEnabled());
        out.writeNumberField("tags", tags);
        out.writeObjectFieldStart("settings");
        for (Map.Entry<String, String> setting : connector.settings().entrySet()) {
            out.writeStringField(
                    setting.getKey(),
                    SecretSettings.isSecret(setting.getKey()) ? SecretSettings.HIDDEN : setting.getValue());
        }
        out.writeEndObject();
        out.writeObjectFieldStart("counters");
        for (Map.Entry<String, Long> count : new TreeMap<>(status.counts()).entrySet()) {
            out.writeNumberField(count.getKey(), count.getValue());
        }
        out.writeEndObject();
        writeMachines(out, plant.site(), connector.name());
        out.writeBooleanField(
                "browsable", running.flatMap(PlantConnector::browser).isPresent());
        out.writeBooleanField(
                "certificates", running.flatMap(PlantConnector::trustList).isPresent());
        out.writeEndObject();
    }

    /** Its acquisitions, which are machines. */
    private static void writeMachines(JsonGenerator out, SitePlan site, String connector) throws IOException {
        String prefix = "Engines." + connector + ".";
        out.writeArrayFieldStart("machines");
        for (int id = 0; id < site.machineCount(); id++) {
            if (site.machine(id) != null && site.machine(id).name().startsWith(prefix)) {
                out.writeString(site.machine(id).name());
            }
        }
        out.writeEndArray();
    }
}
