package io.ringmain.gateway.config;

import io.ringmain.core.machine.MachineDefinition;
import java.util.List;

/** One element of {@code machines}. */
final class MachineSection {
    static final List<String> KEYS = List.of("name", "type", "interval", "bindings", "attributes");

    private static final long DEFAULT_INTERVAL_NS = 500_000_000L;

    private MachineSection() {}

    static MachineDefinition read(Block block) {
        return new MachineDefinition(
                block.requiredText("name"),
                block.requiredText("type"),
                block.durationNs("interval", DEFAULT_INTERVAL_NS),
                block.textMap("bindings"),
                block.numberMap("attributes"));
    }
}
