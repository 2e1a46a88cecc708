package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.machine.type.PumpDuty;
import io.ringmain.core.replay.ReplayListener;
import io.ringmain.core.replay.ReplayPoint;
import io.ringmain.core.replay.ReplaySource;
import io.ringmain.core.ring.Command;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.whatif.Remark;
import io.ringmain.core.whatif.Renames;
import io.ringmain.core.whatif.WhatIf;
import io.ringmain.core.whatif.WhatIfReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What-if over devices, links and machines. */
class WhatIfDevicesTest {
    private static final List<TagDefinition> TAGS = List.of(
            ScriptedConnector.tag("Valve", TagType.FLOAT64, "plc"),
            TagDefinition.internal("Mode", TagType.INT64),
            TagDefinition.internal("Speed", TagType.FLOAT64),
            TagDefinition.internal("Count", TagType.INT64));
    private static final MachineDefinition MACHINE = new MachineDefinition(
            "M", "valve", SECOND, Map.of("mode", "Mode", "speed", "Speed", "count", "Count"), Map.of());

    private final ScriptedConnector device = new ScriptedConnector();
    private final MemoryJournalStore store = new MemoryJournalStore();
    private final TestPlant plant = new TestPlant(site(TAGS, List.of(MACHINE), "plc"), store)
            .machines(new ValveMachine())
            .connectors(device)
            .start();

    private static SiteDefinition site(List<TagDefinition> tags, List<MachineDefinition> machines, String connector) {
        return new SiteDefinition(
                "devices", List.of(ScriptedConnector.definition(connector)), tags, List.of(), machines);
    }

    private WhatIfReport whatIf(SiteDefinition other) {
        return WhatIf.run(
                ReplaySource.of(store, List.of(new ValveMachine()), Map.of()),
                other,
                Renames.NONE,
                ReplayPoint.BEGIN,
                ReplayPoint.END,
                ReplayListener.NONE);
    }

    private int order(Command.Kind kind, int item, long occurrence, TagType type, long bits) {
        Command command = new Command(
                9,
                plant.nowNs(),
                kind,
                plant.plant().site().machineId("M"),
                occurrence,
                type,
                bits,
                "",
                0,
                0,
                item,
                "anna",
                "why not");
        plant.pass(1);
        return plant.submit(command).join().statusCode();
    }

    private void work() {
        device.context.link(LinkState.OK);
        plant.tick(SECOND).count("Mode", 0).tick(SECOND);
        plant.submit(plant.write("Valve", TagType.FLOAT64, Double.doubleToLongBits(3)));
        device.context.answer(device.lastWrite().writeId(), Quality.GOOD);
        plant.tick(SECOND);
        assertThat(order(Command.Kind.TRANSITION, ValveMachine.OPEN, 0, null, 0))
                .isZero();
        assertThat(order(Command.Kind.TRANSITION, ValveMachine.CLOSED, 0, null, 0))
                .isZero();
        assertThat(order(Command.Kind.TRANSITION, ValveMachine.LOCKED, 0, null, 0))
                .isEqualTo(Quality.GOOD_COMPLETES_ASYNCHRONOUSLY);
        long asked = plant.machine("M").pendingSequence;
        assertThat(order(Command.Kind.CONFIRM_TRANSITION, ValveMachine.LOCKED, asked, null, 0))
                .isZero();
        assertThat(order(Command.Kind.SET_ATTRIBUTE, ValveMachine.COUNT, 0, TagType.INT64, 4))
                .isZero();
        plant.tick(SECOND);
        device.context.link(LinkState.UNAVAILABLE);
        plant.tick(SECOND);
    }

    @Test
    void shouldGiveAllCommandsAgainWithTheSameSite() {
        work();

        WhatIfReport report = whatIf(site(TAGS, List.of(MACHINE), "plc"));

        assertThat(report.commands()).isEqualTo(6);
        assertThat(report.commandDifferences()).isEmpty();
        assertThat(report.remarks()).isEmpty();
        assertThat(report.errors()).isEmpty();
        assertThat(report.addedTicks()).isZero();
    }

    @Test
    void shouldLeaveOutWhatHasNoConnectorAndNoMachineAnyMore() {
        work();
        List<TagDefinition> unbound =
                List.of(TagDefinition.internal("Valve", TagType.FLOAT64), TAGS.get(1), TAGS.get(2), TAGS.get(3));

        WhatIfReport report = whatIf(site(unbound, List.of(), "other"));

        assertThat(report.remarks())
                .extracting(Remark::kind, Remark::name)
                .contains(tuple(Remark.Kind.CONNECTOR_MISSING, "plc"));
        assertThat(report.commandDifferences())
                .as("the write is carried out at once now, the machine's five can not be given")
                .hasSize(5)
                .allMatch(difference -> difference.detail().equals("there is no such machine"));
    }

    @Test
    void shouldSayThatNoDeviceHasAnswered() {
        plant.submit(plant.write("Speed", TagType.FLOAT64, Double.doubleToLongBits(3)));
        List<TagDefinition> bound =
                List.of(TAGS.get(0), TAGS.get(1), ScriptedConnector.tag("Speed", TagType.FLOAT64, "plc"), TAGS.get(3));

        WhatIfReport report = whatIf(site(bound, List.of(), "plc"));

        assertThat(report.commandDifferences())
                .singleElement()
                .satisfies(difference -> assertThat(difference.detail()).contains("no device has answered"));
    }

    @Test
    void shouldAddTheStepsOfAFasterMachine() {
        plant.tick(SECOND).count("Mode", 0).tick(SECOND).tick(SECOND);
        MachineDefinition faster = new MachineDefinition(
                "M", "valve", SECOND / 4, Map.of("mode", "Mode", "speed", "Speed", "count", "Count"), Map.of());

        WhatIfReport report = whatIf(site(TAGS, List.of(faster), "plc"));

        assertThat(report.addedTicks()).isBetween(6L, 12L);
        assertThat(report.errors()).isEmpty();
    }

    @Test
    void shouldFindNoDifferenceInALongRunWithItsOwnSite() {
        MemoryJournalStore run = new MemoryJournalStore();
        SiteDefinition site = ThreadingModesTest.goldenRun(run).site().definition();

        WhatIfReport report = WhatIf.run(
                ReplaySource.of(run, List.of(new PumpDuty()), Map.of()),
                site,
                Renames.NONE,
                ReplayPoint.BEGIN,
                ReplayPoint.END,
                ReplayListener.NONE);

        assertThat(report.sameOccurrences()).isPositive();
        assertThat(report.alarms()).isEmpty();
        assertThat(report.commandDifferences()).isEmpty();
        assertThat(report.after().figures())
                .usingRecursiveComparison()
                .isEqualTo(report.before().figures());
    }
}
