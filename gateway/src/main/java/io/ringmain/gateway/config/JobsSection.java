package io.ringmain.gateway.config;

import java.util.List;

/** The section {@code jobs}: who does long work, and how long what came of it is kept. */
final class JobsSection {
    static final List<String> KEYS =
            List.of("workers", "retention", "max-result-bytes", "max-queued", "timeout", "max-attempts");

    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;
    private static final long MIB = 1L << 20;
    private static final long LARGEST = 1L << 50;

    private JobsSection() {}

    static Settings.Jobs read(Block block) {
        long most = block.bytes("max-result-bytes", 1024 * MIB);
        if ((most < MIB || most > LARGEST) && !block.isBroken("max-result-bytes")) {
            block.report("max-result-bytes", most + "B is not allowed, must be between 1MiB and 1024TiB");
        }
        return new Settings.Jobs(
                block.whole("workers", 1, 1, 16),
                block.durationNs("retention", 7 * DAY, 60 * SECOND, 3650 * DAY),
                most,
                block.whole("max-queued", 1_000, 1, 100_000),
                block.durationNs("timeout", 3600 * SECOND, SECOND, 7 * DAY),
                block.whole("max-attempts", 3, 1, 20));
    }
}
