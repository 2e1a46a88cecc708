package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmState;
import io.ringmain.core.machine.AttributeValue;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.machine.type.AcquisitionEngine;
import io.ringmain.core.ring.Command;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.site.Revision;
import io.ringmain.core.site.SiteChange;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.Acquisition;
import io.ringmain.core.spi.AcquisitionPhase;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.system.SystemSite;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Links and acquisitions are seen as tags and as machines, and obey. */
class SystemConnectorTest {
    private static final String DAS = "Engines.plc.DAS";
    private static final String DAQ = "Engines.plc.DAQ-100ms";

    private final ScriptedConnector device = new ScriptedConnector();
    private final TestPlant plant = new TestPlant(site())
            .connectors(device, new SystemConnectorProvider())
            .machines(new AcquisitionEngine());

    private static SiteDefinition site() {
        return new SiteDefinition(
                "shown",
                List.of(ScriptedConnector.definition("plc")),
                List.of(ScriptedConnector.tag("Level", TagType.FLOAT64, "plc"), polled("Flow", 100)),
                List.of(AlarmDefinition.limit("Connectors.plc.State", AlarmKind.HI, 1.5)),
                List.of());
    }

    private static TagDefinition polled(String name, int intervalMs) {
        return TagDefinition.internal(name, TagType.FLOAT64)
                .withSource(new TagSource("plc", "at " + name, TagSource.Mode.POLL, intervalMs));
    }

    @BeforeEach
    void start() {
        device.counters.add("Reconnects");
        plant.start();
        seconds(1);
    }

    private void seconds(double count) {
        for (int i = 0; i < count * 10; i++) {
            plant.tick(SECOND / 10);
        }
    }

    private void link(LinkState state) {
        device.context.link(state);
        plant.plant().stepAll();
        seconds(1);
    }

    private String state(String machine) {
        return plant.plant()
                .machineDeclaration(plant.plant().site().machineId(machine))
                .states()
                .get(plant.machine(machine).state);
    }

    private int order(String machine, String to) {
        int id = plant.plant().site().machineId(machine);
        int target = plant.plant().machineDeclaration(id).states().indexOf(to);
        Command command = new Command(
                9, plant.nowNs(), Command.Kind.TRANSITION, id, 0, null, 0, "", 0, 0, target, "operator", "");
        return plant.submit(command).join().statusCode();
    }

    private Acquisition das() {
        return device.context.acquisition(TagSource.Mode.SUBSCRIBE, 0);
    }

    private Acquisition daq() {
        return device.context.acquisition(TagSource.Mode.POLL, 100);
    }

    private ConfigurationOutcome change(SiteChange change) {
        CompletableFuture<ConfigurationOutcome> outcome =
                plant.plant().configure(change, plant.plant().site().version(), new Revision("anna", ""));
        plant.plant().stepAll();
        seconds(1);
        return outcome.join();
    }

    @Test
    void shouldMakeTagsAndMachinesOfWhatIsAcquired() {
        SiteDefinition made = plant.plant().site().definition();
        assertThat(made.tags())
                .extracting(TagDefinition::name)
                .contains(
                        "Connectors.plc.State",
                        "Connectors.plc.UpdatesReceived",
                        "Connectors.plc.Reconnects",
                        "Connectors.plc.DAS.Phase",
                        "Connectors.plc.DAQ-100ms.LongestLateness",
                        "Connectors.plc.DAQ-100ms.Action")
                .hasSize(2 + 6 + 2 * 9);
        assertThat(made.machines()).extracting(MachineDefinition::name).containsExactly(DAS, DAQ);
        assertThat(plant.plant().status().links())
                .extracting(PlantStatus.LinkStatus::name)
                .containsExactly("plc");
    }

    @Test
    void shouldShowHowOftenIsAcquiredAndLetNobodySetIt() {
        SitePlan site = plant.plant().site();
        assertThat(site.definition().machines())
                .extracting(machine -> machine.attributes().get("acquisition-interval"))
                .containsExactly(AttributeValue.of("on change"), AttributeValue.of("100ms"));
        int id = site.machineId(DAQ);
        Command command = new Command(
                9, plant.nowNs(), Command.Kind.SET_ATTRIBUTE, id, 0, TagType.INT64, 5, "", 0, 0, 0, "engineer", "");
        assertThat(plant.submit(command).join().statusCode()).isEqualTo(Quality.BAD_NOT_WRITABLE);
    }

    @Test
    void shouldAddTheSameToWhatIsCompleteAlready() {
        SiteDefinition made = plant.plant().site().definition();
        assertThat(new SystemSite(made, List.of(device, new SystemConnectorProvider())).complete())
                .isEqualTo(made);
        assertThat(new SystemSite(site(), List.of(device)).complete()).isEqualTo(site());
    }

    @Test
    void shouldNameTheConnectorWhoseCounterIsNoName() {
        device.counters.add("Bytes read");
        List<ConnectorProvider> providers = List.of(device, new SystemConnectorProvider());
        assertThatThrownBy(() -> new SystemSite(site(), providers))
                .hasMessage("the provider of connector plc counts under the name 'Bytes read', must be letters and"
                        + " digits");
    }

    @Test
    void shouldShowTheLinksState() {
        plant.assertTag("Connectors.plc.State", 0, Quality.GOOD);
        link(LinkState.OK);
        plant.assertTag("Connectors.plc.State", 1, Quality.GOOD);
        assertThat(plant.alarm("Connectors.plc.State.HI").state).isEqualTo(AlarmState.NORM);
        link(LinkState.UNAVAILABLE);
        plant.assertTag("Connectors.plc.State", 2, Quality.GOOD);
        assertThat(plant.alarm("Connectors.plc.State.HI").state).isEqualTo(AlarmState.UNACK);
        plant.assertReplays();
    }

    @Test
    void shouldShowWhatTheConnectorAndTheCoreCount() {
        device.counts.put("Reconnects", 4L);
        device.counts.put("Refused", 6L);
        device.context.updates().update(plant.id("Level"), 1.0, Quality.GOOD, plant.nowNs());
        device.context.updates().update(999, 1.0, Quality.GOOD, plant.nowNs());
        plant.plant().stepAll();
        seconds(1);
        plant.assertTag("Connectors.plc.Reconnects", 4, Quality.GOOD);
        plant.assertTag("Connectors.plc.UpdatesReceived", 2, Quality.GOOD);
        plant.assertTag("Connectors.plc.UpdatesQuarantined", 1, Quality.GOOD);
        assertThat(plant.plant().status().links().get(0).counts())
                .isEqualTo(Map.of(
                        "UpdatesReceived", 2L,
                        "UpdatesConflated", 0L,
                        "UpdatesRefused", 0L,
                        "UpdatesQuarantined", 1L,
                        "Reconnects", 4L,
                        "Refused", 6L));
    }

    @Test
    void shouldPublishNothingWhileNothingChanges() {
        long before = plant.accounting("connector Ringmain").received();
        seconds(5);
        assertThat(plant.accounting("connector Ringmain").received()).isEqualTo(before);
    }

    @Test
    void shouldShowADisabledConnector() {
        change(new SiteChange()
                .put(new ConnectorDefinition("plc", ScriptedConnector.TYPE, Map.of("enabled", "false"))));
        plant.assertTag("Connectors.plc.State", 3, Quality.GOOD);
        assertThat(state(DAS)).isEqualTo("STOPPED");
        plant.assertReplays();
    }

    @Test
    void shouldFollowTheLinkWhenAConnectorNotesNothing() {
        link(LinkState.OK);
        assertThat(state(DAS)).isEqualTo("RUNNING");
        link(LinkState.UNAVAILABLE);
        assertThat(state(DAS)).isEqualTo("WAITING");
        link(LinkState.FAILED);
        assertThat(state(DAS)).isEqualTo("FAULTED");
    }

    @Test
    void shouldFollowWhatTheConnectorNotes() {
        link(LinkState.OK);
        daq().phase(AcquisitionPhase.RUNNING);
        das().phase(AcquisitionPhase.STARTING);
        daq().requests(3);
        daq().cycle(12, 4_000_000);
        seconds(2);
        assertThat(state(DAQ)).isEqualTo("RUNNING");
        assertThat(state(DAS)).isEqualTo("STARTING");
        plant.assertTag("Connectors.plc.DAQ-100ms.Samples", 12, Quality.GOOD);
        plant.assertTag("Connectors.plc.DAQ-100ms.Lateness", 4_000, Quality.GOOD);
        assertThat(plant.machine(DAQ).registers[1]).isEqualTo(12);
        plant.assertReplays();
    }

    @Test
    void shouldStopAndStartAnAcquisition() {
        daq().phase(AcquisitionPhase.RUNNING);
        seconds(2);
        plant.assertTag("Connectors.plc.DAQ-100ms.Action", 0, Quality.GOOD);
        assertThat(order(DAQ, "STOPPED")).isEqualTo(Quality.GOOD);
        seconds(1);
        assertThat(device.actions).containsExactly("STOP POLL 100");
        daq().phase(AcquisitionPhase.STOPPED);
        seconds(5);
        assertThat(state(DAQ)).isEqualTo("STOPPED");
        plant.assertTag("Connectors.plc.DAQ-100ms.Action", 12, Quality.GOOD);
        assertThat(order(DAQ, "STARTING")).isEqualTo(Quality.GOOD);
        seconds(1);
        daq().phase(AcquisitionPhase.RUNNING);
        seconds(4);
        assertThat(device.actions).containsExactly("STOP POLL 100", "START POLL 100");
        assertThat(state(DAQ)).isEqualTo("RUNNING");
        plant.assertReplays();
    }

    @Test
    void shouldSayThatAConnectorTakesNoActions() {
        device.takesActions = false;
        link(LinkState.OK);
        order(DAS, "STOPPED");
        seconds(3);
        assertThat(Quality.name(plant.tag("Connectors.plc.DAS.Action").statusCode))
                .isEqualTo("BadNotSupported");
        assertThat(state(DAS)).isEqualTo("RUNNING");
        assertThat(plant.machine(DAS).registers[12]).as("not-supported").isEqualTo(1);
        plant.assertReplays();
    }

    @Test
    void shouldStopAgainWhatWasStoppedWhenTheProcessStartsAgain() {
        das().phase(AcquisitionPhase.RUNNING);
        seconds(2);
        order(DAS, "STOPPED");
        seconds(1);
        das().phase(AcquisitionPhase.STOPPED);
        seconds(3);
        device.actions.clear();

        plant.start();
        plant.tick(0);
        plant.assertTag("Connectors.plc.DAS.Action", 12, Quality.GOOD);
        das().phase(AcquisitionPhase.RUNNING);
        seconds(2);
        assertThat(device.actions).containsExactly("STOP SUBSCRIBE 0");
        assertThat(state(DAS)).isEqualTo("STOPPED");
        plant.assertReplays();
    }

    @Test
    void shouldStopAgainWhatWasStoppedWhenTheConnectorStartsAgain() {
        das().phase(AcquisitionPhase.RUNNING);
        seconds(2);
        order(DAS, "STOPPED");
        seconds(1);
        das().phase(AcquisitionPhase.STOPPED);
        seconds(3);
        device.actions.clear();

        assertThat(plant.plant().restartConnector("plc").join()).isTrue();
        das().phase(AcquisitionPhase.RUNNING);
        seconds(2);
        assertThat(device.actions).containsExactly("STOP SUBSCRIBE 0");
        assertThat(state(DAS)).isEqualTo("STOPPED");
        plant.assertReplays();
    }

    @Test
    void shouldFollowTheTagsThatAreAcquired() {
        change(new SiteChange().put(polled("Flow", 250)).put(ScriptedConnector.definition("scale")));
        assertThat(plant.plant().site().definition().machines())
                .extracting(MachineDefinition::name)
                .containsExactly(DAS, "Engines.plc.DAQ-250ms");
        plant.assertTag("Connectors.scale.State", 0, Quality.GOOD);
        assertThat(plant.id("Connectors.plc.DAQ-100ms.Phase")).isNegative();
        plant.assertReplays();
    }

    @Test
    void shouldRefuseUsersOwnDefinitionsInItsPlace() {
        ConfigurationOutcome outcome = change(new SiteChange()
                .put(TagDefinition.internal("Connectors.plc.State", TagType.INT64))
                .put(TagDefinition.internal("Engines.Mine", TagType.INT64))
                .put(new ConnectorDefinition("Ringmain", ScriptedConnector.TYPE, Map.of())));
        assertThat(outcome.statusCode()).isEqualTo(Quality.BAD_INVALID_ARGUMENT);
        assertThat(outcome.problems()).hasSize(3);
        assertThat(outcome.problems().get(1).message())
                .isEqualTo(
                        "'Connectors.plc.State' is not allowed, what stands below Connectors. and Engines. is made by"
                                + " Ringmain itself");
    }

    @Test
    void shouldRefuseConnectorsWhoseCountersWouldBeThoseOfAnAcquisition() {
        ConfigurationOutcome outcome = change(new SiteChange()
                .put(ScriptedConnector.definition("plc.DAS"))
                .put(ScriptedConnector.definition("plc.DAQ-100ms"))
                .put(ScriptedConnector.definition("plc.DAS.other")));
        assertThat(outcome.statusCode()).isEqualTo(Quality.BAD_INVALID_ARGUMENT);
        assertThat(outcome.problems())
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem.key()).isEqualTo("name"));
    }

    @Test
    void shouldNameProblemsByTheirPlaceInWhatWasAskedFor() {
        ConfigurationOutcome outcome =
                change(new SiteChange().removeTag("Level").put(polled("New", 0)));
        SiteDefinition asked = new SiteChange()
                .removeTag("Level")
                .put(polled("New", 0))
                .applyTo(plant.plant().site().definition());
        assertThat(outcome.problems()).hasSize(1);
        assertThat(asked.tags().get(outcome.problems().get(0).index()).name()).isEqualTo("New");
    }

    @Test
    void shouldRefuseANameThatTagsOfTheSystemCanNotBeMadeFrom() {
        ConfigurationOutcome outcome = change(new SiteChange().put(new ConnectorDefinition("a b", "device", Map.of())));
        assertThat(outcome.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.section()).isEqualTo("connectors");
            assertThat(problem.message()).startsWith("'a b' is not allowed");
        });
    }

    @Test
    void shouldNotRestartItself() {
        assertThat(plant.plant().restartConnector("Ringmain").join()).isFalse();
    }
}
