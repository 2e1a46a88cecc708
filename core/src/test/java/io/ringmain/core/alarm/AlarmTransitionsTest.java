package io.ringmain.core.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.tag.Quality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of ISA-18.2 and OPC 10000-9, cell by cell: what is not named here is BadInvalidState. */
class AlarmTransitionsTest {
    private static final int ACK = AlarmTransitions.ACK_REQUIRED;
    private static final int LATCH = AlarmTransitions.LATCHING;
    private static final int ACK_LATCH = ACK | LATCH;
    private static final String ACKED_BEFORE = "BadConditionBranchAlreadyAcked";

    /** from, input: outcomes for the policies none, ack, latch, ack and latch. */
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
        for (String from : List.of("NORM", "UNACK", "ACKED", "RTNUN", "LTUNK", "LTACK")) {
            for (AlarmInput input : List.of(
                    AlarmInput.ACTIVATE,
                    AlarmInput.RETURN,
                    AlarmInput.ACKNOWLEDGE,
                    AlarmInput.RESET,
                    AlarmInput.REALARM)) {
                String[] row = known.get(from + " " + input);
                for (int policy = 0; policy < 4; policy++) {
                    cells.add(new Cell(from, input, policy, row == null ? "BadInvalidState" : row[2 + policy]));
                }
            }
        }
        return cells;
    }

    private static int regionsOf(String base) {
        return switch (base) {
            case "NORM" -> AlarmTransitions.INITIAL;
            case "UNACK" -> after(AlarmTransitions.INITIAL, ACK_LATCH, AlarmInput.ACTIVATE);
            case "ACKED" -> after(AlarmTransitions.INITIAL, 0, AlarmInput.ACTIVATE);
            case "RTNUN" -> after(AlarmTransitions.INITIAL, ACK, AlarmInput.ACTIVATE, AlarmInput.RETURN);
            case "LTUNK" -> after(AlarmTransitions.INITIAL, ACK_LATCH, AlarmInput.ACTIVATE, AlarmInput.RETURN);
            case "LTACK" -> after(AlarmTransitions.INITIAL, LATCH, AlarmInput.ACTIVATE, AlarmInput.RETURN);
            default -> throw new IllegalArgumentException(base);
        };
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
        for (AlarmInput overlay :
                List.of(AlarmInput.SHELVE_TIMED, AlarmInput.SUPPRESS, AlarmInput.REMOVE_FROM_SERVICE)) {
            int before = after(regionsOf(cell.from()), ACK, overlay);
            int after = AlarmTransitions.apply(before, cell.input(), cell.policy());
            assertThat(outcome(after)).isEqualTo(cell.expected());
            if (after >= 0) {
                assertThat(AlarmTransitions.shown(after)).isEqualTo(AlarmTransitions.shown(before));
            }
        }
    }

    static Stream<int[]> overlaySets() {
        return IntStream.range(0, 8).mapToObj(bits -> new int[] {bits});
    }

    @ParameterizedTest
    @MethodSource("overlaySets")
    void shouldShowOutOfServiceBeforeSuppressedBeforeShelvedBeforeBase(int[] set) {
        int regions = regionsOf("RTNUN");
        regions = (set[0] & 1) == 0 ? regions : after(regions, ACK, AlarmInput.SHELVE_ONE_SHOT);
        regions = (set[0] & 2) == 0 ? regions : after(regions, ACK, AlarmInput.SUPPRESS);
        regions = (set[0] & 4) == 0 ? regions : after(regions, ACK, AlarmInput.REMOVE_FROM_SERVICE);
        AlarmState expected = (set[0] & 4) != 0
                ? AlarmState.OOSRV
                : (set[0] & 2) != 0 ? AlarmState.DSUPR : (set[0] & 1) != 0 ? AlarmState.SHLVD : AlarmState.RTNUN;
        assertThat(AlarmTransitions.shown(regions)).isEqualTo(expected);
        assertThat(AlarmTransitions.base(regions)).isEqualTo(AlarmState.RTNUN);
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

    /** from, input, code: overlay commands that are refused, each with the standard's code. */
    static List<Object[]> refusals() {
        AlarmInput[] none = {};
        AlarmInput[] timed = {AlarmInput.SHELVE_TIMED};
        AlarmInput[] once = {AlarmInput.SHELVE_ONE_SHOT};
        return List.of(
                new Object[] {timed, AlarmInput.SHELVE_TIMED, Quality.BAD_CONDITION_ALREADY_SHELVED},
                new Object[] {timed, AlarmInput.SHELVE_ONE_SHOT, Quality.BAD_CONDITION_ALREADY_SHELVED},
                new Object[] {once, AlarmInput.SHELVE_TIMED, Quality.BAD_CONDITION_ALREADY_SHELVED},
                new Object[] {once, AlarmInput.SHELVE_ONE_SHOT, Quality.BAD_CONDITION_ALREADY_SHELVED},
                new Object[] {none, AlarmInput.UNSHELVE, Quality.BAD_CONDITION_NOT_SHELVED},
                new Object[] {none, AlarmInput.SHELF_OVER, Quality.BAD_CONDITION_NOT_SHELVED},
                new Object[] {new AlarmInput[] {AlarmInput.SUPPRESS}, AlarmInput.SUPPRESS, Quality.BAD_INVALID_STATE},
                new Object[] {none, AlarmInput.UNSUPPRESS, Quality.BAD_INVALID_STATE},
                new Object[] {
                    new AlarmInput[] {AlarmInput.REMOVE_FROM_SERVICE},
                    AlarmInput.REMOVE_FROM_SERVICE,
                    Quality.BAD_INVALID_STATE
                },
                new Object[] {none, AlarmInput.RETURN_TO_SERVICE, Quality.BAD_INVALID_STATE},
                new Object[] {none, AlarmInput.ENABLE, Quality.BAD_INVALID_STATE},
                new Object[] {new AlarmInput[] {AlarmInput.DISABLE}, AlarmInput.DISABLE, Quality.BAD_CONDITION_DISABLED
                });
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void shouldRefuseWithTheStandardsCode(AlarmInput[] before, AlarmInput input, int code) {
        assertThat(AlarmTransitions.apply(after(AlarmTransitions.INITIAL, ACK, before), input, ACK))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource(AlarmInput.class)
    void shouldRefuseEverythingButEnableWhileDisabled(AlarmInput input) {
        int disabled = after(regionsOf("UNACK"), ACK, AlarmInput.DISABLE);
        int after = AlarmTransitions.apply(disabled, input, ACK);
        if (input == AlarmInput.ENABLE) {
            assertThat(after).isEqualTo(regionsOf("UNACK"));
        } else {
            assertThat(after).isEqualTo(Quality.BAD_CONDITION_DISABLED);
        }
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
    void shouldShowEveryBaseStateWithTheLetterOf2016() {
        String letters = Arrays.stream(AlarmState.values())
                .map(state -> String.valueOf(state.letter()))
                .reduce("", String::concat);
        assertThat(letters).isEqualTo("ABCD--EFG");
    }
}
