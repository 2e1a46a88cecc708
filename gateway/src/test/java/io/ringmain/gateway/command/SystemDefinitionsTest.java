package io.ringmain.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.machine.type.AcquisitionEngine;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantContext;
import io.ringmain.core.plant.SystemConnectorProvider;
import io.ringmain.core.site.Revision;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.tag.TagValue;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.config.ConfigurationException;
import io.ringmain.gateway.config.Overrides;
import io.ringmain.gateway.config.Section;
import io.ringmain.gateway.config.SiteConfiguration;
import io.ringmain.gateway.config.SiteFile;
import io.ringmain.gateway.config.Source;
import io.ringmain.gateway.testing.FakeDevice;
import io.ringmain.gateway.testing.MemoryStore;
import io.ringmain.gateway.view.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the system adds to a site follows its files and its changes, stands in neither, and can not be changed. */
class SystemDefinitionsTest {
    private static final Principal ADMIN = new Principal("anna", Role.ADMINISTRATOR, "s", "mark", Instant.MAX);
    private static final String STATE = "Connectors.valves.State";
    private static final List<ConnectorProvider> PROVIDERS = List.of(new FakeDevice(), new SystemConnectorProvider());

    @TempDir
    Path folder;

    private final MemoryStore store = new MemoryStore();
    private Path file;
    private Plant plant;
    private SiteDesk desk;

    @BeforeEach
    void start() throws Exception {
        file = folder.resolve("site.yaml");
        write("""
                connectors: [{name: valves, type: fake}]
                tags:
                  - {name: SP, type: float64, source: {connector: valves, address: sp, mode: subscribe, interval: 100ms}}
                alarms: [{name: Link, tag: Connectors.valves.State, kind: HI, limit: 1.5}]
                """);
        SiteConfiguration configuration = read();
        plant = Plant.launch(new PlantContext()
                .soundSite(configuration.site())
                .journalStore(store)
                .snapshotStore(store)
                .connectorProviders(PROVIDERS)
                .machines(List.of(new AcquisitionEngine()))
                .mode(ThreadingMode.SHARED));
        desk = new SiteDesk(plant, configuration.managed(), () -> SiteDesk.Reread.of(read()), note -> {});
    }

    private void write(String sections) throws IOException {
        Files.writeString(file, "site: {name: plant, data: data}\n" + sections + "\n");
    }

    private SiteConfiguration read() throws ConfigurationException {
        return SiteFile.read(Source.file(file), Overrides.none(), jars -> List.of(new AcquisitionEngine()), PROVIDERS);
    }

    @AfterEach
    void stop() {
        desk.close();
        plant.close();
    }

    private void edit(Section section, String name, SiteDesk.Action action, String json) {
        desk.edit(List.of(new SiteDesk.Edit(section, name, action, json, "*")), new Revision("anna", ""), ADMIN)
                .join();
    }

    private int machine(String name) {
        return plant.site().machineId(name);
    }

    @Test
    void shouldShowTheLinkOnItsOwnThread() {
        TagValue value = new TagValue();
        Awaitility.await().until(() -> plant.values().read(plant.site().tagId(STATE), value) && value.statusCode == 0);
        assertThat(plant.site().alarmId("Link")).isNotNegative();
    }

    @Test
    void shouldAddAMachineForATagThatIsPolledFromNowOn() throws Exception {
        assertThat(machine("Engines.valves.DAS")).isNotNegative();
        edit(
                Section.TAGS,
                "PV",
                SiteDesk.Action.CREATE,
                "{\"type\":\"float64\",\"source\":{\"connector\":\"valves\",\"address\":\"pv\",\"mode\":\"poll\","
                        + "\"interval\":\"2s\"}}");
        assertThat(machine("Engines.valves.DAQ-2000ms")).isNotNegative();
        assertThat(Files.readString(folder.resolve("site.d/tags.yaml")))
                .contains("PV")
                .doesNotContain("Engines")
                .doesNotContain("Ringmain/");
        assertThat(plant.site().isSameAs(read().site())).isTrue();

        edit(Section.TAGS, "PV", SiteDesk.Action.REMOVE, null);
        assertThat(machine("Engines.valves.DAQ-2000ms")).isNegative();
        assertThat(plant.site().isSameAs(read().site())).isTrue();
    }

    @Test
    void shouldRefuseToChangeWhatTheSystemMakes() {
        assertRefused(Section.TAGS, STATE, SiteDesk.Action.REMOVE, null);
        assertRefused(Section.TAGS, STATE, SiteDesk.Action.REPLACE, "{\"type\":\"int64\"}");
        assertRefused(Section.TAGS, "Engines.Mine", SiteDesk.Action.CREATE, "{\"type\":\"int64\"}");
        assertRefused(Section.MACHINES, "Engines.valves.DAS", SiteDesk.Action.PATCH, "{\"interval\":\"1s\"}");
        assertRefused(Section.CONNECTORS, "Ringmain", SiteDesk.Action.REMOVE, null);
    }

    private void assertRefused(Section section, String name, SiteDesk.Action action, String json) {
        assertThatThrownBy(() -> edit(section, name, action, json))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("definition-generated"));
    }

    @Test
    void shouldRefuseTheNamesInSiteFiles() throws IOException {
        write("""
                connectors: [{name: valves, type: fake}, {name: mine, type: system}]
                tags: [{name: Connectors.valves.State, type: int64}]
                machines: [{name: Engines.valves.DAS, type: acquisition, interval: 1s}]
                """);
        assertThatThrownBy(this::read)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "site.yaml:2: connectors[mine].type: 'system' is not allowed, it is Ringmain's own"
                                + " connector")
                .hasMessageContaining(
                        "site.yaml:3: tags[Connectors.valves.State].name: 'Connectors.valves.State' is not"
                                + " allowed, what stands below Connectors. and Engines. is made by Ringmain itself")
                .hasMessageContaining("site.yaml:4: machines[Engines.valves.DAS].name");
    }
}
