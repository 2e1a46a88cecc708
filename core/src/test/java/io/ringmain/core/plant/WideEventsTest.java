package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.alarm.AlarmCondition;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmGroup;
import io.ringmain.core.alarm.AlarmGroups;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmState;
import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.logic.Logic;
import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineContext;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDeclaration.Port;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.core.ring.CommandState;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Derivation;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Events with more consequences than one event may have results. */
class WideEventsTest {
    private final MemoryJournalStore store = new MemoryJournalStore();
    private final List<TagDefinition> tags = new ArrayList<>();
    private final List<AlarmDefinition> alarms = new ArrayList<>();
    private final List<AlarmGroup> groups = new ArrayList<>();
    private TestPlant plant;

    private void start() {
        plant = new TestPlant(
                        new SiteDefinition(
                                "wide", List.of(ScriptedConnector.definition("plc")), tags, alarms, groups, List.of()),
                        store)
                .connectors(new ScriptedConnector())
                .ringSize(8 * 1024)
                .start();
    }

    private void assertBounded() {
        assertThat(mostResults()).isLessThanOrEqualTo(Logic.MAX_RESULTS);
        assertThat(plant.plant().status().reasons()).isEmpty();
        plant.assertReplays();
    }

    /** Of any event in the journal. */
    private int mostResults() {
        AtomicInteger most = new AtomicInteger();
        BatchDecoder decoder = new BatchDecoder();
        try (var reader = store.reader(0)) {
            while (reader.poll((buffer, offset, length) -> {
                if (decoder.wrap(buffer, offset, length)) {
                    while (decoder.next()) {
                        most.accumulateAndGet(decoder.resultCount(), Integer::max);
                    }
                }
            })) {
                // the handler has taken it
            }
        }
        return most.get();
    }

    private AlarmState state(String alarm) {
        return plant.alarm(alarm).state;
    }

    @Test
    void shouldInterruptMoreCommandsThanAnEventHasResults() {
        tags.add(ScriptedConnector.tag("Valve", TagType.FLOAT64, "plc")
                .change()
                .writable(true)
                .build());
        start();
        int commands = 4_096;
        for (int i = 0; i < commands; i++) {
            plant.submit(plant.write("Valve", TagType.FLOAT64, Double.doubleToLongBits(i)));
        }
        List<CommandOutcome> outcomes = new ArrayList<>();
        plant.start();
        plant.plant().addListener(new OutcomeListener() {
            @Override
            public void onCommand(CommandOutcome outcome) {
                outcomes.add(outcome);
            }
        });
        for (int i = 0; i < 6; i++) {
            plant.tick(SECOND);
        }
        assertThat(outcomes).isNotEmpty();
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.state()).isEqualTo(CommandState.INTERRUPTED));
        assertBounded();
    }

    @Test
    void shouldRefuseMoreAlarmsOnATagThanOneUpdateCanRaise() {
        tags.add(TagDefinition.internal("T", TagType.FLOAT64));
        for (int i = 0; i < 65; i++) {
            alarms.add(AlarmDefinition.of(
                    "A" + i, "T", new AlarmCondition.Limit(AlarmKind.HI, BigDecimal.valueOf(i), BigDecimal.ZERO)));
        }
        assertThatThrownBy(this::start)
                .hasMessageContaining("index=64, key=tag")
                .hasMessageContaining("64 alarms");
    }

    @Test
    void shouldEvaluateThousandsOfDerivedTagsAndTheAlarmsOverThemOnceTheyHaveSettled() {
        tags.add(TagDefinition.internal("A", TagType.FLOAT64));
        for (int i = 0; i < 6_000; i++) {
            tags.add(TagDefinition.builder("D" + i, TagType.FLOAT64)
                    .derivation(Derivation.of("A * 2"))
                    .build());
        }
        alarms.add(AlarmDefinition.of(
                "Late", "A", new AlarmCondition.Expression("abs(D0 - D5999) > 0.5 or abs(D5999 - 2 * A) > 0.5")));
        alarms.add(AlarmDefinition.of(
                "Off",
                "D0",
                new AlarmCondition.Deviation("D5999", BigDecimal.ONE, BigDecimal.ONE.negate(), BigDecimal.ZERO)));
        start();
        for (int i = 0; i < 5; i++) {
            plant.tick(SECOND);
        }
        for (int value = 1; value < 4; value++) {
            plant.update("A", 100 * value);
            for (int i = 0; i < 3; i++) {
                plant.tick(SECOND);
                assertThat(state("Late")).isEqualTo(AlarmState.NORM);
                assertThat(state("Off")).isEqualTo(AlarmState.NORM);
            }
            assertThat(plant.tag("D5999").asDouble()).isEqualTo(200 * value);
        }
        assertThat(plant.alarm("Late").occurrences + plant.alarm("Off").occurrences)
                .isZero();
        assertBounded();
    }

    @Test
    void shouldSuppressAndShowThousandsOfStandingAlarmsAtOnce() {
        tags.add(TagDefinition.internal("Off", TagType.BOOL));
        tags.add(TagDefinition.internal("T", TagType.FLOAT64));
        groups.add(new AlarmGroup("All", "Off"));
        for (int i = 0; i < 3_000; i++) {
            alarms.add(AlarmDefinition.of("A" + i, "T", new AlarmCondition.Expression("T > " + i % 7))
                    .withGroups(new AlarmGroups("First", i % 2 == 0 ? "T > 50" : "", List.of("All"))));
        }
        start();
        plant.update("Off", false).update("T", 10);
        for (int i = 0; i < 4; i++) {
            plant.tick(SECOND);
        }
        assertThat(state("A2999")).isEqualTo(AlarmState.UNACK);
        plant.update("Off", true).update("T", 60);
        for (int i = 0; i < 8; i++) {
            plant.tick(SECOND);
        }
        for (int i = 0; i < 3_000; i++) {
            assertThat(state("A" + i)).isEqualTo(AlarmState.DSUPR);
        }
        plant.update("Off", false).update("T", 20);
        for (int i = 0; i < 8; i++) {
            plant.tick(SECOND);
        }
        for (int i = 0; i < 3_000; i++) {
            assertThat(state("A" + i)).isEqualTo(AlarmState.UNACK);
        }
        assertBounded();
        Command.Kind kind = Command.Kind.SUPPRESS;
        assertThat(plant.order(kind, "A0", "")).isZero();
    }

    /** Fails at once; its eight outputs have safe values. */
    private static final class Failing implements Machine {
        private static final int OUTPUTS = 8;

        @Override
        public MachineDeclaration declaration() {
            List<Port> outputs = new ArrayList<>();
            for (int i = 0; i < OUTPUTS; i++) {
                outputs.add(new Port("out" + i, TagType.FLOAT64).safe(100.0));
            }
            return new MachineDeclaration(
                    "failing", List.of("ONLY"), List.of(), List.of(), outputs, List.of(), List.of());
        }

        @Override
        public void step(MachineContext context) {
            throw new IllegalStateException("broken");
        }
    }

    @Test
    void shouldWriteEverySafeValueHoweverManyAlarmsTheyRaise() {
        Map<String, String> bindings = new TreeMap<>();
        for (int i = 0; i < Failing.OUTPUTS; i++) {
            tags.add(TagDefinition.internal("T" + i, TagType.FLOAT64));
            bindings.put("out" + i, "T" + i);
            for (int k = 0; k < 64; k++) {
                alarms.add(AlarmDefinition.of(
                        "T" + i + ".A" + k,
                        "T" + i,
                        new AlarmCondition.Limit(AlarmKind.HI, BigDecimal.valueOf(k), BigDecimal.ZERO)));
            }
        }
        plant = new TestPlant(
                        new SiteDefinition(
                                "failing",
                                List.of(),
                                tags,
                                alarms,
                                List.of(new MachineDefinition("M", "failing", SECOND, bindings, Map.of()))),
                        store)
                .machines(new Failing())
                .start();
        plant.tick(2 * SECOND);
        assertThat(plant.machine("M").isFaulted).isTrue();
        for (int i = 0; i < Failing.OUTPUTS; i++) {
            assertThat(plant.tag("T" + i).asDouble()).isEqualTo(100);
            assertThat(state("T" + i + ".A63")).isEqualTo(AlarmState.UNACK);
        }
        assertThat(plant.plant().status().reasons()).hasSize(1);
        assertThat(mostResults()).isLessThanOrEqualTo(Logic.MAX_RESULTS);
        plant.assertReplays();
    }
}
