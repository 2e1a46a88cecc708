package io.ringmain.gateway.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Each library stays in its packages, so that it can be replaced by editing those. */
class LibrariesTest {

    private static final List<Home> HOMES = List.of(
            new Home("Disruptor", in("com.lmax.."), in("io.ringmain.core.ring..", "io.ringmain.core.pipeline..")),
            new Home("Units", in("javax.measure..", "tech.units..", "tech.uom.."), in("io.ringmain.core.unit..")),
            new Home("HdrHistogram", in("org.HdrHistogram.."), in("io.ringmain.core.pipeline..", "io.ringmain.perf..")),
            new Home("async-profiler", in("one.profiler.."), in("io.ringmain.perf.profile..")),
            new Home(
                    "ASM",
                    in("org.objectweb.asm.."),
                    in("io.ringmain.core.expression..", "io.ringmain.core.extension..")),
            new Home("Chronicle", in("net.openhft.."), in("io.ringmain.historian.journal..")),
            new Home("QuestDB", in("io.questdb.."), in("io.ringmain.historian.questdb..")),
            new Home(
                    "Hikari, Jdbi, Flyway and drivers",
                    in("com.zaxxer..", "org.jdbi..", "org.flywaydb..", "org.sqlite..", "org.postgresql.."),
                    in("io.ringmain.historian.sql..")),
            new Home(
                    "FastCSV and Parquet",
                    in("de.siegmar..", "org.apache.parquet..", "io.airlift.."),
                    in("io.ringmain.historian.export..", "io.ringmain.connectors.file..", "io.ringmain.gateway.csv..")),
            new Home(
                    "Micrometer",
                    in("io.micrometer..", "io.prometheus.."),
                    in("io.ringmain.historian.sql..", "io.ringmain.gateway.metrics..")),
            new Home(
                    "Milo",
                    in("org.eclipse.milo..", "io.netty..", "org.bouncycastle..", "com.digitalpetri.netty.."),
                    in(
                            "io.ringmain.connectors.opcua..",
                            "io.ringmain.connectors.demo..",
                            "io.ringmain.connectors.mqtt.broker..")),
            new Home("HiveMQ", in("com.hivemq..", "io.reactivex.."), in("io.ringmain.connectors.mqtt.broker..")),
            new Home("Protocol Buffers", in("com.google.protobuf.."), in("io.ringmain.connectors.sparkplug.payload..")),
            new Home("Modbus", in("com.digitalpetri.modbus.."), in("io.ringmain.connectors.modbus..")),
            new Home(
                    "Undertow",
                    in("io.undertow..", "org.xnio.."),
                    in(
                            "io.ringmain.gateway.http..",
                            "io.ringmain.gateway.rest..",
                            "io.ringmain.gateway.ws..",
                            "io.ringmain.perf.gateway..")),
            new Home(
                    "Nimbus and Password4j",
                    in("com.nimbusds..", "com.password4j.."),
                    in("io.ringmain.gateway.auth..")),
            new Home(
                    "Jedis",
                    in("redis.clients..", "org.apache.commons.pool2.."),
                    in("io.ringmain.gateway.jobs.redis..")),
            new Home("jsoup", in("org.jsoup.."), in("io.ringmain.gateway.displays..")),
            new Home("SnakeYAML", in("org.snakeyaml.."), in("io.ringmain.gateway.config..")),
            new Home("picocli", in("picocli.."), in("io.ringmain.gateway.cli..", "io.ringmain.gateway")),
            new Home(
                    "Jackson",
                    in("com.fasterxml.."),
                    in(
                            "io.ringmain.gateway..",
                            "io.ringmain.client..",
                            "io.ringmain.connectors.mqtt",
                            "io.ringmain.connectors.sparkplug")),
            new Home("Logback", in("ch.qos.logback.."), in("io.ringmain.gateway..")));

    @ParameterizedTest
    @FieldSource("HOMES")
    void shouldStayInItsPackages(Home home) {
        noClasses()
                .that(not(resideInAnyPackage(home.packages())))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(home.library())
                .as(home.name() + " stays in " + String.join(", ", home.packages()))
                .check(Production.CLASSES);
    }

    private static String[] in(String... packages) {
        return packages;
    }

    private record Home(String name, String[] library, String[] packages) {
        @Override
        public String toString() {
            return name;
        }
    }
}
