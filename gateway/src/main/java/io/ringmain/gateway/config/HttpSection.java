package io.ringmain.gateway.config;

import io.ringmain.gateway.tls.PemFiles;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The section {@code http}: where the server listens, for whom, how safely and how much. */
final class HttpSection {
    static final List<String> KEYS = List.of("port", "bind", "hosts", "metrics", "tls", "limits", "access-log");
    static final List<String> TLS_KEYS = List.of("certificate", "key", "client-ca", "port", "redirect");
    static final List<String> LIMIT_KEYS = List.of("connections", "connections-per-address", "requests", "body");

    /** Whether figures are open to this machine without a login. */
    static final Map<String, Boolean> METRICS = new LinkedHashMap<>();

    static final Map<String, Settings.AccessLog> ACCESS_LOG = new LinkedHashMap<>();

    private static final int DEFAULT_PORT = 8080;
    private static final int HIGHEST_PORT = 65_535;
    private static final long KIB = 1L << 10;
    private static final long MIB = 1L << 20;

    static {
        METRICS.put("login", false);
        METRICS.put("open", true);
        ACCESS_LOG.put("none", Settings.AccessLog.NONE);
        ACCESS_LOG.put("combined", Settings.AccessLog.COMBINED);
        ACCESS_LOG.put("json", Settings.AccessLog.JSON);
    }

    private final Block block;
    private final Source root;

    private HttpSection(Block block, Source root) {
        this.block = block;
        this.root = root;
    }

    static Settings.Http read(Block block, Source root) {
        HttpSection section = new HttpSection(block, root);
        int port = block.whole("port", DEFAULT_PORT, 0, HIGHEST_PORT);
        return new Settings.Http(
                port,
                block.text("bind", "127.0.0.1"),
                block.texts("hosts"),
                block.choice("metrics", METRICS, false),
                section.tls(port),
                section.limits(),
                block.choice("access-log", ACCESS_LOG, Settings.AccessLog.NONE));
    }

    private Settings.Tls tls(int plainPort) {
        Block tls = block.child("tls", TLS_KEYS);
        Path certificate = path(tls, "certificate");
        Path key = path(tls, "key");
        Path authority = path(tls, "client-ca");
        boolean isSeparate = tls.has("port");
        int port = tls.whole("port", plainPort, 0, HIGHEST_PORT);
        boolean isRedirecting = tls.flag("redirect", true);
        if (certificate == null && key == null) {
            for (String alone : List.of("client-ca", "port", "redirect")) {
                if (tls.has(alone) && !tls.isBroken(alone)) {
                    tls.report(alone, "is of no use without certificate and key");
                }
            }
            return null;
        }
        if (certificate == null || key == null) {
            tls.report(certificate == null ? "certificate" : "key", "is missing, must be the path of a PEM file");
            return null;
        }
        if (tls.has("redirect") && !isSeparate) {
            tls.report("redirect", "is for a port of its own, so port must be set");
        }
        if (isSeparate && port == plainPort && port != 0) {
            tls.report("port", port + " is http.port, too; must be another one, or be left out for TLS there");
        }
        return new Settings.Tls(new PemFiles(certificate, key, authority), isSeparate ? port : -1, isRedirecting);
    }

    private Settings.Limits limits() {
        Block limits = block.child("limits", LIMIT_KEYS);
        Settings.Limits usual = Settings.Limits.usual();
        long body = limits.bytes("body", usual.bodyBytes());
        if ((body < 64 * KIB || body > 64 * MIB) && !limits.isBroken("body")) {
            limits.report("body", body + "B is not allowed, must be between 64KiB and 64MiB");
            body = usual.bodyBytes();
        }
        return new Settings.Limits(
                limits.whole("connections", usual.connections(), 10, 100_000),
                limits.whole("connections-per-address", usual.connectionsPerAddress(), 1, 100_000),
                limits.whole("requests", usual.requestsPerSecond(), 0, 1_000_000),
                body);
    }

    private Path path(Block of, String key) {
        String text = of.text(key, "");
        if (text.isEmpty()) {
            return null;
        }
        try {
            return root.folder().resolve(text).normalize();
        } catch (InvalidPathException e) {
            of.report(key, "'" + text + "' is not allowed, must be the path of a file");
            return null;
        }
    }
}
