package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmPolicy;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.ring.Command;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Commands to alarms through the whole plant, legal and not, across restarts. */
class AlarmCommandsTest {
    private static final AlarmPolicy POLICY = AlarmPolicy.DEFAULT.shelvedAtMost(60 * SECOND);

    private static AlarmDefinition hi(AlarmPolicy policy) {
        return AlarmDefinition.limit("T", AlarmKind.HI, 80).withPolicy(policy);
    }

    private static AlarmScript script() {
        return new AlarmScript(hi(POLICY));
    }

    @Test
    void shouldShelveForATimeAndShowWhatTheRegionsSayThen() {
        script().check(
                        "90", "UNACK",
                        "SHELVE 10s", "SHLVD/UNACK",
                        "SHELVE 10s -> BadConditionAlreadyShelved", "SHLVD/UNACK",
                        "ACKNOWLEDGE", "SHLVD/ACKED",
                        "9.999999999s", "SHLVD/ACKED",
                        "0.000000001s", "ACKED",
                        "UNSHELVE -> BadConditionNotShelved", "ACKED",
                        "SHELVE 60s", "SHLVD/ACKED",
                        "10", "SHLVD/NORM",
                        "90", "SHLVD/UNACK",
                        "10", "SHLVD/RTNUN",
                        "UNSHELVE", "RTNUN");
    }

    @Test
    void shouldRefuseShelvesThatAreTooLongOrNoTimeOrWithoutAReason() {
        script().check(
                        "SHELVE 10s ! -> BadInvalidArgument", "NORM",
                        "SHELVE -> BadShelvingTimeOutOfRange", "NORM",
                        "SHELVE -5s -> BadShelvingTimeOutOfRange", "NORM",
                        "SHELVE 60.000000001s -> BadShelvingTimeOutOfRange", "NORM",
                        "SHELVE +31622401s 10s -> BadShelvingTimeOutOfRange", "NORM",
                        "SHELVE -10s 10s -> BadShelvingTimeOutOfRange", "NORM",
                        "SHELVE_ONE_SHOT ! -> BadInvalidArgument", "NORM",
                        "SHELVE_ONE_SHOT 5s -> BadInvalidArgument", "NORM",
                        "SHELVE 60s", "SHLVD/NORM");
        new AlarmScript(hi(AlarmPolicy.DEFAULT.shelvedAtMost(0)))
                .check(
                        "SHELVE 1s -> BadShelvingTimeOutOfRange", "NORM",
                        "SHELVE_ONE_SHOT -> BadShelvingTimeOutOfRange", "NORM");
    }

    @Test
    void shouldRefuseAShelfWhoseTimesLeaveTheRange() {
        TestPlant plant = script().plant;
        for (long extreme : new long[] {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, Long.MAX_VALUE}) {
            assertThat(plant.order(Command.Kind.SHELVE, "T.HI", 0, extreme, "because"))
                    .isEqualTo(Quality.BAD_SHELVING_TIME_OUT_OF_RANGE);
            assertThat(plant.order(Command.Kind.SHELVE, "T.HI", extreme, SECOND, "because"))
                    .isEqualTo(Quality.BAD_SHELVING_TIME_OUT_OF_RANGE);
        }
        plant.assertReplays();
    }

    @Test
    void shouldEndAOneShotShelfWhenTheAlarmGoesInactiveOrItsLongestTimeIsOver() {
        script().check(
                        "90", "UNACK",
                        "SHELVE_ONE_SHOT", "SHLVD/UNACK one-shot",
                        "SHELVE_ONE_SHOT -> BadConditionAlreadyShelved", "SHLVD/UNACK one-shot",
                        "10", "RTNUN",
                        "SHELVE_ONE_SHOT", "SHLVD/RTNUN one-shot",
                        "90", "SHLVD/UNACK one-shot",
                        "59s", "SHLVD/UNACK one-shot",
                        "1s", "UNACK");
    }

    @Test
    void shouldTurnATimedShelfIntoAOneShotOneAndBack() {
        script().check(
                        "90", "UNACK",
                        "SHELVE 5s", "SHLVD/UNACK",
                        "SHELVE_ONE_SHOT", "SHLVD/UNACK one-shot",
                        "6s", "SHLVD/UNACK one-shot",
                        "SHELVE 5s", "SHLVD/UNACK",
                        "10", "SHLVD/RTNUN",
                        "5s", "RTNUN");
    }

    @Test
    void shouldBeginAPlannedShelfAtItsTimeAndCancelItByUnshelve() {
        script().check(
                        "SHELVE +10s 20s", "NORM planned",
                        "SHELVE 5s -> BadConditionAlreadyShelved", "NORM planned",
                        "SHELVE +30s 5s -> BadConditionAlreadyShelved", "NORM planned",
                        "SHELVE_ONE_SHOT -> BadConditionAlreadyShelved", "NORM planned",
                        "9.9s", "NORM planned",
                        "0.1s", "SHLVD/NORM",
                        "90", "SHLVD/UNACK",
                        "19.9s", "SHLVD/UNACK",
                        "0.1s", "UNACK",
                        "SHELVE +10s 20s", "UNACK planned",
                        "UNSHELVE", "UNACK",
                        "11s", "UNACK",
                        "SHELVE -5s 20s", "SHLVD/UNACK",
                        "14.9s", "SHLVD/UNACK",
                        "0.1s", "UNACK");
    }

    @Test
    void shouldKeepShelvesAndTheirRemainingTimesAcrossAKill() {
        script().check(
                        "90", "UNACK",
                        "SHELVE 10s", "SHLVD/UNACK",
                        "restart 4s", "SHLVD/UNACK",
                        "5.9s", "SHLVD/UNACK",
                        "0.1s", "UNACK",
                        "SHELVE 10s", "SHLVD/UNACK",
                        "restart 3600s", "UNACK",
                        "SHELVE_ONE_SHOT", "SHLVD/UNACK one-shot",
                        "restart 1s", "SHLVD/UNACK one-shot",
                        "10", "RTNUN",
                        "SHELVE +10s 20s", "RTNUN planned",
                        "restart 4s", "RTNUN planned",
                        "6s", "SHLVD/RTNUN",
                        "UNSHELVE", "RTNUN",
                        "SHELVE +10s 20s", "RTNUN planned",
                        "restart 15s", "SHLVD/RTNUN",
                        "15s", "RTNUN",
                        "SHELVE +10s 20s", "RTNUN planned",
                        "restart 3600s", "RTNUN");
    }

    @Test
    void shouldSayUntilWhenAnAlarmIsShelved() {
        TestPlant plant = script().plant;
        plant.order(Command.Kind.SHELVE, "T.HI", plant.nowNs() + 5 * SECOND, 10 * SECOND, "tomorrow's work");
        AlarmSnapshot planned = plant.alarm("T.HI");
        assertThat(planned.shelfBeginNs).isEqualTo(plant.nowNs() + 5 * SECOND);
        assertThat(planned.shelvedUntilNs).isEqualTo(plant.nowNs() + 15 * SECOND);
        plant.tick(5 * SECOND);
        assertThat(plant.alarm("T.HI").shelfBeginNs).isZero();
        assertThat(plant.alarm("T.HI").shelvedUntilNs).isEqualTo(planned.shelvedUntilNs);
        plant.tick(10 * SECOND);
        assertThat(plant.alarm("T.HI").shelvedUntilNs).isZero();
    }

    @Test
    void shouldSuppressByCommandAndTakeOutOfServiceUntilTheWayBack() {
        script().check(
                        "90", "UNACK",
                        "UNSUPPRESS -> BadInvalidState", "UNACK",
                        "SUPPRESS", "DSUPR/UNACK",
                        "SUPPRESS -> BadInvalidState", "DSUPR/UNACK",
                        "RETURN_TO_SERVICE -> BadInvalidState", "DSUPR/UNACK",
                        "REMOVE_FROM_SERVICE ! -> BadInvalidArgument", "DSUPR/UNACK",
                        "REMOVE_FROM_SERVICE", "OOSRV/UNACK",
                        "REMOVE_FROM_SERVICE -> BadInvalidState", "OOSRV/UNACK",
                        "restart 100000s", "OOSRV/UNACK",
                        "UNSUPPRESS", "OOSRV/UNACK",
                        "10", "OOSRV/RTNUN",
                        "RETURN_TO_SERVICE ! -> BadInvalidArgument", "OOSRV/RTNUN",
                        "RETURN_TO_SERVICE", "RTNUN",
                        "SUPPRESS", "DSUPR/RTNUN",
                        "restart 1s", "DSUPR/RTNUN",
                        "UNSUPPRESS", "RTNUN");
    }

    @Test
    void shouldNotRunWhileDisabledAndLookAtOnceWhenEnabled() {
        script().check(
                        "ENABLE -> BadConditionAlreadyEnabled", "NORM",
                        "DISABLE", "NORM disabled",
                        "DISABLE -> BadConditionAlreadyDisabled", "NORM disabled",
                        "90", "NORM disabled",
                        "ACKNOWLEDGE -> BadConditionDisabled", "NORM disabled",
                        "SHELVE 5s -> BadConditionDisabled", "NORM disabled",
                        "COMMENT -> BadConditionDisabled", "NORM disabled",
                        "restart 5s", "NORM disabled",
                        "ENABLE", "UNACK",
                        "DISABLE", "UNACK disabled",
                        "10", "UNACK disabled",
                        "5s", "UNACK disabled",
                        "ENABLE", "RTNUN",
                        "SHELVE 10s", "SHLVD/RTNUN",
                        "DISABLE", "SHLVD/RTNUN disabled",
                        "10s", "RTNUN disabled",
                        "ENABLE", "RTNUN");
    }

    @Test
    void shouldBeginDelaysAgainWhenEnabled() {
        new AlarmScript(hi(POLICY).withDelays(10 * SECOND, 10 * SECOND))
                .check(
                        "90", "NORM",
                        "9s", "NORM",
                        "DISABLE", "NORM disabled",
                        "5s", "NORM disabled",
                        "ENABLE", "NORM",
                        "9s", "NORM",
                        "1s", "UNACK",
                        "10", "UNACK",
                        "5s", "UNACK",
                        "DISABLE", "UNACK disabled",
                        "restart 50s", "UNACK disabled",
                        "ENABLE", "UNACK",
                        "9.9s", "UNACK",
                        "0.1s", "RTNUN");
    }

    @Test
    void shouldSilenceOnlyWhatIsNotAcknowledged() {
        script().check(
                        "SILENCE -> BadInvalidState", "NORM",
                        "90", "UNACK",
                        "SILENCE", "UNACK silenced",
                        "SILENCE", "UNACK silenced",
                        "restart 1s", "UNACK silenced",
                        "10", "RTNUN silenced",
                        "90", "UNACK",
                        "SILENCE", "UNACK silenced",
                        "ACKNOWLEDGE", "ACKED",
                        "SILENCE -> BadInvalidState", "ACKED");
    }

    @Test
    void shouldKeepARemarkAndAskForItsText() {
        AlarmScript script = script();
        script.check("COMMENT ! -> BadInvalidArgument", "NORM", "COMMENT", "NORM", "90", "UNACK", "COMMENT", "UNACK");
        AlarmSnapshot is = script.plant.alarm("T.HI");
        assertThat(is.comment).isGreaterThan(is.occurrence).isEqualTo(is.sequence);
    }

    @Test
    void shouldSayWhenAndByWhichCommandItWasAcknowledged() {
        TestPlant plant = script().plant;
        plant.update("T", 90).tick(SECOND);
        assertThat(plant.alarm("T.HI").acknowledgedNs).isZero();
        plant.acknowledge("T.HI", 0);
        AlarmSnapshot is = plant.alarm("T.HI");
        assertThat(is.acknowledgedNs - is.activeSinceNs).isEqualTo(SECOND);
        assertThat(is.acknowledgedBy).isEqualTo(is.sequence);
        plant.update("T", 10).update("T", 90);
        assertThat(plant.alarm("T.HI").acknowledgedNs).isZero();
    }

    @Test
    void shouldAnnounceAgainAfterTheReAlarmTimeUntilItReturns() {
        new AlarmScript(hi(POLICY.reAlarmedAfter(10 * SECOND)))
                .check(
                        "90", "UNACK",
                        "20s", "UNACK",
                        "ACKNOWLEDGE", "ACKED",
                        "9s", "ACKED",
                        "restart 0.5s", "ACKED",
                        "0.5s", "UNACK",
                        "ACKNOWLEDGE", "ACKED",
                        "5s", "ACKED",
                        "10", "NORM",
                        "6s", "NORM",
                        "90", "UNACK",
                        "ACKNOWLEDGE", "ACKED",
                        "SHELVE 20s", "SHLVD/ACKED",
                        "10s", "SHLVD/UNACK",
                        "10s", "UNACK",
                        "ACKNOWLEDGE", "ACKED",
                        "DISABLE", "ACKED disabled",
                        "11s", "ACKED disabled",
                        "ENABLE", "ACKED",
                        "10s", "UNACK");
    }

    @Test
    void shouldNotAnnounceAgainWhatNeedsNoAcknowledgement() {
        new AlarmScript(hi(
                        POLICY.withoutAcknowledgement().reAlarmedAfter(SECOND).reannounced()))
                .check("90", "ACKED", "5s", "ACKED", "SHELVE 5s", "SHLVD/ACKED", "5s", "ACKED");
    }

    @Test
    void shouldAnnounceAgainWhatIsActiveWhenAnOverlayGoesWherePolicySaysSo() {
        new AlarmScript(hi(POLICY.reannounced()))
                .check(
                        "90", "UNACK",
                        "ACKNOWLEDGE", "ACKED",
                        "SHELVE 5s", "SHLVD/ACKED",
                        "SUPPRESS", "DSUPR/ACKED",
                        "5s", "DSUPR/ACKED",
                        "UNSUPPRESS", "UNACK",
                        "ACKNOWLEDGE", "ACKED",
                        "REMOVE_FROM_SERVICE", "OOSRV/ACKED",
                        "10", "OOSRV/NORM",
                        "RETURN_TO_SERVICE", "NORM");
    }

    @ParameterizedTest
    @EnumSource(
            value = Command.Kind.class,
            names = {"ACKNOWLEDGE", "CONFIRM", "RESET", "SHELVE", "SILENCE", "COMMENT", "DISABLE"})
    void shouldRefuseWhatIsAimedAtAnOldOccurrence(Command.Kind kind) {
        TestPlant plant = script().plant;
        plant.update("T", 90);
        long old = plant.alarm("T.HI").occurrence;
        plant.update("T", 10).update("T", 91);
        long before = plant.plant().stateHash();
        Command command = new Command(
                1, 2, kind, plant.plant().site().alarmId("T.HI"), old, null, 0, "", 0, SECOND, 0, "me", "why");
        assertThat(plant.submit(command).join().statusCode()).isEqualTo(Quality.BAD_EVENT_ID_UNKNOWN);
        assertThat(AlarmScript.describe(plant.alarm("T.HI"))).isEqualTo("UNACK");
        assertThat(plant.plant().stateHash())
                .as("the command itself is remembered")
                .isNotEqualTo(before);
    }

    @Test
    void shouldForgetShelfAndTimesOfAnAlarmThatIsNoLongerConfigured() {
        AlarmScript script = new AlarmScript(hi(POLICY.reAlarmedAfter(10 * SECOND)));
        script.check("90", "UNACK", "ACKNOWLEDGE", "ACKED", "SHELVE 20s", "SHLVD/ACKED");
        TestPlant plant = script.plant;
        SiteDefinition with = new SiteDefinition(
                "script", List.of(), List.of(TagDefinition.internal("T", TagType.FLOAT64)), List.of(), List.of());
        plant.site(with).pass(SECOND).start().tick(60 * SECOND);
        plant.assertReplays();
    }
}
