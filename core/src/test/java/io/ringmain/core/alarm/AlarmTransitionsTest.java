package io.ringmain.core.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.tag.Quality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The base states of ISA-18.2, cell by cell, under every policy: what is not named here is BadInvalidState. */
class AlarmTransitionsTest {
    private static final int ACK = AlarmTransitions.ACK_REQUIRED;
    private static final int LATCH = AlarmTransitions.LATCHING;
    private static final int CONFIRM = AlarmTransitions.CONFIRM_REQUIRED;
    private static final int REANNOUNCE = AlarmTransitions.REANNOUNCED;
    private static final int POLICIES = 16;
    private static final String ACKED_BEFORE = "BadConditionBranchAlreadyAcked";
    private static final List<String> BASES = List.of("NORM", "UNACK", "ACKED", "RTNUN", "LTUNK", "LTACK");

    /** from, input: outcomes for the policies none, ack, latch, ack and latch; confirm and re-announce change none of them. */
    private static final String[][] CELLS = {
        {"NORM", "ACTIVATE", "ACKED", "UNACK", "ACKED", "UNACK"},
        {"NORM", "ACKNOWLEDGE", ACKED_BEFORE, ACKED_BEFORE, ACKED_BEFORE, ACKED_BEFORE},
        {"UNACK", "RETURN", "NORM", "RTNUN", "LTUNK", "LTUNK"},
        {"UNACK", "ACKNOWLEDGE", "ACKED", "ACKED", "ACKED", "ACKED"},
        {"UNACK", "REALARM", "UNACK", "UNACK", "UNACK", "UNACK"},
        {"ACKED", "RETURN", "NORM", "NORM", "LTACK", "LTACK"},
        {"ACKED", "ACKNOWLEDGE", ACKED_BEFORE, ACKED_BEFORE, ACKED_BEFORE, ACKED_BEFORE},
        {"ACKED", "REALARM", "ACKED", "UNACK", "ACKED", "UNACK"},
        {"RTNUN", "ACTIVATE", "ACKED", "UNACK", "ACKED", "UNACK"},
        {"RTNUN", "ACKNOWLEDGE", "NORM", "NORM", "NORM", "NORM"},
        {"LTUNK", "ACTIVATE", "ACKED", "UNACK", "ACKED", "UNACK"},
        {"LTUNK", "ACKNOWLEDGE", "LTACK", "LTACK", "LTACK", "LTACK"},
        {"LTACK", "ACTIVATE", "ACKED", "UNACK", "ACKED", "UNACK"},
        {"LTACK", "ACKNOWLEDGE", ACKED_BEFORE, ACKED_BEFORE, ACKED_BEFORE, ACKED_BEFORE},
        {"LTACK", "RESET", "NORM", "NORM", "NORM", "NORM"},
    };

    record Cell(String from, AlarmInput input, int policy, String expected) {}

    static List<Cell> baseCells() {
        Map<String, String[]> known = new TreeMap<>();
        for (String[] row : CELLS) {
            known.put(row[0] + " " + row[1], row);
        }
        List<Cell> cells = new ArrayList<>();
        for (String from : BASES) {
            for (AlarmInput input : List.of(
                    AlarmInput.ACTIVATE,
                    AlarmInput.RETURN,
                    AlarmInput.ACKNOWLEDGE,
                    AlarmInput.RESET,
                    AlarmInput.REALARM)) {
                String[] row = known.get(from + " " + input);
                for (int policy = 0; policy < POLICIES; policy++) {
                    cells.add(new Cell(from, input, policy, row == null ? "BadInvalidState" : row[2 + (policy & 3)]));
                }
            }
        }
        return cells;
    }

    private static int regionsOf(String base) {
        return AlarmState.valueOf(base).code();
    }

    private static int after(int regions, int policy, AlarmInput... inputs) {
        int present = regions;
        for (AlarmInput input : inputs) {
            present = AlarmTransitions.apply(present, input, policy);
            assertThat(present).as("%s", input).isNotNegative();
        }
        return present;
    }

    private static String outcome(int after) {
        return after < 0 ? Quality.name(after) : AlarmTransitions.base(after).name();
    }

    @ParameterizedTest
    @MethodSource("baseCells")
    void shouldFollowTheTableInEveryCell(Cell cell) {
        int before = regionsOf(cell.from());
        assertThat(AlarmTransitions.base(before)).hasToString(cell.from());
        assertThat(outcome(AlarmTransitions.apply(before, cell.input(), cell.policy())))
                .isEqualTo(cell.expected());
    }

    @ParameterizedTest
    @MethodSource("baseCells")
    void shouldRunTheBaseStateUnderEveryOverlay(Cell cell) {
        for (AlarmInput overlay : List.of(
                AlarmInput.SHELVE_TIMED,
                AlarmInput.EXPRESSION_SUPPRESS,
                AlarmInput.GROUP_SUPPRESS,
                AlarmInput.SUPPRESS,
                AlarmInput.REMOVE_FROM_SERVICE)) {
            int before = after(regionsOf(cell.from()), ACK, overlay);
            int after = AlarmTransitions.apply(before, cell.input(), cell.policy());
            assertThat(outcome(after)).isEqualTo(cell.expected());
            if (after >= 0) {
                assertThat(AlarmTransitions.shown(after)).isEqualTo(AlarmTransitions.shown(before));
            }
        }
    }

    /**
     * from, input, what becomes of the marks: - as before, 0 taken away, 1 set, X refused. First "waits for confirmation" with
     * a policy that asks for it, then without, then "silenced".
     */
    private static final String[][] MARKS = {
        {"NORM", "ACTIVATE", "0", "0", "0"},
        {"UNACK", "RETURN", "-", "-", "-"},
        {"UNACK", "ACKNOWLEDGE", "1", "-", "0"},
        {"UNACK", "REALARM", "0", "0", "0"},
        {"ACKED", "RETURN", "-", "-", "0"},
        {"ACKED", "REALARM", "0", "0", "0"},
        {"RTNUN", "ACTIVATE", "0", "0", "0"},
        {"RTNUN", "ACKNOWLEDGE", "1", "-", "0"},
        {"LTUNK", "ACTIVATE", "0", "0", "0"},
        {"LTUNK", "ACKNOWLEDGE", "1", "-", "0"},
        {"LTACK", "ACTIVATE", "0", "0", "0"},
    };

    private static boolean mark(String rule, boolean before) {
        return rule.equals("1") || rule.equals("-") && before;
    }

    @Test
    void shouldSetAndTakeAwayMarksAsTheTableSays() {
        for (String[] row : MARKS) {
            for (int marks = 0; marks < 8; marks++) {
                boolean isUnconfirmed = (marks & 1) != 0;
                boolean isSilenced = (marks & 2) != 0;
                boolean isConfirmed = (marks & 4) != 0;
                int before = regionsOf(row[0])
                        | (isUnconfirmed ? AlarmTransitions.UNCONFIRMED : 0)
                        | (isSilenced ? AlarmTransitions.SILENCED : 0);
                int after = after(before, ACK | LATCH | (isConfirmed ? CONFIRM : 0), AlarmInput.valueOf(row[1]));
                assertThat((after & AlarmTransitions.UNCONFIRMED) != 0)
                        .as("%s %s, marks %d: waits for confirmation", row[0], row[1], marks)
                        .isEqualTo(mark(row[isConfirmed ? 2 : 3], isUnconfirmed));
                // An acknowledged alarm is never silenced.
                boolean isPossible = !isSilenced || !AlarmState.valueOf(row[0]).isAcknowledged();
                assertThat(!isPossible || (after & AlarmTransitions.SILENCED) != 0 == mark(row[4], isSilenced))
                        .as("%s %s, marks %d: silenced", row[0], row[1], marks)
                        .isTrue();
            }
        }
    }

    /** base, confirmed, waits for confirmation: what CONFIRM, RESET and SILENCE do. */
    private static final String[][] OPERATOR = {
        {"NORM", "BadConditionBranchAlreadyConfirmed", "NORM", "BadInvalidState", "BadInvalidState", "BadInvalidState"},
        {"UNACK", "BadConditionBranchAlreadyConfirmed", "UNACK", "BadInvalidState", "BadInvalidState", "UNACK"},
        {"ACKED", "BadConditionBranchAlreadyConfirmed", "ACKED", "BadInvalidState", "BadInvalidState", "BadInvalidState"
        },
        {"RTNUN", "BadConditionBranchAlreadyConfirmed", "RTNUN", "BadInvalidState", "BadInvalidState", "RTNUN"},
        {"LTUNK", "BadConditionBranchAlreadyConfirmed", "LTUNK", "BadInvalidState", "BadInvalidState", "LTUNK"},
        {"LTACK", "BadConditionBranchAlreadyConfirmed", "LTACK", "NORM", "BadInvalidState", "BadInvalidState"},
    };

    @Test
    void shouldConfirmResetAndSilenceOnlyWhereThatIsLegal() {
        for (String[] row : OPERATOR) {
            for (int policy = 0; policy < POLICIES; policy++) {
                int confirmed = regionsOf(row[0]);
                int waiting = confirmed | AlarmTransitions.UNCONFIRMED;
                assertThat(List.of(
                                outcome(AlarmTransitions.apply(confirmed, AlarmInput.CONFIRM, policy)),
                                outcome(AlarmTransitions.apply(waiting, AlarmInput.CONFIRM, policy)),
                                outcome(AlarmTransitions.apply(confirmed, AlarmInput.RESET, policy)),
                                outcome(AlarmTransitions.apply(waiting, AlarmInput.RESET, policy)),
                                outcome(AlarmTransitions.apply(confirmed, AlarmInput.SILENCE, policy))))
                        .as("%s, policy %d", row[0], policy)
                        .containsExactlyElementsOf(Arrays.asList(row).subList(1, 6));
            }
        }
    }

    @Test
    void shouldIgnoreASecondSilence() {
        int silenced = after(regionsOf("UNACK"), ACK, AlarmInput.SILENCE);
        assertThat(AlarmTransitions.apply(silenced, AlarmInput.SILENCE, ACK)).isEqualTo(silenced);
    }

    /** Base state when the last overlay goes: with acknowledgement, re-announced; without one of the two as it was. */
    private static final Map<String, String> REANNOUNCED_AS = new HashMap<>(Map.of(
            "NORM", "NORM", "UNACK", "UNACK", "ACKED", "UNACK", "RTNUN", "RTNUN", "LTUNK", "LTUNK", "LTACK", "LTACK"));

    /** How an overlay comes and how it goes. */
    static List<List<AlarmInput>> overlays() {
        return List.of(
                List.of(AlarmInput.SHELVE_TIMED, AlarmInput.UNSHELVE),
                List.of(AlarmInput.SHELVE_TIMED, AlarmInput.SHELF_OVER),
                List.of(AlarmInput.SHELVE_ONE_SHOT, AlarmInput.UNSHELVE),
                List.of(AlarmInput.SHELVE_ONE_SHOT, AlarmInput.SHELF_OVER),
                List.of(AlarmInput.EXPRESSION_SUPPRESS, AlarmInput.EXPRESSION_UNSUPPRESS),
                List.of(AlarmInput.GROUP_SUPPRESS, AlarmInput.GROUP_UNSUPPRESS),
                List.of(AlarmInput.SUPPRESS, AlarmInput.UNSUPPRESS),
                List.of(AlarmInput.REMOVE_FROM_SERVICE, AlarmInput.RETURN_TO_SERVICE));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void shouldShowOrAnnounceTheBaseStateWhenTheLastOverlayGoes(List<AlarmInput> overlay) {
        for (String base : BASES) {
            for (int policy = 0; policy < POLICIES; policy++) {
                int covered = after(regionsOf(base), policy, overlay.get(0));
                boolean isAgain = (policy & (ACK | REANNOUNCE)) == (ACK | REANNOUNCE);
                assertThat(AlarmTransitions.shown(after(covered, policy, overlay.get(1))))
                        .as("%s, policy %d", base, policy)
                        .hasToString(isAgain ? REANNOUNCED_AS.get(base) : base);
            }
        }
    }

    @Test
    void shouldNotAnnounceAgainWhileAnotherOverlayIsLeft() {
        int policy = ACK | REANNOUNCE;
        int two = after(regionsOf("ACKED"), policy, AlarmInput.SHELVE_TIMED, AlarmInput.REMOVE_FROM_SERVICE);
        int one = after(two, policy, AlarmInput.UNSHELVE);
        assertThat(AlarmTransitions.base(one)).isEqualTo(AlarmState.ACKED);
        assertThat(AlarmTransitions.shown(after(one, policy, AlarmInput.RETURN_TO_SERVICE)))
                .isEqualTo(AlarmState.UNACK);
    }

    @Test
    void shouldBeHeardAgainAndWaitForANewConfirmationWhenAnnouncedAgain() {
        int policy = ACK | REANNOUNCE | CONFIRM;
        int shelved =
                after(regionsOf("UNACK"), policy, AlarmInput.SILENCE, AlarmInput.ACKNOWLEDGE, AlarmInput.SHELVE_TIMED);
        int again = after(shelved, policy, AlarmInput.UNSHELVE);
        assertThat(again).isEqualTo(regionsOf("UNACK"));
    }

    @Test
    void shouldShowWhatTheRegionsSayAfterLeavingAnOverlay() {
        int shelved = after(AlarmTransitions.INITIAL, ACK, AlarmInput.SHELVE_TIMED, AlarmInput.ACTIVATE);
        assertThat(AlarmTransitions.shown(shelved)).isEqualTo(AlarmState.SHLVD);
        assertThat(AlarmTransitions.shown(after(shelved, ACK, AlarmInput.UNSHELVE)))
                .isEqualTo(AlarmState.UNACK);
        assertThat(AlarmTransitions.shown(after(shelved, ACK, AlarmInput.RETURN, AlarmInput.SHELF_OVER)))
                .isEqualTo(AlarmState.RTNUN);
    }

    @ParameterizedTest
    @EnumSource(
            value = AlarmInput.class,
            names = {"ACKNOWLEDGE", "REALARM", "SUPPRESS", "REMOVE_FROM_SERVICE"})
    void shouldKeepAOneShotShelfWhileTheAlarmIsActive(AlarmInput input) {
        int shelved = after(regionsOf("UNACK"), ACK, AlarmInput.SHELVE_ONE_SHOT, input);
        assertThat(AlarmTransitions.apply(shelved, AlarmInput.UNSHELVE, ACK)).isNotNegative();
    }

    @Test
    void shouldEndAOneShotShelfOnReturn() {
        int returned = after(regionsOf("UNACK"), ACK, AlarmInput.SHELVE_ONE_SHOT, AlarmInput.RETURN);
        assertThat(AlarmTransitions.shown(returned)).isEqualTo(AlarmState.RTNUN);
    }

    @Test
    void shouldKeepATimedShelfOnReturn() {
        int returned = after(regionsOf("UNACK"), ACK, AlarmInput.SHELVE_TIMED, AlarmInput.RETURN);
        assertThat(AlarmTransitions.shown(returned)).isEqualTo(AlarmState.SHLVD);
    }

    @Test
    void shouldShowEveryStateWithTheLettersOfBothEditions() {
        StringBuilder of2016 = new StringBuilder();
        StringBuilder of2009 = new StringBuilder();
        for (AlarmState state : AlarmState.values()) {
            of2016.append(state.letter());
            of2009.append(state.letter2009());
        }
        assertThat(of2016).hasToString("ABCD--EFG");
        assertThat(of2009).hasToString("ABCDEFGHI");
    }
}
