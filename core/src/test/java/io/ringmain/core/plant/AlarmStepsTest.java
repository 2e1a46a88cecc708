package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.alarm.AlarmState;
import io.ringmain.core.ring.Command;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Alarms through the whole plant, as tables of steps. */
class AlarmStepsTest {
    private static final String TAG = "T";

    private TestPlant plant;

    private static AlarmDefinition hi() {
        return AlarmDefinition.limit(TAG, AlarmKind.HI, 80);
    }

    private static TestPlant plantWith(TagType type, AlarmDefinition... alarms) {
        return new TestPlant(new SiteDefinition(
                        "alarms", List.of(), List.of(TagDefinition.internal(TAG, type)), List.of(alarms), List.of()))
                .start();
    }

    /**
     * Plays steps and looks at the state after each: a number is an update, {@code bad}, {@code uncertain} and {@code good}
     * are qualities, {@code 500ms} lets time pass, {@code ack} and {@code reset} are commands.
     */
    private void check(AlarmDefinition alarm, String... stepsAndStates) {
        plant = plantWith(TagType.FLOAT64, alarm);
        for (int i = 0; i < stepsAndStates.length; i += 2) {
            play(alarm.name(), stepsAndStates[i]);
            String expected = stepsAndStates[i + 1];
            AlarmSnapshot is = plant.alarm(alarm.name());
            assertThat(is.state + (is.isQualityBad ? "?" : ""))
                    .as("after step %d, %s", i / 2 + 1, stepsAndStates[i])
                    .isEqualTo(expected);
        }
        plant.assertReplays();
    }

    private void play(String alarm, String step) {
        switch (step) {
            case "bad" -> plant.status(TAG, Quality.BAD_SENSOR_FAILURE);
            case "uncertain" -> plant.status(TAG, Quality.UNCERTAIN);
            case "good" -> plant.status(TAG, Quality.GOOD);
            case "ack" -> assertThat(plant.acknowledge(alarm, 0)).isZero();
            case "reset" -> assertThat(plant.reset(alarm)).isZero();
            case "ack refused" ->
                assertThat(plant.acknowledge(alarm, 0)).isEqualTo(Quality.BAD_CONDITION_BRANCH_ALREADY_ACKED);
            case "reset refused" -> assertThat(plant.reset(alarm)).isEqualTo(Quality.BAD_INVALID_STATE);
            default -> {
                if (step.endsWith("ms")) {
                    plant.tick(Long.parseLong(step.substring(0, step.length() - 2)) * 1_000_000);
                } else {
                    plant.update(TAG, Double.parseDouble(step));
                }
            }
        }
    }

    @Test
    void shouldRaiseHighAlarmsAtTheLimitAndClearThemBelowTheDeadband() {
        check(hi().withDeadband(2), "79.9", "NORM", "80", "UNACK", "78", "UNACK", "77.9", "RTNUN", "ack", "NORM");
        check(AlarmDefinition.limit(TAG, AlarmKind.HIHI, 90), "89", "NORM", "90", "UNACK", "89", "RTNUN");
    }

    @Test
    void shouldRaiseLowAlarmsAtTheLimitAndClearThemAboveTheDeadband() {
        check(
                AlarmDefinition.limit(TAG, AlarmKind.LO, 20).withDeadband(2),
                "20.1",
                "NORM",
                "20",
                "UNACK",
                "22",
                "UNACK",
                "22.1",
                "RTNUN");
        check(AlarmDefinition.limit(TAG, AlarmKind.LOLO, -5), "-4", "NORM", "-5", "UNACK", "-4.9", "RTNUN");
    }

    @Test
    void shouldRaiseAfterTheOnDelayOnly() {
        check(hi().withDelays(SECOND, 0), "81", "NORM", "999ms", "NORM", "85", "NORM", "1ms", "UNACK");
    }

    @Test
    void shouldCancelTheOnDelayByAReturn() {
        check(hi().withDelays(SECOND, 0), "81", "NORM", "900ms", "NORM", "79", "NORM", "200ms", "NORM");
        check(hi().withDelays(SECOND, 0), "81", "NORM", "79", "NORM", "82", "NORM", "999ms", "NORM", "1ms", "UNACK");
    }

    @Test
    void shouldRestartTheOnDelayAfterBadQuality() {
        check(
                hi().withDelays(SECOND, 0),
                "81",
                "NORM",
                "900ms",
                "NORM",
                "bad",
                "NORM?",
                "200ms",
                "NORM?",
                "good",
                "NORM",
                "999ms",
                "NORM",
                "1ms",
                "UNACK");
    }

    @Test
    void shouldReturnAfterTheOffDelayOnly() {
        check(hi().withDelays(0, SECOND), "81", "UNACK", "70", "UNACK", "999ms", "UNACK", "1ms", "RTNUN");
    }

    @Test
    void shouldCancelTheOffDelayWhenTheConditionIsBack() {
        check(hi().withDelays(0, SECOND), "81", "UNACK", "70", "UNACK", "81", "UNACK", "1500ms", "UNACK");
    }

    @Test
    void shouldLatchUntilReset() {
        check(
                hi().latching(),
                "81",
                "UNACK",
                "reset refused",
                "UNACK",
                "70",
                "LTUNK",
                "reset refused",
                "LTUNK",
                "ack",
                "LTACK",
                "ack refused",
                "LTACK",
                "reset",
                "NORM");
        check(hi().latching(), "81", "UNACK", "ack", "ACKED", "70", "LTACK", "81", "UNACK");
    }

    @Test
    void shouldNotAskForAcknowledgementWhereNoneIsNeeded() {
        check(hi().withoutAcknowledgement(), "81", "ACKED", "ack refused", "ACKED", "70", "NORM");
        check(hi().withoutAcknowledgement().latching(), "81", "ACKED", "70", "LTACK", "reset", "NORM");
    }

    @Test
    void shouldRefuseASecondAcknowledgement() {
        check(hi(), "ack refused", "NORM?", "81", "UNACK", "ack", "ACKED", "ack refused", "ACKED", "70", "NORM");
    }

    @Test
    void shouldNeitherRaiseNorClearByNanOrInfinity() {
        check(hi(), "NaN", "NORM", "Infinity", "NORM", "81", "UNACK", "NaN", "UNACK", "-Infinity", "UNACK");
    }

    @Test
    void shouldNotRaiseByADelayThatRanOutWhileTheValueWasNoNumber() {
        check(
                hi().withDelays(SECOND, SECOND),
                "81",
                "NORM",
                "500ms",
                "NORM",
                "NaN",
                "NORM",
                "600ms",
                "NORM",
                "82",
                "NORM",
                "1000ms",
                "UNACK",
                "70",
                "UNACK",
                "NaN",
                "UNACK",
                "1500ms",
                "UNACK");
    }

    @Test
    void shouldKeepAndMarkTheStateWhileTheQualityIsBad() {
        check(
                hi(),
                "81",
                "UNACK",
                "bad",
                "UNACK?",
                "ack",
                "ACKED?",
                "good",
                "ACKED",
                "bad",
                "ACKED?",
                "70",
                "NORM",
                "bad",
                "NORM?",
                "uncertain",
                "NORM");
    }

    @Test
    void shouldEvaluateUncertainValues() {
        plant = plantWith(TagType.FLOAT64, hi());
        plant.update(TAG, 81, Quality.UNCERTAIN);
        assertThat(plant.alarm("T.HI").state).isEqualTo(AlarmState.UNACK);
    }

    @Test
    void shouldNotRaiseByABadValue() {
        plant = plantWith(TagType.FLOAT64, hi());
        plant.update(TAG, 81, Quality.BAD_SENSOR_FAILURE);
        assertThat(plant.alarm("T.HI").state).isEqualTo(AlarmState.NORM);
        assertThat(plant.alarm("T.HI").isQualityBad).isTrue();
    }

    @Test
    void shouldRaiseOffNormalWhenABoolDiffersFromNormal() {
        plant = plantWith(TagType.BOOL, AlarmDefinition.offNormal(TAG, 1));
        plant.update(TAG, true);
        assertThat(plant.alarm("T.OFF_NORMAL").state).isEqualTo(AlarmState.NORM);
        plant.update(TAG, false);
        assertThat(plant.alarm("T.OFF_NORMAL").state).isEqualTo(AlarmState.UNACK);
        plant.update(TAG, true);
        assertThat(plant.alarm("T.OFF_NORMAL").state).isEqualTo(AlarmState.RTNUN);
    }

    @Test
    void shouldRaiseLimitAndOffNormalAlarmsOfAnInteger() {
        plant = plantWith(
                TagType.INT64, AlarmDefinition.offNormal(TAG, 7), AlarmDefinition.limit(TAG, AlarmKind.HI, 10));
        for (Map.Entry<Long, String> step : List.of(
                Map.entry(7L, "NORM NORM"),
                Map.entry(8L, "UNACK NORM"),
                Map.entry(10L, "UNACK UNACK"),
                Map.entry(7L, "RTNUN RTNUN"))) {
            plant.count(TAG, step.getKey());
            assertThat(plant.alarm("T.OFF_NORMAL").state + " " + plant.alarm("T.HI").state)
                    .isEqualTo(step.getValue());
        }
    }

    @Test
    void shouldRunSeveralLimitsOfATagIndependently() {
        plant = plantWith(
                TagType.FLOAT64,
                AlarmDefinition.limit(TAG, AlarmKind.HIHI, 90),
                AlarmDefinition.limit(TAG, AlarmKind.HI, 80),
                AlarmDefinition.limit(TAG, AlarmKind.LO, 20),
                AlarmDefinition.limit(TAG, AlarmKind.LOLO, 10));
        for (Map.Entry<Double, String> step : List.of(
                Map.entry(50.0, "NORM NORM NORM NORM"),
                Map.entry(85.0, "NORM UNACK NORM NORM"),
                Map.entry(95.0, "UNACK UNACK NORM NORM"),
                Map.entry(85.0, "RTNUN UNACK NORM NORM"),
                Map.entry(15.0, "RTNUN RTNUN UNACK NORM"),
                Map.entry(5.0, "RTNUN RTNUN UNACK UNACK"),
                Map.entry(95.0, "UNACK UNACK RTNUN RTNUN"))) {
            plant.update(TAG, step.getKey());
            String is = plant.alarm("T.HIHI").state + " " + plant.alarm("T.HI").state + " " + plant.alarm("T.LO").state
                    + " " + plant.alarm("T.LOLO").state;
            assertThat(is).as("at %s", step.getKey()).isEqualTo(step.getValue());
        }
    }

    @Test
    void shouldRefuseTheAcknowledgementOfAnOldOccurrence() {
        plant = plantWith(TagType.FLOAT64, hi());
        plant.update(TAG, 81);
        long old = plant.alarm("T.HI").occurrence;
        plant.update(TAG, 70).update(TAG, 82);
        AlarmSnapshot now = plant.alarm("T.HI");
        assertThat(now.occurrence).isGreaterThan(old);
        assertThat(now.occurrences).isEqualTo(2);
        assertThat(plant.acknowledge("T.HI", old)).isEqualTo(Quality.BAD_EVENT_ID_UNKNOWN);
        assertThat(plant.alarm("T.HI").state).isEqualTo(AlarmState.UNACK);
        assertThat(plant.acknowledge("T.HI", now.occurrence)).isZero();
    }

    @Test
    void shouldRefuseTheAcknowledgementOfAnAlarmThatIsNotKnown() {
        plant = plantWith(TagType.FLOAT64, hi());
        for (int id : new int[] {-1, 1, Integer.MAX_VALUE}) {
            assertThat(plant.submit(plant.command(Command.Kind.ACKNOWLEDGE, id, 0))
                            .join()
                            .statusCode())
                    .isEqualTo(Quality.BAD_NODE_ID_UNKNOWN);
        }
        plant.assertReplays();
    }

    @Test
    void shouldRememberValueAndTimesOfTheActivation() {
        plant = plantWith(TagType.FLOAT64, hi());
        plant.pass(3 * SECOND).update(TAG, 83.5);
        AlarmSnapshot alarm = plant.alarm("T.HI");
        assertThat(Double.longBitsToDouble(alarm.activationBits)).isEqualTo(83.5);
        assertThat(alarm.sequence).isEqualTo(alarm.occurrence).isEqualTo(plant.tag(TAG).sequence);
        assertThat(alarm.activeSinceNs).isEqualTo(plant.tag(TAG).ingressTimeNs);
        plant.tick(SECOND);
        plant.acknowledge("T.HI", 0);
        assertThat(plant.alarm("T.HI").changedNs - alarm.changedNs).isEqualTo(SECOND);
        assertThat(plant.alarm("T.HI").activeSinceNs).isEqualTo(alarm.activeSinceNs);
    }
}
