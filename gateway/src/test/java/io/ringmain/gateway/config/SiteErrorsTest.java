package io.ringmain.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One wrong thing a time, and the line that it is answered with. */
class SiteErrorsTest {
    private static final String HEAD = "site: {name: North}\n";
    private static final String SITE_KEYS =
            "alarm-groups, alarms, auth, connectors, displays, historian, http, include, instances, jobs, journal, logging, machines, render, replays, site, tags,"
                    + " templates, texts";

    private static final List<Case> CASES = List.of(
            // the text
            whole("", "1: is empty, must hold at least site: {name: ...}"),
            whole("- a", "1: is a list, must be a mapping (lines of 'key: value')"),
            whole("site: {name: North", "1: is not valid YAML: expected ',' or '}', but got <stream end>"),
            whole("site: {name: N}\n---\na: 1", "2: is not valid YAML: but found another document"),
            whole("site: {name: \u00e9}", "1: is not UTF-8 text, must be YAML in UTF-8"),
            whole("site: *nobody", "1: is not valid YAML: found undefined alias nobody"),
            whole("[".repeat(100_000), "1: is nested too deeply, more than 200 in each other"),
            whole("http: {port: 1}", "1: site.name: is missing, must be text"),
            whole(
                    "site: {name: N, zone: Mars/Base}",
                    "1: site.zone: 'Mars/Base' is not allowed, must be a time zone such as Europe/Madrid or UTC"),
            // keys
            bad("htp: {port: 1}", "htp: is not known, did you mean 'http'? Known: " + SITE_KEYS),
            bad("screens: []", "screens: is not known, known: " + SITE_KEYS),
            bad("displays: []", "displays: is a list, must be a mapping (lines of 'key: value')"),
            bad("displays: {folder: [a]}", "displays.folder: is a list, must be a single value"),
            bad(
                    "http: {port: 1, prot: 2}",
                    "http.prot: is not known, did you mean 'port'? Known: access-log, bind,"
                            + " hosts, limits, metrics, port, tls"),
            bad("http: {port: 1, port: 2}", "http.port: is written twice, the first time in line 2"),
            bad("http: {[a]: 2}", "http: has a key that is a list, must be plain text"),
            bad(
                    "http: {port: !!java/object 1}",
                    "http.port: has the YAML tag tag:yaml.org,2002:java/object, tags are" + " not allowed"),
            bad("http: 8080", "http: is '8080', must be a mapping (lines of 'key: value')"),
            bad("http:", "http: is empty, must be a mapping (lines of 'key: value')"),
            // settings
            bad("http: {port: '80'}", "http.port: '80' is not allowed, must be a whole number from 0 to 65535"),
            bad("http: {port: 80.5}", "http.port: '80.5' is not allowed, must be a whole number from 0 to 65535"),
            bad("http: {port: -1}", "http.port: '-1' is not allowed, must be a whole number from 0 to 65535"),
            bad("http: {port: [80]}", "http.port: is a list, must be a single value"),
            bad("http: {port: }", "http.port: is empty, must be a single value"),
            bad("http: {hosts: a}", "http.hosts: is 'a', must be a list of texts"),
            bad("http: {hosts: [{}]}", "http.hosts: has an entry that is a mapping, must be a list of texts"),
            bad("auth: {token-lifetime: 60}", "auth.token-lifetime: '60' is not allowed, " + Quantity.DURATIONS),
            bad(
                    "auth: {token-lifetime: 3 weeks}",
                    "auth.token-lifetime: '3 weeks' is not allowed, " + Quantity.DURATIONS),
            bad(
                    "auth: {lockout: {longest: 1h, forget-after: 1m}}",
                    "auth.lockout.forget-after: is shorter than longest, must be at least as long"),
            bad(
                    "auth: {oidc: {issuer: 'http://id.example', client-id: r, redirect-uri: 'https://r.example/api/v1/auth/oidc/callback', roles: {a: operator}}}",
                    "auth.oidc.issuer: 'http://id.example' is not allowed, must be an address such as https://id.example,"
                            + " http on the loopback only"),
            bad(
                    "auth: {oidc: {issuer: 'https://id.example', client-id: r, redirect-uri: 'https://r.example/', roles: {a: operator}}}",
                    "auth.oidc.redirect-uri: 'https://r.example/' is not allowed, must end in /api/v1/auth/oidc/callback"),
            bad(
                    "auth: {oidc: {issuer: 'https://id.example', client-id: r, redirect-uri: 'https://r.example/api/v1/auth/oidc/callback'}}",
                    "auth.oidc.roles: is missing, must name a role for at least one value of the role claim"),
            bad(
                    "auth: {password: {min-length: 4}}",
                    "auth.password.min-length: '4' is not allowed, must be a whole number from 8 to 64"),
            bad("auth: {token-lifetime: 1s}", "auth.token-lifetime: 1s is not allowed, must be between 1m and 30d"),
            bad(
                    "journal: {snapshot-interval: 99999999999d}",
                    "journal.snapshot-interval: '99999999999d' is not allowed, must be at most 1d"),
            bad(
                    "historian: {questdb: {embedded: yes}}",
                    "historian.questdb.embedded: 'yes' is not allowed, must be" + " true or false"),
            bad(
                    "historian: {questdb: {embeded: true}}",
                    "historian.questdb.embeded: is not known, did you mean"
                            + " 'embedded'? Known: embedded, password, port, url, user"),
            bad(
                    "historian: {questdb: {url: history}}",
                    "historian.questdb.url: 'history' is not allowed, must be an address such as"
                            + " http://history.example:9000"),
            bad(
                    "historian: {questdb: {url: 'http://h:9000', embedded: true}}",
                    "historian.questdb.url: is for a server that runs elsewhere, so embedded must be false"),
            bad(
                    "historian: {sql: {url: 'jdbc:postgresql://h/db', password: geheim}}",
                    "historian.sql.password: does not belong into a site file; write it into a file of its own and"
                            + " name that by password-file, or set RINGMAIN_HISTORIAN_SQL_PASSWORD"),
            bad(
                    "historian: {sql: {url: 'jdbc:postgresql://me:geheim@h/db'}}",
                    "historian.sql.url: the address holds a user or a password, which are settings of their own; must"
                            + " be like jdbc:postgresql://host:5432/database or jdbc:mariadb://host:3306/"),
            bad("historian: {sql: {user: me}}", "historian.sql.user: is for a server, so url must be set"),
            bad(
                    "historian: {sql: {url: 'jdbc:mariadb://h/', tls: off, tls-authority: ca.pem}}",
                    "historian.sql.tls-authority: is of no use while tls is off"),
            bad(
                    "historian: {sql: {pool-size: 0}}",
                    "historian.sql.pool-size: '0' is not allowed, must be a whole number from 1 to 100"),
            bad(
                    "historian: {sql: {url: 'jdbc:mariadb://h/', schema-prefix: A-}}",
                    "historian.sql.schema-prefix: 'A-' is not allowed before the names of schemas, must be a-z, 0-9"
                            + " and _, at most 32 characters"),
            bad("include: more.yaml", "include: is 'more.yaml', must be a list of texts"),
            // lists
            bad("tags: {name: A}", "tags: is a mapping, must be a list"),
            bad("tags: [A]", "tags[1]: is 'A', must be a mapping (lines of 'key: value')"),
            // tags
            tag("type: bool", "tags[1].name: is missing, must be text"),
            tag("name: , type: bool", "tags[1].name: is empty, must be a single value"),
            tag("name: A", "tags[A].type: is missing, must be one of bool, int64, float64, string, int64[], float64[]"),
            tag(
                    "name: A, type: float",
                    "tags[A].type: 'float' is not allowed, must be one of bool, int64, float64,"
                            + " string, int64[], float64[]"),
            tag(
                    "name: A b, type: bool",
                    "tags[A b].name: 'A b' is not allowed, must be parts of letters, digits, _ and"
                            + " - joined by dots, at most 200 characters"),
            tag(
                    "name: A, type: bool, deadband: 1",
                    "tags[A].deadband: is allowed for int64 and float64 only, not for" + " bool"),
            tag(
                    "name: A, type: float64, expression: A + 1",
                    "tags[A].expression: a cycle, which is not allowed: A -> A"),
            tag(
                    "name: A, type: float64, expression: 1 +",
                    "tags[A].expression: column 4: unexpected the end, expected a number, a tag, a function or '('"),
            tag("name: A, type: float64, tick: 1s", "tags[A].tick: is for derived tags, which have an expression"),
            tag("name: A, type: float64, deadband: .nan", "tags[A].deadband: '.nan' is not allowed, must be a number"),
            tag(
                    "name: A, type: float64, deadband: 1e999",
                    "tags[A].deadband: '1e999' is not allowed, must be a finite" + " number"),
            tag(
                    "name: A, type: float64, deadband: '1'",
                    "tags[A].deadband: '1' is not allowed, must be a number" + " without quotes"),
            tag(
                    "name: A, type: float64, unit: Mpa",
                    "tags[A].unit: 'Mpa' is no known unit, did you mean 'MPa'?; examples: bar, m3/h,"
                            + " kg/(m2*s), \u00b0C, %, uS/cm, and {pcs} for what is only counted"),
            tag(
                    "name: A, type: float64, unit: bar, display-unit: degF",
                    "tags[A].display-unit: 'bar' does not convert into 'degF'; units that it converts into: Pa,"
                            + " atm, at, Torr, psi, ksi"),
            tag(
                    "name: A, type: float64, display-unit: bar",
                    "tags[A].display-unit: needs the unit that it is converted from"),
            tag(
                    "name: A, type: float64, position: 12.4",
                    "tags[A].position: '12.4' is not allowed, must be a position of 0 or more with a unit such"
                            + " as 12.4km or 350m"),
            tag(
                    "name: A, type: float64, deadband: a%",
                    "tags[A].deadband: 'a%' is not allowed, must be a number, or a percentage such as 0.5%"),
            tag("name: A, type: float64, deadband: 5%", "tags[A].deadband: in percent needs a range with both ends"),
            tag("name: A, type: float64, stale: 5", "tags[A].stale: '5' is not allowed, " + Quantity.DURATIONS),
            tag(
                    "name: A, type: float64, scaling: 5",
                    "tags[A].scaling: is '5', must be a mapping (lines of 'key: value')"),
            tag(
                    "name: A, type: float64, scaling: {}",
                    "tags[A].scaling: must be either factor and offset, or raw and engineering, or points"),
            tag(
                    "name: A, type: float64, scaling: {factor: 1, points: [[0, 1], [1, 2]]}",
                    "tags[A].scaling: must be either factor and offset, or raw and engineering, or points"),
            tag(
                    "name: A, type: float64, scaling: {raw: [0, 1]}",
                    "tags[A].scaling.engineering: is missing, must be two numbers, [low, high]"),
            tag("name: A, type: float64, scaling: {offset: 1}", "tags[A].scaling.factor: is missing, must be a number"),
            tag(
                    "name: A, type: float64, source: {connector: p, address: a}, scaling: {factor: 1, outsid: clamp}",
                    "tags[A].scaling.outsid: is not known, did you mean 'outside'? Known: engineering, factor,"
                            + " offset, outside, points, raw, raw-type"),
            tag(
                    "name: A, type: float64, scaling: {points: [[0, 1], [1]]}",
                    "tags[A].scaling.points: has an entry that is no pair, must be a list of pairs of numbers,"
                            + " [[raw, engineering], ...]"),
            tag(
                    "name: A, type: float64, scaling: {points: [[5, 1], [5, 2]]}",
                    "tags[A].scaling: raw 5.0 of point 2 is not allowed, must be above 5.0 of the point before"),
            tag("name: A, type: float64, filters: {}", "tags[A].filters: is a mapping, must be a list"),
            tag(
                    "name: A, type: float64, filters: [{time: 1s}]",
                    "tags[A].filters[1].kind: is missing, must be one of exponential, kalman, outlier,"
                            + " out-of-range, frozen"),
            tag(
                    "name: A, type: float64, source: {connector: p, address: a}, filters: [{kind: outlier}, {kind: frozen, time: 1s, window: 5}]",
                    "tags[A].filters[2].window: is not for frozen, which takes epsilon, time"),
            tag(
                    "name: A, type: float64, filters: [{kind: exponential}]",
                    "tags[A].filters[1].time-constant: is missing, must be a duration"),
            tag(
                    "name: A, type: float64, filters: [{kind: outlier, window: 32}]",
                    "tags[A].filters[1].window: '32' is not allowed, must be a whole number from 3 to 31"),
            tag(
                    "name: A, type: bool, filters: [{kind: kalman, process-noise: 1, measurement-noise: 1}]",
                    "tags[A].filters: a bool can have the filter frozen only"),
            tag("name: A, type: float64, length: 5", "tags[A].length: is for arrays only, not for float64"),
            tag(
                    "name: A, type: 'float64[]', length: 513",
                    "tags[A].length: '513' is not allowed, must be a whole number from 1 to 512"),
            tag(
                    "name: A, type: 'int64[]', length: 5, deadband: 1",
                    "tags[A].deadband: is allowed for int64 and float64 only, not for int64[]"),
            tag("name: A, type: float64, range: 5", "tags[A].range: is '5', must be two numbers, [low, high]"),
            tag("name: A, type: float64, range: [5]", "tags[A].range: has 1 entries, must be two numbers, [low, high]"),
            tag("name: A, type: float64, range: [0, b]", "tags[A].range: 'b' is not allowed, must be a number"),
            tag("name: A, type: bool, writable: 1", "tags[A].writable: '1' is not allowed, must be true or false"),
            tag(
                    "name: A, type: bool, source: plant",
                    "tags[A].source: is 'plant', must be a mapping (lines of 'key:" + " value')"),
            tag("name: A, type: bool, source: {connector: p}", "tags[A].source.address: is missing, must be text"),
            tag(
                    "name: A, type: bool, source: {connector: plnt, address: a}",
                    "tags[A].source.connector: connector" + " 'plnt' is not declared, known: [p]"),
            tag(
                    "name: A, type: bool, source: {connector: p, adress: a, address: a}",
                    "tags[A].source.adress: is not"
                            + " known, did you mean 'address'? Known: address, connector, interval, mode, options"),
            // alarms
            alarm("name: L, tag: Level, kind: HI", "alarms[L].limit: is missing, must be a number"),
            alarm(
                    "name: L, tag: Level, kind: HIGH, limit: 1",
                    "alarms[L].kind: 'HIGH' is not allowed, must be one of" + " HIHI, HI, LO, LOLO, OFF_NORMAL, MULTI,"
                            + " DEVIATION, RATE, BAD_QUALITY, STALE, EXPRESSION"),
            alarm(
                    "name: L, tag: Level, kind: HI, limit: 1, normal: true",
                    "alarms[L].normal: is not for HI, which takes limit, deadband"),
            alarm(
                    "name: L, tag: On, kind: OFF_NORMAL",
                    "alarms[L].normal: is missing, must be the normal value or a list of them"),
            alarm(
                    "name: L, tag: On, kind: OFF_NORMAL, normal: on",
                    "alarms[L].normal: [on] is not allowed, must be true or false"),
            alarm(
                    "name: L, tag: On, kind: OFF_NORMAL, normal: true, limit: 1",
                    "alarms[L].limit: is not for OFF_NORMAL, which takes normal"),
            alarm(
                    "name: L, tag: On, kind: HI, limit: 1",
                    "alarms[L].kind: HI needs a tag of type int64 or float64," + " 'On' is bool"),
            alarm(
                    "name: L, tag: Level, kind: HI, limit: 1, on-delay: 0",
                    "alarms[L].on-delay: '0' is not allowed, " + Quantity.DURATIONS),
            alarm(
                    "name: L, tag: Level, kind: HI, limit: 1, priority: 5",
                    "alarms[L].priority: '5' is not allowed, must" + " be a whole number from 1 to 4"),
            alarm(
                    "name: L, tag: Levl, kind: HI, limit: 1",
                    "alarms[L].tag: tag 'Levl' is not declared, did you mean" + " 'Level'?"),
            alarm(
                    "name: L, tag: Level, kind: HI, limit: 1, deadband: -1",
                    "alarms[L].deadband: -1 is not allowed," + " must be a number of 0 or more"),
            // machines
            machine(
                    "name: M, type: doubler, bindings: {in: Level, out: Level}",
                    "machines[M].bindings: port 'out'" + " writes 'Level', which is not writable"),
            machine(
                    "name: M, type: doubler, bindings: {in: Level, out: Out}, attributes: {gain: big}",
                    "machines[M].attributes: 'gain' is 'big', must be of type float64"),
            machine(
                    "name: M, type: doubler, bindings: {in: Level, out: Out}, attributes: {gain: 11}",
                    "machines[M].attributes: 'gain' is 11.0, must be between 0.0 and 10.0"),
            machine("name: M, type: dubler, bindings: {}", "machines[M].type: 'dubler' is not known, known: [doubler]"),
            machine(
                    "name: M, type: doubler, bindings: [Level]",
                    "machines[M].bindings: is a list, must be a mapping" + " (lines of 'key: value')"),
            // connectors
            bad("connectors: [{name: p}]", "connectors[p].type: is missing, must be text"),
            bad(
                    "connectors: [{name: p, type: simulator, enabled: maybe}]",
                    "connectors[p].enabled: 'maybe' is not allowed, must be true or false"),
            bad(
                    "connectors: [{name: p, type: simulator, backpressure: drop}]",
                    "connectors[p].backpressure: 'drop' is not allowed, must be conflate or wait or refuse"),
            bad(
                    "connectors: [{name: p, type: simulater}]",
                    "connectors[p].type: 'simulater' is not known, did you mean" + " 'simulator'? Known: simulator"),
            bad(
                    "connectors: [{name: p, type: simulator, ulr: x}]",
                    "connectors[p].ulr: is not known, known: password," + " url"),
            bad(
                    "connectors: [{name: p, type: simulator, url: [x]}]",
                    "connectors[p].url: is a list, must be a single" + " value"),
            new Case(
                    HEAD
                            + "connectors: [{name: p, type: simulator}]\ntags:\n - {name: A, type: bool, source: {connector:"
                            + " p, address: b}}",
                    "4: tags[A].source.address: address 'b' is not allowed, must begin with a"));

    @ParameterizedTest
    @FieldSource("CASES")
    void shouldBeAnsweredWithOneLine(Case wrong) {
        assertThat(SiteText.problems(wrong.text())).containsExactly("site.yaml:" + wrong.line());
    }

    private record Case(String text, String line) {
        @Override
        public String toString() {
            return line;
        }
    }

    private static Case whole(String text, String line) {
        return new Case(text, line);
    }

    private static Case bad(String section, String message) {
        return new Case(HEAD + section, "2: " + message);
    }

    private static Case tag(String tag, String message) {
        return new Case(HEAD + "connectors: [{name: p, type: simulator}]\ntags: [{" + tag + "}]", "3: " + message);
    }

    private static Case alarm(String alarm, String message) {
        return new Case(
                HEAD + "tags: [{name: Level, type: float64}, {name: On, type: bool}]\nalarms: [{" + alarm + "}]",
                "3: " + message);
    }

    private static Case machine(String machine, String message) {
        return new Case(
                HEAD + "tags: [{name: Level, type: float64}, {name: Out, type: float64, writable: true}]\nmachines: [{"
                        + machine + "}]",
                "3: " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../esc", "a/b", "'a\\b'", "..", "/tmp/esc"})
    void shouldNotLetTheNameOfASiteLeadOutOfTheFolderOfData(String name) {
        assertThat(SiteText.problems("site:\n  name: " + name + "\n"))
                .singleElement()
                .asString()
                .startsWith("site.yaml:2: site.name: '" + name.replace("'", "") + "' can not name the data folder");
        assertThat(SiteText.problems("site:\n  data: here\n  name: " + name + "\n"))
                .isEmpty();
    }

    @Test
    void shouldRefuseScalingAndFiltersOfATagWithoutASource() {
        assertThat(
                        SiteText.problems(
                                HEAD
                                        + "tags:\n  - {name: A, type: float64, scaling: {factor: 2}, filters: [{kind: frozen, time: 1s}]}"))
                .containsExactly(
                        "site.yaml:3: tags[A].scaling: scaling and filters are for values of a source; this tag has none",
                        "site.yaml:3: tags[A].filters: scaling and filters are for values of a source; this tag has none");
    }

    @Test
    void shouldNameTheLongestDuration() {
        assertThat(SiteText.problems(HEAD + "auth: {token-lifetime: 9999999d}"))
                .containsExactly("site.yaml:2: auth.token-lifetime: '9999999d' is not allowed, must be at most 30d");
        assertThat(SiteText.problems(HEAD + "tags: [{name: A, type: bool, stale: 99999999999999999s}]"))
                .singleElement()
                .asString()
                .endsWith("is not allowed, must be at most 106751d");
    }

    @Test
    void shouldSayWhatIsWrongWithTheFolderOfMachines() {
        assertThat(SiteText.problems("site:\n  name: x\n  machine-folder: no-such-folder\n"))
                .singleElement()
                .asString()
                .startsWith("site.yaml:3: site.machine-folder: '")
                .endsWith("no-such-folder' can not be read, must be a folder of jars");
    }
}
