package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmPolicy;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.ring.Command;
import io.ringmain.core.tag.Quality;
import org.junit.jupiter.api.Test;

/** The examples of OPC 10000-9, annex B, as tables of steps: Active, Acked, Confirmed and Retain after each. */
class AlarmAnnexBTest {
    private static final double HIGH = 90;
    private static final double LOW = 10;

    private final AlarmScript script = new AlarmScript(AlarmDefinition.limit("T", AlarmKind.HI, 80)
            .withPolicy(AlarmPolicy.DEFAULT.confirmed().shelvedAtMost(60 * SECOND)));
    private final TestPlant plant = script.plant;

    private static String describe(AlarmSnapshot is) {
        return (is.isActive ? "T" : "F")
                + (is.isAcknowledged ? "T" : "F")
                + (is.isConfirmed ? "T" : "F")
                + (is.isRetained() ? "T" : "F");
    }

    private void check(String step, String expected) {
        switch (step) {
            case "active" -> plant.update("T", HIGH);
            case "inactive" -> plant.update("T", LOW);
            case "initial" -> plant.tick(0);
            default ->
                assertThat(plant.order(Command.Kind.valueOf(step), "T.HI", "")).isZero();
        }
        assertThat(describe(plant.alarm("T.HI"))).as(step).isEqualTo(expected);
    }

    @Test
    void shouldRunTheSingleStateExampleOfTableB1() {
        check("initial", "FTTF");
        check("active", "TFTT");
        check("ACKNOWLEDGE", "TTFT");
        check("inactive", "FTFT");
        check("CONFIRM", "FTTF");
        check("active", "TFTT");
        check("inactive", "FFTT");
        check("ACKNOWLEDGE", "FTFT");
        check("CONFIRM", "FTTF");
        plant.assertReplays();
    }

    /**
     * Table B.2 keeps a branch for each earlier state that still waits. Here a newer occurrence closes the older one, which
     * the journal tells as superseded: its id acknowledges and confirms nothing any more.
     */
    @Test
    void shouldRunThePreviousStateExampleOfTableB2WithSupersededOccurrences() {
        check("initial", "FTTF");
        check("active", "TFTT");
        check("ACKNOWLEDGE", "TTFT");
        check("inactive", "FTFT");
        check("CONFIRM", "FTTF");
        check("active", "TFTT");
        long first = plant.alarm("T.HI").occurrence;
        check("inactive", "FFTT");
        check("active", "TFTT");
        long second = plant.alarm("T.HI").occurrence;
        assertThat(second).isGreaterThan(first);
        assertThat(plant.acknowledge("T.HI", first)).isEqualTo(Quality.BAD_EVENT_ID_UNKNOWN);
        check("initial", "TFTT");
        check("inactive", "FFTT");
        assertThat(plant.acknowledge("T.HI", second)).isZero();
        check("initial", "FTFT");
        check("active", "TFTT");
        assertThat(plant.order(Command.Kind.CONFIRM, "T.HI", ""))
                .isEqualTo(Quality.BAD_CONDITION_BRANCH_ALREADY_CONFIRMED);
        check("ACKNOWLEDGE", "TTFT");
        check("CONFIRM", "TTTT");
        check("inactive", "FTTF");
        plant.assertReplays();
    }

    @Test
    void shouldRunTheSingleStateExampleWhileShelved() {
        script.check(
                "SHELVE 30s", "SHLVD/NORM",
                "90", "SHLVD/UNACK",
                "ACKNOWLEDGE", "SHLVD/ACKED unconfirmed",
                "10", "SHLVD/NORM unconfirmed",
                "CONFIRM", "SHLVD/NORM",
                "90", "SHLVD/UNACK",
                "29.9s", "SHLVD/UNACK",
                "0.1s", "UNACK");
    }

    @Test
    void shouldConfirmBeforeAResetOfALatchedAlarm() {
        new AlarmScript(AlarmDefinition.limit("T", AlarmKind.HI, 80)
                        .withPolicy(AlarmPolicy.DEFAULT.confirmed().latching()))
                .check(
                        "90", "UNACK",
                        "CONFIRM -> BadConditionBranchAlreadyConfirmed", "UNACK",
                        "RESET -> BadInvalidState", "UNACK",
                        "10", "LTUNK",
                        "ACKNOWLEDGE", "LTACK unconfirmed",
                        "RESET -> BadInvalidState", "LTACK unconfirmed",
                        "CONFIRM", "LTACK",
                        "CONFIRM -> BadConditionBranchAlreadyConfirmed", "LTACK",
                        "RESET", "NORM");
    }
}
