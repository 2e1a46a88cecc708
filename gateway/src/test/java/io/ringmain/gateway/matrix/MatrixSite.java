package io.ringmain.gateway.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.http.HttpServer;
import io.ringmain.gateway.jobs.JobDesk;
import io.ringmain.gateway.jobs.JobFiles;
import io.ringmain.gateway.jobs.JobKind;
import io.ringmain.gateway.jobs.JobQueue;
import io.ringmain.gateway.jobs.JobSettings;
import io.ringmain.gateway.jobs.SqlJobStore;
import io.ringmain.gateway.jobs.kinds.BackupKind;
import io.ringmain.gateway.jobs.kinds.ExportKind;
import io.ringmain.gateway.jobs.kinds.ImportKind;
import io.ringmain.gateway.jobs.kinds.JobSite;
import io.ringmain.gateway.jobs.kinds.RebuildKind;
import io.ringmain.gateway.jobs.kinds.ReplayKind;
import io.ringmain.gateway.jobs.kinds.ReportKind;
import io.ringmain.gateway.jobs.kinds.VerifyKind;
import io.ringmain.gateway.jobs.kinds.WhatIfKind;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestValve;
import io.ringmain.historian.records.Records;
import io.ringmain.historian.sql.Database;
import io.ringmain.historian.sql.DatabaseSettings;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A running site with the users of the table and a tag, an alarm, a machine and an event in each area. */
final class MatrixSite implements AutoCloseable {
    /** Areas of what is asked for; the last one is none. */
    static final List<String> AREAS = List.of(RightsTable.OWN, "other", "");

    private static final String API = "/api/v1";

    final TestGateway gateway = new TestGateway();
    private final Map<String, String> events = new HashMap<>();
    private final Map<String, String> tokens = new HashMap<>();
    private final Database database;
    private final Database store;
    private final Records records;
    private final HttpServer server;

    MatrixSite(RightsTable table) {
        table.users().forEach(user -> addUser(table, user));
        database = Database.open(DatabaseSettings.sqlite(gateway.folder), Records.SCHEMA);
        records = Records.of(
                database,
                gateway.folder,
                gateway.store::reader,
                gateway.store,
                gateway.plant::journaledSequence,
                gateway.plant::durableSequence,
                Map.of("valve", new TestValve().declaration()));
        records.start();
        store = Database.open(DatabaseSettings.sqlite(gateway.folder), "store");
        server = HttpServer.start(
                gateway.context(true).records(records).jobs(jobs()).databases(() -> List.of(database)));
        table.users().forEach(user -> tokens.put(user.name(), gateway.token(user.name())));
        AREAS.forEach(this::define);
        await().until(() -> records.state().isUp());
        AREAS.forEach(area -> events.put(area, event(name(area, "Alarm"))));
    }

    /** All kinds that there are; nobody does the jobs. */
    private JobDesk jobs() {
        JobSite site = new JobSite(gateway.folder, List.of(new TestValve()), Map.of(), List.of());
        List<JobKind> kinds = List.of(
                new ExportKind(site),
                new ReplayKind(site),
                new WhatIfKind(site),
                new VerifyKind(site),
                new ReportKind(site),
                new RebuildKind(site, DatabaseSettings.sqlite(gateway.folder), null, name -> null),
                new ImportKind(() -> null),
                new BackupKind(site, null));
        JobFiles files = new JobFiles(gateway.folder);
        return new JobDesk(
                new JobQueue(new SqlJobStore(store), kinds, JobSettings.usual(), files, gateway.clock), files);
    }

    private void addUser(RightsTable table, RightsTable.User user) {
        Role role = table.roleOf(user);
        if (!role.isBuiltIn() && gateway.users.role(role.label()).isEmpty()) {
            gateway.users.createRole(role);
        }
        gateway.users.put(user.name(), role, user.areas().toArray(String[]::new));
    }

    /** {@code own.Tag}, {@code other.Tag}, {@code Tag}. */
    private static String name(String area, String what) {
        return area.isEmpty() ? what : area + "." + what;
    }

    private void define(String area) {
        String tag = name(area, "Tag");
        post("/tags", "{\"name\":\"" + tag + "\",\"type\":\"float64\",\"range\":[0,100],\"area\":\"" + area + "\"}");
        post(
                "/alarms",
                "{\"name\":\"" + name(area, "Alarm") + "\",\"tag\":\"" + tag + "\",\"kind\":\"HI\",\"limit\":80}");
        post(
                "/machines",
                "{\"name\":\"" + name(area, "Machine") + "\",\"interval\":\"1h\",\"states\":{\"A\":{},\"B\":{}},"
                        + "\"attributes\":{\"speed\":{\"value\":1.5,\"operator\":true},\"limit\":{\"value\":2.5}},"
                        + "\"transitions\":[{\"from\":\"A\",\"to\":\"B\",\"operator\":true}]}");
        gateway.set(tag, 20);
        gateway.set(tag, 90);
    }

    private void post(String path, String body) {
        HttpRequest request = request(API + path, "administrator")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = gateway.send(request);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    }

    /** Id of something that happened to the alarm. */
    private String event(String alarm) {
        JsonNode items = TestGateway.json(gateway.send(request(API + "/events?class=alarm&limit=100", "administrator")
                        .build()))
                .path("items");
        for (JsonNode event : items) {
            if (event.path("subject").asText().equals(alarm)) {
                return event.path("id").asText();
            }
        }
        throw new AssertionError("no event of " + alarm + ": " + items);
    }

    /** @param user empty for nobody */
    HttpRequest.Builder request(String path, String user) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.url().resolve(path));
        return user.isEmpty() ? request : request.header("Authorization", "Bearer " + tokens.get(user));
    }

    String token(String user) {
        return tokens.get(user);
    }

    HttpServer server() {
        return server;
    }

    /** A request of the table, about what is in that area. */
    String about(String area, String text) {
        return text.replace("$tag", name(area, "Tag"))
                .replace("$alarm", name(area, "Alarm"))
                .replace("$machine", name(area, "Machine"))
                .replace("$event", events.get(area));
    }

    @Override
    public void close() {
        server.close();
        records.close();
        database.stop();
        store.stop();
        gateway.close();
    }
}
