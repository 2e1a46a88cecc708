package io.ringmain.gateway.config;

import io.ringmain.core.pipeline.Durability;
import io.ringmain.historian.journal.JournalSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The section {@code journal}: how safe records are, and how often the state is stored. */
final class JournalSection {
    static final List<String> KEYS = List.of(
            "snapshot-interval",
            "durability",
            "segment-size",
            "segment-time",
            "free-space-warning",
            "free-space-floor",
            "retention-time",
            "retention-size");
    static final List<String> DURABILITY_KEYS =
            List.of("updates", "commands", "alarms", "machines", "configuration", "events");
    /** Whether a record has to be on disk. */
    static final Map<String, Boolean> DURABILITY = new LinkedHashMap<>();

    private static final long MIB = 1L << 20;
    private static final long LARGEST = 1L << 50;
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
                durability(block.child("durability", DURABILITY_KEYS)),
                disk(block));
    }

    private static JournalSettings disk(Block block) {
        JournalSettings usual = JournalSettings.DEFAULT;
        long segment = bytes(block, "segment-size", usual.segmentBytes(), 16 * MIB, 4096 * MIB, "16MiB and 4GiB");
        long time = block.durationNs("segment-time", usual.segmentNs(), 60 * SECOND, 30 * DAY);
        long warning =
                bytes(block, "free-space-warning", usual.warnFreeBytes(), 64 * MIB, LARGEST, "64MiB and 1024TiB");
        long floor = bytes(block, "free-space-floor", usual.minFreeBytes(), 64 * MIB, LARGEST, "64MiB and 1024TiB");
        if (floor > warning && !block.isBroken("free-space-floor") && !block.isBroken("free-space-warning")) {
            block.report("free-space-floor", "is above free-space-warning, must be below it");
        }
        long kept = block.durationNs("retention-time", usual.retentionNs(), 3600 * SECOND, 36_500 * DAY);
        long most = block.has("retention-size")
                ? bytes(block, "retention-size", 1024 * MIB, 1024 * MIB, LARGEST, "1GiB and 1024TiB")
                : JournalSettings.HALF_OF_THE_DISK;
        return new JournalSettings(segment, time, warning, floor, kept, most);
    }

    private static long bytes(Block block, String key, long absent, long low, long high, String range) {
        long bytes = block.bytes(key, absent);
        if ((bytes < low || bytes > high) && !block.isBroken(key)) {
            block.report(key, bytes + "B is not allowed, must be between " + range);
            return absent;
        }
        return bytes;
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
