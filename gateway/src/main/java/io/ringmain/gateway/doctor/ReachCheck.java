package io.ringmain.gateway.doctor;

import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.system.SystemSite;
import io.ringmain.gateway.config.SiteConfiguration;
import io.ringmain.historian.sql.DatabaseSettings;
import io.ringmain.historian.sql.Dialect;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether devices, brokers and databases answer at their address; each gets 3 s, all at the same time. */
final class ReachCheck {
    private static final int PATIENCE_MS = 3_000;
    private static final Map<String, Integer> PORTS =
            Map.of("opc.tcp", 4840, "mqtt", 1883, "tcp", 1883, "mqtts", 8883, "ssl", 8883, "http", 80, "https", 443);
    private static final int MODBUS_PORT = 502;
    private static final Pattern JDBC = Pattern.compile("jdbc:(\\w+)://([^/:?]+)(?::(\\d+))?");
    /** They are reached rather than reach out. */
    static final List<String> SERVING = List.of("opcua-server");

    private record Place(String subject, String host, int port) {}

    private final Findings findings;
    private final SiteConfiguration site;

    ReachCheck(Findings findings, SiteConfiguration site) {
        this.findings = findings;
        this.site = site;
    }

    void run() {
        List<Place> places = new ArrayList<>();
        for (ConnectorDefinition connector : site.site().connectors()) {
            if (!SystemSite.isOfSystem(connector)) {
                connector(places, connector);
            }
        }
        databases(places);
        List<Thread> threads = new ArrayList<>();
        for (Place place : places) {
            Thread thread = new Thread(() -> reach(place), "doctor " + place.host());
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            try {
                thread.join(2L * PATIENCE_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void connector(List<Place> places, ConnectorDefinition connector) {
        String subject = "connector " + connector.name();
        if (!connector.isEnabled()) {
            findings.ok(subject, "disabled");
            return;
        }
        if (SERVING.contains(connector.type())) {
            return;
        }
        int before = places.size();
        String host = connector.settings().get("host");
        if (host != null) {
            int port = Integer.parseInt(connector.settings().getOrDefault("port", Integer.toString(MODBUS_PORT)));
            places.add(new Place(subject, host, port));
        }
        for (String value : connector.settings().values()) {
            for (String part : value.split(",")) {
                uri(places, subject, part.strip());
            }
        }
        if (places.size() == before) {
            findings.ok(subject, "has no address to be reached at (" + connector.type() + ")");
        }
    }

    private static void uri(List<Place> places, String subject, String text) {
        int scheme = text.indexOf("://");
        if (scheme <= 0 || !PORTS.containsKey(text.substring(0, scheme))) {
            return;
        }
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null) {
                int port = uri.getPort() < 0 ? PORTS.get(uri.getScheme()) : uri.getPort();
                places.add(new Place(subject, uri.getHost(), port));
            }
        } catch (IllegalArgumentException e) {
            // validation has told of it
        }
    }

    private void databases(List<Place> places) {
        DatabaseSettings sql = site.settings().historian().sql();
        if (sql != null && sql.dialect() != Dialect.SQLITE) {
            Matcher address = JDBC.matcher(sql.toString());
            if (address.find()) {
                int usual = sql.dialect() == Dialect.POSTGRESQL ? 5432 : 3306;
                places.add(new Place(
                        "database",
                        address.group(2),
                        address.group(3) == null ? usual : Integer.parseInt(address.group(3))));
            }
        }
        URI questDb = site.settings().historian().questDb().server();
        if (questDb != null) {
            places.add(new Place(
                    "QuestDB",
                    questDb.getHost(),
                    questDb.getPort() < 0 ? PORTS.get(questDb.getScheme()) : questDb.getPort()));
        }
    }

    private void reach(Place place) {
        String where = place.host() + ":" + place.port();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(place.host(), place.port()), PATIENCE_MS);
            findings.ok(place.subject(), where + " takes connections");
        } catch (IOException | RuntimeException e) {
            findings.fail(
                    place.subject(),
                    where + " is not reached: " + e.getMessage(),
                    "look at its address, at the network, and whether it runs; the site starts without and tries on",
                    Finding.Kind.NOT_REACHABLE);
        }
    }
}
