package io.ringmain.connectors.signal;

import io.ringmain.connectors.SettingsReader;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.tag.TagDefinition;
import java.util.ArrayList;
import java.util.List;

/** Makes signal generators. */
public final class SignalsConnectorProvider implements ConnectorProvider {
    static final String TYPE = "signals";

    private static final String SEED = "seed";
    private static final String ORIGIN = "origin";
    private static final List<String> KNOWN = List.of(SEED, ORIGIN);
    private static final List<String> ORIGINS = List.of("start", "epoch");

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<String> validate(ConnectorDefinition definition, List<TagDefinition> tags) {
        List<String> problems = new ArrayList<>();
        SignalReader signals = new SignalReader(seed(new SettingsReader(definition, KNOWN, problems)));
        for (TagDefinition tag : tags) {
            try {
                signals.read(tag);
            } catch (IllegalArgumentException e) {
                problems.add(tag.name() + ": address: " + e.getMessage());
            }
            if (tag.source().intervalMs() < 1) {
                problems.add(tag.name() + ": interval 0ms is too short, at least 1ms");
            }
        }
        return problems;
    }

    private static int seed(SettingsReader reader) {
        reader.oneOf(ORIGIN, ORIGINS.get(0), ORIGINS);
        return reader.number(SEED, 1, 0, Integer.MAX_VALUE);
    }

    @Override
    public Connector create(ConnectorDefinition definition) {
        List<String> problems = new ArrayList<>();
        SettingsReader reader = new SettingsReader(definition, KNOWN, problems);
        int seed = seed(reader);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        boolean isFromEpoch = reader.oneOf(ORIGIN, ORIGINS.get(0), ORIGINS).equals(ORIGINS.get(1));
        return new SignalsConnector(definition.name(), seed, isFromEpoch);
    }
}
