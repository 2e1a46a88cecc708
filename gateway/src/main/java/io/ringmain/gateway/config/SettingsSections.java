package io.ringmain.gateway.config;

import io.ringmain.core.extension.MachineJarException;
import io.ringmain.core.machine.Machine;
import io.ringmain.core.pipeline.Idle;
import io.ringmain.core.pipeline.ThreadingMode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sections that are no lists. Each may stand in one of the files; flags and environment override its values. */
final class SettingsSections {
    static final Map<String, List<String>> KEYS = new LinkedHashMap<>();
    static final List<String> QUESTDB_KEYS = List.of("embedded", "port", "url", "user", "password");
    static final Map<String, ThreadingMode> THREADING = new LinkedHashMap<>();

    static final Map<String, Idle> IDLE = new LinkedHashMap<>();

    /** Whether lines of the log are JSON. */
    static final Map<String, Boolean> LOG_FORMATS = new LinkedHashMap<>();

    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;
    private static final int DEFAULT_RING_SIZE = 1 << 14;
    private static final int MIN_RING_SIZE = 1 << 8;
    private static final int MAX_RING_SIZE = 1 << 20;
    /** Below that, a thread a stage would have stages wait for each other's time slices. */
    private static final int PROCESSORS_FOR_DEDICATED = 4;

    static {
        KEYS.put(
                "site", List.of("name", "data", "threading", "idle", "ring-size", "machine-folder", "changes", "zone"));
        KEYS.put("http", HttpSection.KEYS);
        KEYS.put("auth", AuthSection.KEYS);
        KEYS.put("journal", JournalSection.KEYS);
        KEYS.put("jobs", JobsSection.KEYS);
        KEYS.put("logging", List.of("format"));
        KEYS.put("historian", List.of("questdb", "sql"));
        KEYS.put("replays", List.of("most", "per-user", "idle"));
        KEYS.put("displays", List.of("folder"));
        KEYS.put("texts", List.of("folder"));
        KEYS.put("render", List.of("browser", "pool", "timeout"));
        THREADING.put("dedicated", ThreadingMode.DEDICATED);
        THREADING.put("shared", ThreadingMode.SHARED);
        LOG_FORMATS.put("text", false);
        LOG_FORMATS.put("json", true);
        IDLE.put("park", Idle.PARK);
        IDLE.put("yield", Idle.YIELD);
        IDLE.put("spin", Idle.SPIN);
    }

    private final Reading reading;
    private final Source root;
    private final Map<String, Block> written;

    SettingsSections(Reading reading, Source root, Map<String, Block> written) {
        this.reading = reading;
        this.root = root;
        this.written = written;
    }

    static Block block(Reading reading, String section, Place place, Node node) {
        return Block.settings(reading, section, place, node, KEYS.get(section));
    }

    String siteName() {
        return block("site").requiredText("name");
    }

    Settings read(String siteName) {
        Settings.Core core = core(siteName);
        return new Settings(
                core,
                HttpSection.read(block("http"), root),
                AuthSection.read(block("auth"), root),
                JournalSection.read(block("journal")),
                historian(core.dataFolder()),
                JobsSection.read(block("jobs"), root, siteName),
                new Settings.Logging(block("logging").choice("format", LOG_FORMATS, false)),
                replays(),
                render(),
                displays(core.dataFolder()),
                texts(core.dataFolder()));
    }

    private Settings.Replays replays() {
        Block block = block("replays");
        return new Settings.Replays(
                block.whole("most", 4, 1, 64),
                block.whole("per-user", 2, 1, 64),
                block.durationNs("idle", 900 * SECOND, 10 * SECOND, DAY));
    }

    private Settings.Render render() {
        Block block = block("render");
        String browser = block.text("browser", "");
        return new Settings.Render(
                browser.isEmpty() ? null : path(block, "browser", browser),
                block.whole("pool", 2, 1, 16),
                block.durationNs("timeout", 60 * SECOND, 5 * SECOND, 600 * SECOND));
    }

    private Settings.Displays displays(Path dataFolder) {
        Block block = block("displays");
        String folder = block.text("folder", root.displayFolder());
        return new Settings.Displays(folder.isEmpty() ? dataFolder.resolve("displays") : path(block, "folder", folder));
    }

    private Settings.Texts texts(Path dataFolder) {
        Block block = block("texts");
        String folder = block.text("folder", root.textFolder());
        return new Settings.Texts(folder.isEmpty() ? dataFolder.resolve("text") : path(block, "folder", folder));
    }

    private static ZoneId zone(Block block) {
        String name = block.text("zone", "");
        try {
            return name.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(name);
        } catch (DateTimeException e) {
            block.report("zone", "'" + name + "' is not allowed, must be a time zone such as Europe/Madrid or UTC");
            return ZoneOffset.UTC;
        }
    }

    private Settings.Core core(String siteName) {
        Block block = block("site");
        String byName = ".ringmain/" + siteName;
        String data = block.text("data", byName);
        if (data.equals(byName) && !isFileName(siteName)) {
            block.report(
                    "name",
                    "'" + siteName
                            + "' can not name the data folder .ringmain/NAME; choose a name without / and \\, or set"
                            + " site.data");
            data = ".ringmain";
        }
        ThreadingMode usual = Runtime.getRuntime().availableProcessors() < PROCESSORS_FOR_DEDICATED
                ? ThreadingMode.SHARED
                : ThreadingMode.DEDICATED;
        ThreadingMode threading = block.choice("threading", THREADING, usual);
        Idle idle = block.choice("idle", IDLE, Idle.PARK);
        int ringSize = block.whole("ring-size", DEFAULT_RING_SIZE, MIN_RING_SIZE, MAX_RING_SIZE);
        if (Integer.bitCount(ringSize) != 1) {
            block.report("ring-size", ringSize + " is not allowed, must be a power of two such as 16384");
        }
        String machines = block.text("machine-folder", "");
        String changes = block.text("changes", root.changesFolder());
        return new Settings.Core(
                path(block, "data", data),
                threading,
                idle,
                ringSize,
                machines.isEmpty() ? null : path(block, "machine-folder", machines),
                changes.isEmpty() ? null : path(block, "changes", changes),
                zone(block));
    }

    /** A folder of that name lies where it is put, and nowhere else. */
    private static boolean isFileName(String name) {
        return !name.equals(".")
                && !name.equals("..")
                && name.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
    }

    /** The site's machines; without those of a folder in which something is wrong, which is reported. */
    Collection<Machine> machines(MachineTypes types, Settings settings) {
        try {
            return types.with(settings.core().machineFolder());
        } catch (MachineJarException e) {
            e.problems().forEach(problem -> block("site").report("machine-folder", problem));
            return types.with(null);
        }
    }

    private Path path(Block block, String key, String data) {
        try {
            return root.folder().resolve(data).normalize();
        } catch (java.nio.file.InvalidPathException e) {
            block.report(key, "'" + data + "' is not allowed, must be a path");
            return root.folder();
        }
    }

    private Settings.Historian historian(Path dataFolder) {
        Block block = block("historian").child("questdb", QUESTDB_KEYS);
        String url = block.text("url", "");
        boolean isEmbedded = block.flag("embedded", url.isEmpty());
        if (isEmbedded && !url.isEmpty()) {
            block.report("url", "is for a server that runs elsewhere, so embedded must be false");
        }
        Block sql = block("historian").child("sql", SqlSection.KEYS);
        return new Settings.Historian(
                new Settings.QuestDb(
                        isEmbedded,
                        block.whole("port", 0, 0, 65_535),
                        url.isEmpty() ? null : server(block, url),
                        block.text("user", ""),
                        block.text("password", "")),
                SqlSection.read(sql, root, dataFolder),
                SqlSection.isMeasured(sql));
    }

    private static URI server(Block block, String url) {
        try {
            URI server = new URI(url);
            if (List.of("http", "https").contains(String.valueOf(server.getScheme())) && server.getHost() != null) {
                return server;
            }
        } catch (URISyntaxException e) {
            // answered with the same line as any other wrong address
        }
        block.report("url", "'" + url + "' is not allowed, must be an address such as http://history.example:9000");
        return null;
    }

    private Block block(String section) {
        return written.computeIfAbsent(section, name -> block(reading, name, new Place(root.label(), 1), null));
    }
}
