package io.ringmain.gateway.config;

import io.ringmain.historian.sql.DatabaseSettings;
import io.ringmain.historian.sql.Secret;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The mapping {@code historian.sql}: SQLite files in the data folder, or a server. A password does not belong into a site
 * file, which is shown, copied and kept under version control: it is in a file of its own or in the environment.
 */
final class SqlSection {
    static final List<String> KEYS = List.of(
            "url",
            "user",
            "password",
            "password-file",
            "tls",
            "tls-authority",
            "schema-prefix",
            "driver-folder",
            "pool-size",
            "pool-overflow",
            "pre-ping",
            "idle-time",
            "max-age",
            "connect-timeout",
            "acquire-timeout",
            "statement-timeout",
            "attempts",
            "first-pause",
            "longest-pause",
            "monitor",
            "for-tests");
    /** Whether the connection is encrypted, and the server's certificate and name are checked. */
    static final Map<String, Boolean> TLS = new LinkedHashMap<>();
    /** Whether operations are counted and timed for Prometheus. */
    static final Map<String, Boolean> MONITORS = new LinkedHashMap<>();

    private static final long MS = 1_000_000L;
    private static final long SECOND = 1000 * MS;
    private static final long DAY = 86_400 * SECOND;

    static {
        TLS.put("verify", true);
        TLS.put("off", false);
        MONITORS.put("none", false);
        MONITORS.put("prometheus", true);
    }

    private final Block block;
    private final Source root;

    private SqlSection(Block block, Source root) {
        this.block = block;
        this.root = root;
    }

    /** @param dataFolder where SQLite files are */
    static DatabaseSettings read(Block block, Source root, Path dataFolder) {
        return new SqlSection(block, root).read(dataFolder);
    }

    static boolean isMeasured(Block block) {
        return block.choice("monitor", MONITORS, false);
    }

    private DatabaseSettings read(Path dataFolder) {
        String url = block.text("url", "");
        String user = block.text("user", "");
        Secret password = password();
        String prefix = block.text("schema-prefix", "");
        Path drivers = path("driver-folder", dataFolder.resolve("drivers"));
        boolean isForTests = block.flag("for-tests", false);
        DatabaseSettings settings = url.isEmpty() ? embedded(dataFolder) : server(dataFolder, url, user, password);
        try {
            settings = settings.withSchemaPrefix(prefix);
        } catch (IllegalArgumentException e) {
            block.report("schema-prefix", e.getMessage());
        }
        settings = settings.with(tls(settings))
                .withDrivers(drivers)
                .with(pool())
                .with(timeouts())
                .with(retry());
        return isForTests ? settings.forTests() : settings;
    }

    private DatabaseSettings embedded(Path dataFolder) {
        for (String key : List.of("user", "password-file", "tls", "tls-authority", "schema-prefix")) {
            if (block.has(key) && !block.isBroken(key)) {
                block.report(key, "is for a server, so url must be set");
            }
        }
        return DatabaseSettings.sqlite(dataFolder);
    }

    private DatabaseSettings server(Path dataFolder, String url, String user, Secret password) {
        try {
            return DatabaseSettings.server(url, user, password);
        } catch (IllegalArgumentException e) {
            block.report("url", e.getMessage());
            return DatabaseSettings.sqlite(dataFolder);
        }
    }

    private Secret password() {
        if (block.has("password")) {
            block.report(
                    "password",
                    "does not belong into a site file; write it into a file of its own and name that by password-file,"
                            + " or set " + Overrides.variable("historian.sql.password"));
            return Secret.none();
        }
        Path file = path("password-file", null);
        String given = block.text("password", "");
        Scalar scalar = block.scalar("password-file");
        boolean isFile = file != null && (given.isEmpty() || scalar.place().line() == 0);
        return isFile ? Secret.file(file) : given.isEmpty() ? Secret.none() : Secret.of(given);
    }

    private DatabaseSettings.Tls tls(DatabaseSettings settings) {
        boolean isVerified = block.choice("tls", TLS, settings.tls().isVerified());
        Path authority = path("tls-authority", null);
        if (authority != null && !isVerified) {
            block.report("tls-authority", "is of no use while tls is off");
        }
        return isVerified ? DatabaseSettings.Tls.verified(authority) : DatabaseSettings.Tls.off();
    }

    private DatabaseSettings.Pool pool() {
        DatabaseSettings.Pool usual = DatabaseSettings.Pool.usual();
        return new DatabaseSettings.Pool(
                block.whole("pool-size", usual.size(), 1, 100),
                block.whole("pool-overflow", usual.overflow(), 0, 100),
                block.flag("pre-ping", usual.isPrePing()),
                duration("idle-time", usual.idle(), 10 * SECOND, DAY),
                duration("max-age", usual.maxAge(), 30 * SECOND, DAY));
    }

    private DatabaseSettings.Timeouts timeouts() {
        DatabaseSettings.Timeouts usual = DatabaseSettings.Timeouts.usual();
        return new DatabaseSettings.Timeouts(
                duration("connect-timeout", usual.connect(), 100 * MS, 60 * SECOND),
                duration("acquire-timeout", usual.acquire(), 250 * MS, 60 * SECOND),
                duration("statement-timeout", usual.statement(), 10 * MS, 3600 * SECOND));
    }

    private DatabaseSettings.Retry retry() {
        DatabaseSettings.Retry usual = DatabaseSettings.Retry.usual();
        return new DatabaseSettings.Retry(
                block.whole("attempts", usual.attempts(), 1, 20),
                duration("first-pause", usual.first(), MS, 60 * SECOND),
                duration("longest-pause", usual.longest(), MS, 60 * SECOND));
    }

    private Duration duration(String key, Duration usual, long lowNs, long highNs) {
        return Duration.ofNanos(block.durationNs(key, usual.toNanos(), lowNs, highNs));
    }

    /** Relative to the site file. */
    private Path path(String key, Path absent) {
        String text = block.text(key, "");
        if (text.isEmpty()) {
            return absent;
        }
        try {
            return root.folder().resolve(text).normalize();
        } catch (InvalidPathException e) {
            block.report(key, "'" + text + "' is not allowed, must be a path");
            return absent;
        }
    }
}
