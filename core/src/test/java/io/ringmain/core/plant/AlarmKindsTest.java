package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.alarm.AlarmCondition;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmInput;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmLevel;
import io.ringmain.core.alarm.AlarmPolicy;
import io.ringmain.core.alarm.RateDirection;
import io.ringmain.core.ring.Command;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Derivation;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every kind of condition beyond one limit, as tables of steps through the whole plant. */
class AlarmKindsTest {
    private final List<AlarmInput> inputs = new ArrayList<>();
    private final List<Integer> raised = new ArrayList<>();
    private TestPlant plant;

    private void launch(TagType type, AlarmDefinition... alarms) {
        List<TagDefinition> tags =
                List.of(TagDefinition.internal("T", type), TagDefinition.internal("S", TagType.FLOAT64));
        plant = new TestPlant(new SiteDefinition("kinds", List.of(), tags, List.of(alarms), List.of())).start();
        plant.tick(0);
        plant.plant().addListener(new OutcomeListener() {
            @Override
            public void onAlarm(
                    long sequence, int alarm, AlarmInput input, int from, int regions, long occurrence, long timeNs) {
                inputs.add(input);
                if (input == AlarmInput.ACTIVATE) {
                    raised.add(alarm);
                }
            }
        });
    }

    private static AlarmDefinition alarm(AlarmCondition condition) {
        return AlarmDefinition.of("A", "T", condition);
    }

    private String state() {
        return plant.alarm("A").state + (plant.alarm("A").isQualityBad ? "?" : "");
    }

    /** Steps {@code T=1}, {@code S=2}, {@code bad T}, {@code 500ms}, {@code ack} and the state after each. */
    private void check(String... stepsAndStates) {
        for (int i = 0; i < stepsAndStates.length; i += 2) {
            play(stepsAndStates[i]);
            assertThat(state())
                    .as("after step %d, %s", i / 2 + 1, stepsAndStates[i])
                    .isEqualTo(stepsAndStates[i + 1]);
        }
        plant.assertReplays();
    }

    private void play(String step) {
        if (step.endsWith("ms")) {
            plant.tick(Long.parseLong(step.substring(0, step.length() - 2)) * 1_000_000);
        } else if (step.equals("ack")) {
            assertThat(plant.acknowledge("A", 0)).isZero();
        } else if (step.startsWith("bad ")) {
            plant.status(step.substring(4), Quality.BAD_SENSOR_FAILURE);
        } else if (step.startsWith("uncertain ")) {
            plant.status(step.substring(10), Quality.UNCERTAIN);
        } else if (step.equals("restart")) {
            plant.start();
        } else {
            plant.update(step.substring(0, 1), Double.parseDouble(step.substring(2)));
        }
    }

    private static AlarmLevel level(AlarmKind kind, double limit, long onMs, long offMs, int priority) {
        return new AlarmLevel(
                kind, BigDecimal.valueOf(limit), BigDecimal.valueOf(2), onMs * 1_000_000, offMs * 1_000_000, priority);
    }

    private static AlarmDefinition levels(long onMs, long offMs) {
        return alarm(new AlarmCondition.MultiLimit(List.of(
                level(AlarmKind.HIHI, 90, onMs, offMs, 4),
                level(AlarmKind.HI, 80, 0, offMs, 3),
                level(AlarmKind.LO, 20, 0, offMs, 2),
                level(AlarmKind.LOLO, 10, onMs, offMs, 4))));
    }

    @Test
    void shouldAnnounceAMoreSevereLevelAgainAndKeepTheOccurrenceOnTheWayBack() {
        launch(TagType.FLOAT64, levels(0, 0));
        check("T=50", "NORM", "T=80", "UNACK", "ack", "ACKED", "T=90", "UNACK", "ack", "ACKED", "T=88", "ACKED");
        long occurrence = plant.alarm("A").occurrence;
        check("T=87", "ACKED", "T=78", "ACKED", "T=77.9", "NORM");
        assertThat(plant.alarm("A").occurrence).isEqualTo(occurrence);
        assertThat(plant.alarm("A").occurrences).isEqualTo(1);
        assertThat(plant.alarm("A").level).isEqualTo(AlarmKind.HI);
        assertThat(inputs)
                .containsExactly(
                        AlarmInput.ACTIVATE,
                        AlarmInput.ACKNOWLEDGE,
                        AlarmInput.REALARM,
                        AlarmInput.ACKNOWLEDGE,
                        AlarmInput.LEVEL,
                        AlarmInput.RETURN);
    }

    @Test
    void shouldAnnounceTheOtherSideAgain() {
        launch(TagType.FLOAT64, levels(0, 0));
        check("T=85", "UNACK", "ack", "ACKED", "T=15", "UNACK", "ack", "ACKED", "T=5", "UNACK", "T=50", "RTNUN");
    }

    @Test
    void shouldRunTheDelaysOfEveryLevelByThemselves() {
        launch(TagType.FLOAT64, levels(1_000, 500));
        check("T=95", "UNACK", "ack", "ACKED", "999ms", "ACKED", "1ms", "UNACK", "ack", "ACKED", "T=50", "ACKED");
        check("499ms", "ACKED", "1ms", "NORM", "T=95", "UNACK", "ack", "ACKED", "500ms", "ACKED", "T=85", "ACKED");
        check("1000ms", "ACKED", "T=NaN", "ACKED", "bad T", "ACKED?", "T=50", "ACKED", "500ms", "NORM");
    }

    @Test
    void shouldBeginTheDelayOfALevelAgainAfterARestart() {
        launch(TagType.FLOAT64, levels(1_000, 0));
        check("T=95", "UNACK", "ack", "ACKED", "900ms", "ACKED", "restart", "ACKED", "999ms", "ACKED", "1ms", "UNACK");
    }

    private static AlarmDefinition deviation() {
        return alarm(new AlarmCondition.Deviation("S", BigDecimal.TEN, BigDecimal.valueOf(-5), BigDecimal.ONE));
    }

    @Test
    void shouldCompareWithTheSetpointWhicheverOfTheTwoChanges() {
        launch(TagType.FLOAT64, deviation());
        check("T=50", "NORM?", "S=50", "NORM", "T=60", "UNACK", "S=51", "UNACK", "S=51.1", "RTNUN", "S=65", "UNACK");
        check("ack", "ACKED", "T=61", "ACKED", "T=61.1", "NORM", "S=NaN", "NORM", "T=999", "NORM", "bad S", "NORM?");
        check("T=0", "NORM?", "S=50", "UNACK", "bad T", "UNACK?", "S=0", "UNACK?", "T=0", "RTNUN");
    }

    @Test
    void shouldSeeChangesOfBothTagsAfterItWasDisabled() {
        for (AlarmCondition condition :
                List.of(deviation().condition(), new AlarmCondition.Expression("abs(T - S) > 10"))) {
            launch(TagType.FLOAT64, alarm(condition));
            check("T=50", "NORM?", "S=50", "NORM");
            assertThat(plant.order(Command.Kind.DISABLE, "A", "")).isZero();
            check("T=51", "NORM", "S=51", "NORM");
            assertThat(plant.order(Command.Kind.ENABLE, "A", "")).isZero();
            check("T=99", "UNACK", "S=99", "RTNUN");
        }
    }

    @Test
    void shouldKeepItsOffDelayWhenItWasEnabledWithoutAUsableValue() {
        launch(TagType.FLOAT64, levels(0, 1_000));
        check("T=85", "UNACK", "bad T", "UNACK?");
        assertThat(plant.order(Command.Kind.DISABLE, "A", "")).isZero();
        assertThat(plant.order(Command.Kind.ENABLE, "A", "")).isZero();
        check("T=79", "UNACK", "T=50", "UNACK", "999ms", "UNACK", "1ms", "RTNUN");
    }

    @Test
    void shouldCompareWithASetpointThatIsDerivedFromTheSameTag() {
        plant = new TestPlant(new SiteDefinition(
                        "kinds",
                        List.of(),
                        List.of(
                                TagDefinition.internal("T", TagType.FLOAT64),
                                TagDefinition.builder("S", TagType.FLOAT64)
                                        .derivation(Derivation.of("T + 1"))
                                        .build()),
                        List.of(deviation()),
                        List.of()))
                .start();
        check("T=50", "NORM", "T=90", "NORM", "T=10", "NORM");
        assertThat(plant.alarm("A").occurrences).isZero();
    }

    @Test
    void shouldCompareWholeNumbersExactly() {
        long big = (1L << 53) + 1;
        launch(
                TagType.INT64,
                alarm(new AlarmCondition.Limit(AlarmKind.HI, BigDecimal.valueOf(big), BigDecimal.ZERO)),
                AlarmDefinition.of("O", "T", new AlarmCondition.OffNormal(List.of(big), List.of())));
        plant.count("T", big - 1);
        assertThat(state() + plant.alarm("O").state).isEqualTo("NORMUNACK");
        plant.count("T", big);
        assertThat(state() + plant.alarm("O").state).isEqualTo("UNACKRTNUN");
        plant.count("T", big - 1);
        assertThat(state() + plant.alarm("O").state).isEqualTo("RTNUNUNACK");
    }

    private static AlarmDefinition rate(RateDirection direction) {
        return alarm(new AlarmCondition.RateOfChange(direction, 4, 1, 8 * SECOND));
    }

    @Test
    void shouldRaiseOnARampAndClearWhenItEnds() {
        launch(TagType.FLOAT64, rate(RateDirection.RISING));
        play("T=0");
        for (int second = 1; second <= 12; second++) {
            plant.tick(SECOND).update("T", 5.0 * second);
        }
        assertThat(state()).isEqualTo("UNACK");
        check("1000ms", "UNACK", "8000ms", "RTNUN", "60000ms", "RTNUN");
        for (int second = 1; second <= 12; second++) {
            plant.tick(SECOND).update("T", 60 - 9.0 * second);
        }
        assertThat(state()).as("falling").isEqualTo("RTNUN");
    }

    @Test
    void shouldNotTakeNoiseOrUpdatesAtOneMomentForARate() {
        launch(TagType.FLOAT64, rate(RateDirection.BOTH));
        for (int i = 0; i < 400; i++) {
            plant.tick(i % 3 * 50_000_000L).update("T", 50 + (i % 2 == 0 ? 5.0 : -5.0));
        }
        assertThat(state()).isEqualTo("NORM");
        check("T=NaN", "NORM", "T=1e308", "NORM", "1000ms", "NORM", "T=-1e308", "NORM", "T=Infinity", "NORM");
    }

    @Test
    void shouldBeginTheWindowAgainAfterBadQualityAndARestart() {
        launch(TagType.FLOAT64, rate(RateDirection.BOTH));
        check("T=0", "NORM", "9000ms", "NORM", "bad T", "NORM?", "T=500", "NORM", "9000ms", "NORM", "restart", "NORM");
        check("T=0", "NORM", "20000ms", "NORM", "T=100", "NORM", "999ms", "NORM", "1ms", "UNACK");
    }

    @Test
    void shouldRaiseByBadQualityAndByUncertainWhereDeclared() {
        launch(TagType.FLOAT64, alarm(new AlarmCondition.BadQuality(false)));
        check("T=1", "NORM", "uncertain T", "NORM", "bad T", "UNACK", "T=2", "RTNUN");
        launch(TagType.STRING, alarm(new AlarmCondition.BadQuality(true)));
        check("uncertain T", "UNACK", "bad T", "UNACK");
        plant.update("T", "good");
        assertThat(state()).isEqualTo("RTNUN");
    }

    @Test
    void shouldRaiseALimitAlarmByBadQualityWhereDeclared() {
        AlarmPolicy standard = AlarmPolicy.DEFAULT;
        launch(
                TagType.FLOAT64,
                AlarmDefinition.limit("T", AlarmKind.HI, 80)
                        .withDelays(SECOND, 0)
                        .withPolicy(new AlarmPolicy(true, false, false, false, 0, standard.maxShelveNs(), true))
                        .withGroups(io.ringmain.core.alarm.AlarmGroups.NONE),
                alarm(new AlarmCondition.Stale(1_000 * SECOND)));
        play("T=1");
        play("bad T");
        assertThat(plant.alarm("T.HI").state.name()).isEqualTo("NORM");
        play("1000ms");
        assertThat(plant.alarm("T.HI").state + " " + plant.alarm("T.HI").isQualityBad)
                .isEqualTo("UNACK true");
        play("T=2");
        assertThat(plant.alarm("T.HI").state + " " + plant.alarm("T.HI").isQualityBad)
                .isEqualTo("RTNUN false");
    }

    @Test
    void shouldRaiseAtTheMomentAtWhichATagIsStale() {
        launch(TagType.FLOAT64, alarm(new AlarmCondition.Stale(10 * SECOND)));
        check("9999ms", "NORM", "1ms", "UNACK", "T=1", "RTNUN", "9000ms", "RTNUN", "T=1", "RTNUN", "9999ms", "RTNUN");
        check(
                "1ms", "UNACK", "bad T", "RTNUN", "9000ms", "RTNUN", "restart", "RTNUN", "9999ms", "RTNUN", "1ms",
                "UNACK");
    }

    private static AlarmDefinition alarmedByQuality(AlarmDefinition alarm) {
        return alarm.withPolicy(new AlarmPolicy(true, false, false, false, 0, AlarmPolicy.DEFAULT.maxShelveNs(), true));
    }

    @Test
    void shouldReturnAnAlarmOfLevelsThatBadQualityRaisedAlsoBehindNaN() {
        launch(TagType.FLOAT64, alarmedByQuality(levels(0, 0)));
        check("T=50", "NORM", "bad T", "UNACK?", "T=NaN", "UNACK", "T=50", "RTNUN");
    }

    @Test
    void shouldLeaveALevelBeforeALaterOneIsPresentHoweverLateTheClockBeats() {
        launch(
                TagType.FLOAT64,
                alarm(new AlarmCondition.MultiLimit(
                        List.of(level(AlarmKind.HI, 80, 0, 100, 3), level(AlarmKind.LO, 20, 200, 0, 2)))));
        check("T=85", "UNACK", "T=15", "UNACK", "500ms", "UNACK");
        assertThat(inputs)
                .containsExactly(AlarmInput.ACTIVATE, AlarmInput.RETURN, AlarmInput.SUPERSEDED, AlarmInput.ACTIVATE);
    }

    @Test
    void shouldRaiseARateAlarmByBadQualityThatLastsAcrossARestart() {
        launch(TagType.FLOAT64, alarmedByQuality(rate(RateDirection.BOTH)).withDelays(SECOND, 0));
        check("T=0", "NORM", "bad T", "NORM?", "500ms", "NORM?", "restart", "NORM?", "999ms", "NORM?", "1ms", "UNACK?");
    }

    @Test
    void shouldKnowNormalTexts() {
        launch(TagType.STRING, alarm(new AlarmCondition.OffNormal(List.of(), List.of("auto", "hand"))));
        plant.update("T", "hand");
        assertThat(state()).isEqualTo("NORM");
        plant.update("T", "fault");
        assertThat(state()).isEqualTo("UNACK");
        plant.update("T", "auto");
        assertThat(state()).isEqualTo("RTNUN");
    }

    @Test
    void shouldRaiseWhileAnExpressionIsTrue() {
        launch(
                TagType.FLOAT64,
                alarm(new AlarmCondition.Expression("T > 10 and S < 5")).withDelays(SECOND, 0));
        check("T=11", "NORM?", "S=4", "NORM", "999ms", "NORM", "1ms", "UNACK", "bad S", "UNACK?", "S=6", "RTNUN");
    }

    @Test
    void shouldNotTakeATextOfTheSameHashForTheOneThatIsMeant() {
        for (AlarmCondition condition : List.of(
                new AlarmCondition.Expression("T != 'qrqqia'"),
                new AlarmCondition.OffNormal(List.of(), List.of("qrqqia")))) {
            launch(TagType.STRING, alarm(condition));
            plant.update("T", "qrqqia").tick(0);
            assertThat(state()).isEqualTo("NORM");
            plant.update("T", "hand").update("T", "gacfrd").tick(0);
            assertThat(state()).isEqualTo("UNACK");
            plant.assertReplays();
        }
    }

    @Test
    void shouldJournalABurstOfTenThousandAlarmsInOrder() {
        List<TagDefinition> tags = new ArrayList<>(List.of(TagDefinition.internal("T", TagType.FLOAT64)));
        List<AlarmDefinition> alarms = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            alarms.add(AlarmDefinition.of(
                    "A" + i, "T", new AlarmCondition.Deviation("S", BigDecimal.ONE, null, BigDecimal.ZERO)));
        }
        tags.add(TagDefinition.internal("S", TagType.FLOAT64));
        plant = new TestPlant(new SiteDefinition("burst", List.of(), tags, alarms, List.of())).start();
        plant.plant().addListener(new OutcomeListener() {
            @Override
            public void onAlarm(
                    long sequence, int alarm, AlarmInput input, int from, int regions, long occurrence, long timeNs) {
                raised.add(alarm);
            }
        });
        for (int i = 0; i < 20; i++) {
            plant.tick(0);
        }
        plant.update("S", 0).update("T", 2);
        for (int i = 0; i < 20; i++) {
            plant.tick(0);
        }
        assertThat(raised).hasSize(10_000).isSorted();
        plant.assertReplays();
    }
}
