package io.ringmain.gateway.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ModulesTest {

    /** Without this, a module that is missing from the class path would pass every rule. */
    @ParameterizedTest
    @FieldSource("io.ringmain.gateway.architecture.Production#MODULES")
    void shouldSeeTheClassesOfEveryModuleThatHasSources(String module) throws IOException {
        Path sources = Path.of(System.getProperty("ringmain.home"), module, "src", "main", "java");
        boolean hasSources = Files.isDirectory(sources) && holdsAClass(sources);

        boolean isSeen =
                Production.CLASSES.stream().anyMatch(c -> c.getPackageName().startsWith("io.ringmain." + module));

        assertThat(isSeen).isEqualTo(hasSources);
    }

    @Test
    void shouldLetCoreUseNoOtherModule() {
        noClasses()
                .that()
                .resideInAPackage("io.ringmain.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.ringmain.connectors..",
                        "io.ringmain.historian..",
                        "io.ringmain.gateway..",
                        "io.ringmain.perf..")
                .check(Production.CLASSES);
    }

    @Test
    void shouldLetConnectorsUseCoreOnly() {
        noClasses()
                .that()
                .resideInAPackage("io.ringmain.connectors..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.ringmain.historian..", "io.ringmain.gateway..", "io.ringmain.perf..")
                .check(Production.CLASSES);
    }

    @Test
    void shouldLetTheJournalUseNoNetwork() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.ringmain.historian.journal..",
                        "io.ringmain.historian.files..",
                        "io.ringmain.historian.audit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "javax.net..", "sun.net..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.nio\\.channels\\..*(Socket|Datagram).*")
                .check(Production.CLASSES);
    }

    @Test
    void shouldLetTheHistorianUseCoreOnly() {
        noClasses()
                .that()
                .resideInAPackage("io.ringmain.historian..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.ringmain.connectors..", "io.ringmain.gateway..", "io.ringmain.perf..")
                .check(Production.CLASSES);
    }

    @Test
    void shouldLetTheGatewayFindConnectorsOnlyAtRunTime() {
        noClasses()
                .that()
                .resideInAPackage("io.ringmain.gateway..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.ringmain.connectors..", "io.ringmain.perf..")
                .check(Production.CLASSES);
    }

    @ParameterizedTest
    @FieldSource("io.ringmain.gateway.architecture.Production#MODULES")
    void shouldHaveNoCyclesBetweenPackages(String module) {
        slices().matching("io.ringmain." + module + ".(**)")
                .should()
                .beFreeOfCycles()
                .check(Production.CLASSES);
    }

    private static boolean holdsAClass(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.anyMatch(f -> f.toString().endsWith(".java") && !f.endsWith("package-info.java"));
        }
    }
}
