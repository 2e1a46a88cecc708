package io.ringmain.gateway.doctor;

import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.ProvisionException;
import io.ringmain.gateway.config.Settings;
import io.ringmain.gateway.config.SiteConfiguration;
import io.ringmain.gateway.tls.ServerKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Ports, the certificate, and programs that are of use but not needed. */
final class SiteCheck {
    private static final int OPC_UA_PORT = 4840;
    private static final String STANDARD_ENDPOINT = "opc.tcp://127.0.0.1";
    private static final Duration SOON = Duration.ofDays(14);

    private final Findings findings;
    private final Settings settings;
    private final List<ConnectorDefinition> connectors;

    SiteCheck(Findings findings, SiteConfiguration site) {
        this.findings = findings;
        this.settings = site.settings();
        this.connectors = site.site().connectors();
    }

    /** @param isRunning whether it has its ports already */
    void run(boolean isRunning) {
        Settings.Http http = settings.http();
        if (!isRunning) {
            port("http.port", http.bind(), http.port());
            if (http.tls() != null && http.tls().hasOwnPort()) {
                port("http.tls.port", http.bind(), http.tls().port());
            }
            if (settings.historian().questDb().isEmbedded()) {
                port(
                        "historian.questdb.port",
                        "127.0.0.1",
                        settings.historian().questDb().port());
            }
            connectors.stream().filter(ConnectorDefinition::isEnabled).forEach(this::served);
        }
        certificate(http);
        program("chromium", "reports as PDF and PNG");
        program("redis-server", "a queue of jobs that several processes share");
    }

    /** The port of a connector that others reach. */
    private void served(ConnectorDefinition connector) {
        if (ReachCheck.SERVING.contains(connector.type())) {
            URI endpoint = URI.create(connector.settings().getOrDefault("endpoint", STANDARD_ENDPOINT));
            int port = endpoint.getPort() < 0 ? OPC_UA_PORT : endpoint.getPort();
            port("connector " + connector.name(), endpoint.getHost(), port);
        }
    }

    private void port(String subject, String address, int port) {
        if (port == 0) {
            findings.ok(subject, "any free one");
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
            findings.ok(subject, address + ":" + port + " is free");
        } catch (IOException e) {
            findings.fail(
                    subject,
                    address + ":" + port + " can not be used: " + e.getMessage(),
                    "end what listens there, or choose another",
                    Finding.Kind.NOT_REACHABLE);
        }
    }

    private void certificate(Settings.Http http) {
        if (http.tls() == null) {
            if (isLoopback(http.bind())) {
                findings.ok("tls", "off, and only this machine reaches the site");
            } else {
                findings.warn(
                        "tls",
                        "off, and other machines reach " + http.bind(),
                        "set http.tls, or bind to 127.0.0.1 behind a server that encrypts");
            }
            return;
        }
        try {
            ServerKeys keys = ServerKeys.read(http.tls().files());
            Instant now = Instant.now();
            String detail = keys.chain().get(0).getSubjectX500Principal() + ", good until " + keys.notAfter();
            if (now.isAfter(keys.notAfter()) || now.isBefore(keys.notBefore())) {
                findings.fail("certificate", detail, "put a new one in its place", Finding.Kind.CONFIGURATION);
            } else if (now.plus(SOON).isAfter(keys.notAfter())) {
                findings.warn("certificate", detail, "put a new one in its place; no restart is needed");
            } else {
                findings.ok("certificate", detail);
            }
        } catch (ProvisionException e) {
            findings.fail("certificate", e.getMessage(), "see http.tls", Finding.Kind.CONFIGURATION);
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (IOException e) {
            return false;
        }
    }

    private void program(String name, String use) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            Path file = Path.of(folder, name);
            if (Files.isExecutable(file)) {
                findings.ok(name, file.toString());
                return;
            }
        }
        findings.ok(name, "not installed; it is for " + use);
    }
}
