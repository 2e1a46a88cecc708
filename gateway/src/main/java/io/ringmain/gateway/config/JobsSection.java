package io.ringmain.gateway.config;

import io.ringmain.historian.sql.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The section {@code jobs}: who does long work, and how long what came of it is kept. */
final class JobsSection {
    static final List<String> KEYS = List.of(
            "queue", "redis", "workers", "retention", "max-result-bytes", "max-queued", "timeout", "max-attempts");
    static final List<String> REDIS_KEYS = List.of("url", "user", "password", "password-file", "prefix");
    /** Whether the queue is in Redis. */
    static final Map<String, Boolean> QUEUES = new LinkedHashMap<>();

    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;
    private static final long MIB = 1L << 20;
    private static final long LARGEST = 1L << 50;

    static {
        QUEUES.put("sql", false);
        QUEUES.put("redis", true);
    }

    private JobsSection() {}

    /** @param siteName from which keys in Redis are named when nothing else is said */
    static Settings.Jobs read(Block block, Source root, String siteName) {
        boolean isRedis = block.choice("queue", QUEUES, false);
        if (!isRedis && block.has("redis") && !block.isBroken("redis")) {
            block.report("redis", "is of no use while queue is sql");
        }
        long most = block.bytes("max-result-bytes", 1024 * MIB);
        if ((most < MIB || most > LARGEST) && !block.isBroken("max-result-bytes")) {
            block.report("max-result-bytes", most + "B is not allowed, must be between 1MiB and 1024TiB");
        }
        return new Settings.Jobs(
                isRedis ? redis(block.child("redis", REDIS_KEYS), root, siteName) : null,
                block.whole("workers", 1, 1, 16),
                block.durationNs("retention", 7 * DAY, 60 * SECOND, 3650 * DAY),
                most,
                block.whole("max-queued", 1_000, 1, 100_000),
                block.durationNs("timeout", 3600 * SECOND, SECOND, 7 * DAY),
                block.whole("max-attempts", 3, 1, 20));
    }

    private static Settings.Redis redis(Block block, Source root, String siteName) {
        return new Settings.Redis(
                url(block, block.text("url", "redis://127.0.0.1:6379/0")),
                block.text("user", ""),
                password(block, root),
                block.text("prefix", "ringmain:" + siteName + ":"));
    }

    private static URI url(Block block, String text) {
        try {
            URI url = new URI(text);
            boolean isKnown = List.of("redis", "rediss").contains(String.valueOf(url.getScheme()));
            boolean isPlain = url.getUserInfo() == null && url.getQuery() == null && url.getFragment() == null;
            if (isKnown && isPlain && url.getHost() != null && url.getPath().matches("/?|/[0-9]{1,4}")) {
                return url;
            }
        } catch (URISyntaxException e) {
            // answered with the same line as any other wrong address
        }
        block.report(
                "url",
                "'" + text + "' is not allowed, must be like redis://host:6379/0, or rediss://host:6379/0 for TLS,"
                        + " without user and password");
        return URI.create("redis://127.0.0.1");
    }

    private static Secret password(Block block, Source root) {
        if (block.has("password")) {
            block.report(
                    "password",
                    "does not belong into a site file; write it into a file of its own and name that by password-file,"
                            + " or set " + Overrides.variable("jobs.redis.password"));
            return Secret.none();
        }
        String given = block.text("password", "");
        String file = block.text("password-file", "");
        if (!given.isEmpty()) {
            return Secret.of(given);
        }
        try {
            return file.isEmpty()
                    ? Secret.none()
                    : Secret.file(root.folder().resolve(file).normalize());
        } catch (InvalidPathException e) {
            block.report("password-file", "'" + file + "' is not allowed, must be a path");
            return Secret.none();
        }
    }
}
