package io.ringmain.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineSnapshot;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantContext;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandState;
import io.ringmain.core.site.Revision;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.config.ConfigurationException;
import io.ringmain.gateway.config.Overrides;
import io.ringmain.gateway.config.Section;
import io.ringmain.gateway.config.SiteConfiguration;
import io.ringmain.gateway.config.SiteFile;
import io.ringmain.gateway.config.Source;
import io.ringmain.gateway.testing.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site's files are read again while it runs. */
class SiteDeskTest {
    private static final Principal ADMIN = new Principal("anna", Role.ADMINISTRATOR, "s", "mark", Instant.MAX);
    private static final Revision ANNA = new Revision("anna", "");

    @TempDir
    Path folder;

    private static final String VALVE = """
            machines:
              - name: Valve
                interval: 100ms
                states: {SHUT: , OPEN: , LOCKED: }
                attributes: {wait: 5, armed: true}
                transitions:
                  - {from: SHUT, to: OPEN, when: armed}
                  - {from: "*", to: LOCKED, operator: true}
            """;

    private final MemoryStore store = new MemoryStore();
    private Path file;
    private Plant plant;
    private SiteDesk desk;

    @BeforeEach
    void start() throws Exception {
        file = folder.resolve("site.yaml");
        write("tags: [{name: A, type: float64}, {name: B, type: bool}]");
        open();
    }

    private void write(String sections) throws IOException {
        Files.writeString(file, "site: {name: plant, data: data}\n" + sections + "\n");
    }

    private SiteConfiguration read() throws ConfigurationException {
        return SiteFile.read(Source.file(file), Overrides.none(), jars -> List.<Machine>of(), List.of());
    }

    private void open() throws ConfigurationException {
        SiteConfiguration configuration = read();
        plant = Plant.launch(new PlantContext()
                .site(configuration.site())
                .journalStore(store)
                .snapshotStore(store)
                .mode(ThreadingMode.SHARED));
        desk = new SiteDesk(plant, configuration.managed(), () -> SiteDesk.Reread.of(read()), note -> {});
    }

    @AfterEach
    void stop() {
        desk.close();
        plant.close();
    }

    private void edit(SiteDesk.Action action, String name, String json) {
        desk.edit(List.of(new SiteDesk.Edit(Section.TAGS, name, action, json, "*")), ANNA, ADMIN)
                .join();
    }

    private void move(int state) {
        Command command = new Command(1, 1, Command.Kind.TRANSITION, 0, 0, null, 0, "", 0, 0, state, "anna", "");
        assertThat(plant.submit(command).join().state()).isEqualTo(CommandState.DONE);
        assertThat(plant.drain(5000)).isTrue();
    }

    private String stateOfValve() {
        MachineSnapshot state = new MachineSnapshot();
        plant.machines().read(0, state);
        return plant.machineDeclaration(0).states().get(state.state);
    }

    @Test
    void shouldMakeTheSiteWhatTheFilesSayByNow() throws Exception {
        write("tags: [{name: A, type: float64, unit: m}, {name: C, type: bool}]");
        assertThat(desk.reload(ANNA, "").join().isApplied()).isTrue();
        assertThat(plant.site().tagId("B")).isNegative();
        assertThat(plant.site().tagId("C")).isEqualTo(2);
        assertThat(plant.site().tag(0).unit()).isEqualTo("m");
        assertThat(desk.text(Section.TAGS, "A")).contains("\"unit\":\"m\"");
    }

    @Test
    void shouldKeepChangesAtRunTimeWhenTheFilesAreReadAgain() throws Exception {
        edit(SiteDesk.Action.PATCH, "A", "{\"unit\":\"bar\"}");
        edit(SiteDesk.Action.CREATE, "New", "{\"type\":\"int64\"}");
        write("tags: [{name: A, type: float64}, {name: B, type: bool}, {name: C, type: bool}]");
        desk.reload(ANNA, "").join();
        assertThat(plant.site().tag(0).unit()).isEqualTo("bar");
        assertThat(plant.site().tagId("New")).isNotNegative();
        assertThat(plant.site().tagId("C")).isNotNegative();
    }

    @Test
    void shouldChangeNothingWhenTheFilesAreNotSound() throws Exception {
        int version = plant.site().version();
        write("tags: [{name: A, type: float}, {name: B, type: bool}]\nalarms: [{name: X}]");
        assertThatThrownBy(() -> desk.reload(ANNA, "").join())
                .hasMessageContaining("site.yaml:2: tags[A].type")
                .hasMessageContaining("site.yaml:3: alarms[X].kind");
        assertThat(plant.site().version()).isEqualTo(version);
    }

    @Test
    void shouldFindChangesAgainAfterARestart() throws Exception {
        edit(SiteDesk.Action.CREATE, "New", "{\"type\":\"int64\"}");
        edit(SiteDesk.Action.REMOVE, "B", null);
        int version = plant.site().version();
        stop();
        open();
        assertThat(plant.site().version()).isEqualTo(version);
        assertThat(plant.site().tagId("New")).isEqualTo(2);
        assertThat(plant.site().tagId("B")).isNegative();
    }

    @Test
    void shouldKeepStatesAndTheirOrderWhenOnlyTheIntervalOfADeclaredMachineIsChanged() throws Exception {
        write(VALVE);
        desk.reload(ANNA, "").join();
        String etag = desk.etag(Section.MACHINES, "Valve");
        move(plant.machineDeclaration(0).states().indexOf("LOCKED"));
        assertThat(plant.machineDeclaration(0).states()).containsExactly("SHUT", "OPEN", "LOCKED");
        assertThat(stateOfValve()).isEqualTo("LOCKED");

        desk.edit(
                        List.of(new SiteDesk.Edit(
                                Section.MACHINES, "Valve", SiteDesk.Action.PATCH, "{\"interval\":\"200ms\"}", etag)),
                        ANNA,
                        ADMIN)
                .join();

        assertThat(plant.machineDeclaration(0).states()).containsExactly("SHUT", "OPEN", "LOCKED");
        assertThat(stateOfValve()).isEqualTo("LOCKED");
        String text = desk.text(Section.MACHINES, "Valve");
        String changed = desk.etag(Section.MACHINES, "Valve");
        stop();
        open();
        assertThat(desk.text(Section.MACHINES, "Valve")).isEqualTo(text);
        assertThat(desk.etag(Section.MACHINES, "Valve")).isEqualTo(changed).isNotEqualTo(etag);
        assertThat(plant.machineDeclaration(0).states()).containsExactly("SHUT", "OPEN", "LOCKED");
        assertThat(stateOfValve()).isEqualTo("LOCKED");
    }

    @Test
    void shouldRefuseAChangeThatCanNotBeKept() throws Exception {
        Files.writeString(folder.resolve("site.d"), "not a folder");
        assertThatThrownBy(() -> edit(SiteDesk.Action.CREATE, "New", "{\"type\":\"int64\"}"))
                .hasMessageContaining("nothing was changed");
        assertThat(plant.site().tagId("New")).isNegative();
    }
}
