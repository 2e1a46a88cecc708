package io.ringmain.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.alarm.AlarmCondition;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmGroups;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmPolicy;
import io.ringmain.core.alarm.AlarmRationale;
import io.ringmain.core.machine.AttributeValue;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.pipeline.Durability;
import io.ringmain.core.pipeline.Idle;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.tag.Deadband;
import io.ringmain.core.tag.Derivation;
import io.ringmain.core.tag.SiteMetadata;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import io.ringmain.gateway.auth.AccessSettings;
import io.ringmain.gateway.auth.Lockout;
import io.ringmain.gateway.auth.OidcSettings;
import io.ringmain.gateway.auth.PasswordRules;
import io.ringmain.gateway.tls.PemFiles;
import io.ringmain.historian.journal.JournalSettings;
import io.ringmain.historian.sql.DatabaseSettings;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteFileTest {
    private static final String FULL = """
            site: {name: North, data: /var/lib/north, threading: shared, idle: spin, ring-size: 1024, zone: Europe/Madrid}
            http:
              port: 9090
              bind: 0.0.0.0
              hosts: [north.example]
              metrics: open
              tls: {certificate: /etc/tls/cert.pem, key: /etc/tls/key.pem, client-ca: /etc/tls/ca.pem, port: 9443, redirect: false}
              limits: {connections: 100, connections-per-address: 10, requests: 50, body: 2MiB}
              access-log: json
            logging: {format: json}
            auth:
              token-lifetime: 1h
              idle-timeout: 30m
              sessions-per-user: 7
              api-token-lifetime: 30d
              password: {min-length: 16, history: 10, max-age: 90d}
              lockout: {attempts: 3, source-attempts: 50, longest: 5m, forget-after: 1h}
              oidc:
                issuer: https://id.example/realms/north
                name: North ID
                client-id: ringmain
                client-secret-file: oidc.secret
                redirect-uri: https://north.example/api/v1/auth/oidc/callback
                scopes: [openid, groups]
                user-claim: email
                role-claim: realm_access.roles
                roles: {ops: operator}
                longest: 8h
            journal: {snapshot-interval: 1m, durability: {updates: disk, events: mapped}, segment-size: 64MiB, segment-time: 1m, retention-time: 30d, retention-size: 1TiB}
            replays: {most: 6, per-user: 3, idle: 5m}
            displays: {folder: screens}
            texts: {folder: words}
            render: {browser: /opt/chromium, pool: 3, timeout: 30s}
            historian: {questdb: {embedded: false}}
            connectors:
              - {name: plant, type: simulator, url: "tcp://plant", password: 1234}
            tags:
              - name: Feed.Level
                type: float64
                unit: "%"
                display-unit: ppm
                description: Level
                range: [0, 100.5]
                area: Feed
                manufacturer: Acme
                segment: North-1
                position: 12.4km
                deadband: 0.05
                history: false
                source: {connector: plant, address: a1, mode: poll, interval: 100ms, options: {queue-size: 10, edge: up}}
              - {name: Feed.Out, type: float64, writable: true}
              - {name: Feed.Mean, type: float64, expression: "average(Feed.Level, 10s)", tick: 500ms}
              - {name: Feed.Fault, type: bool}
            alarms:
              - name: Feed.Level.HI
                tag: Feed.Level
                kind: HI
                limit: 85
                deadband: 1
                on-delay: 2s
                off-delay: 500ms
                priority: 3
                acknowledge: false
                latching: true
                message: Too high
              - {name: Feed.Fault.ON, tag: Feed.Fault, kind: OFF_NORMAL, normal: false}
            machines:
              - name: Feed.Double
                type: doubler
                interval: 250ms
                bindings: {in: Feed.Level, out: Feed.Out}
                attributes: {gain: 3}
            """;

    private static final Settings.Http HTTP = new Settings.Http(
            9090,
            "0.0.0.0",
            List.of("north.example"),
            true,
            new Settings.Tls(
                    new PemFiles(Path.of("/etc/tls/cert.pem"), Path.of("/etc/tls/key.pem"), Path.of("/etc/tls/ca.pem")),
                    9443,
                    false),
            new Settings.Limits(100, 10, 50, 2L << 20),
            Settings.AccessLog.JSON);

    private static AccessSettings auth() {
        return new AccessSettings(
                Duration.ofHours(1),
                Duration.ofMinutes(30),
                7,
                Duration.ofDays(30),
                new PasswordRules(16, 10, Duration.ofDays(90)),
                new Lockout(3, 50, Duration.ofMinutes(5), Duration.ofHours(1)),
                new OidcSettings(
                        URI.create("https://id.example/realms/north"),
                        "North ID",
                        "ringmain",
                        Path.of("/site/oidc.secret"),
                        URI.create("https://north.example/api/v1/auth/oidc/callback"),
                        List.of("openid", "groups"),
                        "email",
                        "realm_access.roles",
                        Map.of("ops", "operator"),
                        Duration.ofHours(8)));
    }

    @Test
    void shouldReadEveryKey() throws Exception {
        SiteConfiguration read = SiteText.read(FULL);

        assertThat(read.site().name()).isEqualTo("North");
        assertThat(read.settings())
                .isEqualTo(new Settings(
                        new Settings.Core(
                                Path.of("/var/lib/north"),
                                ThreadingMode.SHARED,
                                Idle.SPIN,
                                1024,
                                null,
                                null,
                                ZoneId.of("Europe/Madrid")),
                        HTTP,
                        auth(),
                        new Settings.Journal(
                                60_000_000_000L,
                                new Durability(true, true, true, true, true, false),
                                new JournalSettings(
                                        64L << 20,
                                        60_000_000_000L,
                                        2L << 30,
                                        256L << 20,
                                        30 * 86_400_000_000_000L,
                                        1L << 40)),
                        new Settings.Historian(
                                new Settings.QuestDb(false, 0, null, "", ""),
                                DatabaseSettings.sqlite(Path.of("/var/lib/north"))
                                        .withDrivers(Path.of("/var/lib/north/drivers")),
                                false),
                        new Settings.Jobs(null, 1, 7 * 86_400_000_000_000L, 1L << 30, 1_000, 3600_000_000_000L, 3),
                        new Settings.Logging(true),
                        new Settings.Replays(6, 3, 300_000_000_000L),
                        new Settings.Render(Path.of("/opt/chromium"), 3, 30_000_000_000L),
                        new Settings.Displays(Path.of("/site/screens")),
                        new Settings.Texts(Path.of("/site/words"))));
        assertThat(read.site().connectors())
                .containsExactly(new ConnectorDefinition(
                        "plant", "simulator", Map.of("url", "tcp://plant", "password", "1234")));
        assertThat(read.site().tags().get(0))
                .isEqualTo(TagDefinition.builder("Feed.Level", TagType.FLOAT64)
                        .unit("%")
                        .displayUnit("ppm")
                        .description("Level")
                        .range(0, 100.5)
                        .deadband(Deadband.absolute(0.05))
                        .source(new TagSource(
                                "plant", "a1", TagSource.Mode.POLL, 100, Map.of("queue-size", "10", "edge", "up")))
                        .writable(false)
                        .metadata(new SiteMetadata("Feed", "Acme", "North-1", 12_400))
                        .history(false)
                        .build());
        assertThat(read.site().tags().get(2).derivation())
                .isEqualTo(new Derivation("average(Feed.Level, 10s)", 500_000_000));
        assertThat(read.site().alarms())
                .containsExactly(
                        new AlarmDefinition(
                                "Feed.Level.HI",
                                "Feed.Level",
                                new AlarmCondition.Limit(AlarmKind.HI, BigDecimal.valueOf(85), BigDecimal.ONE),
                                2_000_000_000L,
                                500_000_000L,
                                3,
                                AlarmPolicy.DEFAULT.withoutAcknowledgement().latching(),
                                AlarmGroups.NONE,
                                AlarmRationale.ofMessage("Too high")),
                        AlarmDefinition.of(
                                "Feed.Fault.ON", "Feed.Fault", new AlarmCondition.OffNormal(List.of(0L), List.of())));
        assertThat(read.site().machines())
                .containsExactly(new MachineDefinition(
                        "Feed.Double",
                        "doubler",
                        250_000_000L,
                        Map.of("in", "Feed.Level", "out", "Feed.Out"),
                        Map.of("gain", AttributeValue.of(3L))));
    }

    @Test
    void shouldNeedNothingButAName() throws Exception {
        SiteConfiguration read = SiteText.read("site: {name: North}");

        assertThat(read.settings().core().dataFolder()).isEqualTo(Path.of("/site/.ringmain/North"));
        assertThat(read.settings().http())
                .isEqualTo(new Settings.Http(
                        8080, "127.0.0.1", List.of(), false, null, Settings.Limits.usual(), Settings.AccessLog.NONE));
        assertThat(read.settings().logging().isJson()).isFalse();
        assertThat(read.settings().historian().questDb().isEmbedded()).isTrue();
    }

    @Test
    void shouldIncludeFurtherFiles() throws Exception {
        SiteConfiguration read = SiteText.read(
                Map.of(
                        "site.yaml", "site: {name: North}\ninclude: [tags.yaml, http.yaml]\n",
                        "tags.yaml", "tags:\n  - {name: A, type: bool}\n",
                        "http.yaml", "http: {port: 81}\n"),
                Overrides.none());

        assertThat(read.site().tags()).extracting(TagDefinition::name).containsExactly("A");
        assertThat(read.settings().http().port()).isEqualTo(81);
    }

    @Test
    void shouldNameTheFileThatAnErrorIsIn() {
        List<String> problems = SiteText.problems(
                Map.of(
                        "site.yaml", "site: {name: North}\nhttp: {port: 81}\ninclude: [more.yaml, none.yaml]\n",
                        "more.yaml", "tags:\n  - {name: A, type: boolean}\nhttp: {port: 82}\ninclude: [site.yaml]\n"),
                Overrides.none());

        assertThat(problems)
                .containsExactly(
                        "site.yaml:3: there is no file 'none.yaml'",
                        "more.yaml:2: tags[A].type: 'boolean' is not allowed, must be one of bool, int64, float64,"
                                + " string, int64[], float64[]",
                        "more.yaml:3: http: is written twice, the first time at site.yaml:2",
                        "more.yaml:4: include: 'site.yaml' includes itself");
    }

    @Test
    void shouldPreferFlagsToEnvironmentToFileToDefaults(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "opensesame\n");
        Overrides overrides = new Overrides(
                Map.of("http.port", new Overrides.Flag("--port", "1")),
                Map.of(
                        "RINGMAIN_HTTP_PORT", "2",
                        "RINGMAIN_HTTP_BIND", "127.0.0.2",
                        "RINGMAIN_CONNECTORS_PLANT_PASSWORD_FILE", secret.toString(),
                        "RINGMAIN_SERVICE_HOST", "10.0.0.1"));
        Map<String, String> files = Map.of("site.yaml", FULL);

        SiteConfiguration read = SiteText.read(files, overrides);

        assertThat(read.settings().http().port()).isEqualTo(1);
        assertThat(read.settings().http().bind()).isEqualTo("127.0.0.2");
        assertThat(read.site().connectors().get(0).settings()).containsEntry("password", "opensesame");
        assertThat(read.origins())
                .contains(
                        new Setting("http.port", "1", "--port"),
                        new Setting("http.bind", "127.0.0.2", "RINGMAIN_HTTP_BIND"),
                        new Setting("auth.token-lifetime", "1h", "site.yaml:12"));
    }

    @Test
    void shouldNameTheVariableThatIsWrong() {
        Overrides overrides = new Overrides(
                Map.of(),
                Map.of(
                        "RINGMAIN_HTTP_PORT", "many",
                        "RINGMAIN_HTTP_BINDD", "x",
                        "RINGMAIN_SITE_DATA_FILE", "/nowhere/data"));

        assertThat(SiteText.problems(Map.of("site.yaml", "site: {name: North}"), overrides))
                .containsExactlyInAnyOrder(
                        "environment: RINGMAIN_HTTP_PORT: 'many' is not allowed, must be a whole number from 0 to 65535",
                        "environment: RINGMAIN_HTTP_BINDD: is not known, did you mean 'RINGMAIN_HTTP_BIND'?",
                        "environment: RINGMAIN_SITE_DATA_FILE: '/nowhere/data' can not be read, must be the path of a"
                                + " readable text file");
    }

    @Test
    void shouldSayAllErrorsAtOnceInTheOrderOfTheFile() {
        List<String> problems = SiteText.problems("""
                site: {nam: North}
                http: {port: 70000}
                tags:
                  - {name: A, type: float64, range: [5, 1]}
                alarms:
                  - {name: A.HI, tag: B, kind: HI, limit: high}
                """);

        assertThat(problems)
                .containsExactly(
                        "site.yaml:1: site.nam: is not known, did you mean 'name'? Known: changes, data, idle,"
                                + " machine-folder, name, ring-size, threading, zone",
                        "site.yaml:1: site.name: is missing, must be text",
                        "site.yaml:2: http.port: '70000' is not allowed, must be a whole number from 0 to 65535",
                        "site.yaml:4: tags[A].range: [5.0, 1.0] is not allowed, the low end must be below the high end",
                        "site.yaml:6: alarms[A.HI].limit: 'high' is not allowed, must be a number",
                        "site.yaml:6: alarms[A.HI].tag: tag 'B' is not declared, did you mean 'A'?");
    }
}
