package io.ringmain.gateway.config;

import io.ringmain.core.pipeline.Durability;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The section {@code journal}: how safe records are, and how often the state is stored. */
final class JournalSection {
    static final List<String> KEYS = List.of("snapshot-interval", "durability");
    static final List<String> DURABILITY_KEYS =
            List.of("updates", "commands", "alarms", "machines", "configuration", "events");
    /** Whether a record has to be on disk. */
    static final Map<String, Boolean> DURABILITY = new LinkedHashMap<>();

    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;

    static {
        DURABILITY.put("mapped", false);
        DURABILITY.put("disk", true);
    }

    private JournalSection() {}

    static Settings.Journal read(Block block) {
        return new Settings.Journal(
                block.durationNs("snapshot-interval", 300 * SECOND, 10 * SECOND, DAY),
                durability(block.child("durability", DURABILITY_KEYS)));
    }

    private static Durability durability(Block block) {
        Durability usual = Durability.DEFAULT;
        return new Durability(
                block.choice("updates", DURABILITY, usual.updates()),
                block.choice("commands", DURABILITY, usual.commands()),
                block.choice("alarms", DURABILITY, usual.alarms()),
                block.choice("machines", DURABILITY, usual.machines()),
                block.choice("configuration", DURABILITY, usual.configuration()),
                block.choice("events", DURABILITY, usual.events()));
    }
}
