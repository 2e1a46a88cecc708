package io.ringmain.core.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.tag.Quality;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every combination of what can be laid over an alarm, with every input that is aimed at it. */
class AlarmOverlaysTest {
    private static final int ACK = AlarmTransitions.ACK_REQUIRED;

    /** The regions by name: one of shelving, then a flag each. */
    record Overlays(
            String shelf,
            boolean expression,
            boolean group,
            boolean command,
            boolean out,
            boolean disabled,
            String base) {
        int regions() {
            int shelving = switch (shelf) {
                case "timed" -> AlarmTransitions.SHELVED_TIMED;
                case "one-shot" -> AlarmTransitions.SHELVED_ONE_SHOT;
                case "planned" -> AlarmTransitions.SHELF_PLANNED;
                default -> 0;
            };
            return AlarmState.valueOf(base).code()
                    | shelving
                    | (expression ? AlarmTransitions.BY_EXPRESSION : 0)
                    | (group ? AlarmTransitions.BY_GROUP : 0)
                    | (command ? AlarmTransitions.BY_COMMAND : 0)
                    | (out ? AlarmTransitions.OUT_OF_SERVICE : 0)
                    | (disabled ? AlarmTransitions.DISABLED : 0);
        }

        Overlays with(String region, String to) {
            boolean is = to.equals("yes");
            return switch (region) {
                case "shelf" -> new Overlays(to, expression, group, command, out, disabled, base);
                case "expression" -> new Overlays(shelf, is, group, command, out, disabled, base);
                case "group" -> new Overlays(shelf, expression, is, command, out, disabled, base);
                case "command" -> new Overlays(shelf, expression, group, is, out, disabled, base);
                case "out" -> new Overlays(shelf, expression, group, command, is, disabled, base);
                default -> new Overlays(shelf, expression, group, command, out, is, base);
            };
        }

        String value(String region) {
            boolean is = switch (region) {
                case "expression" -> expression;
                case "group" -> group;
                case "command" -> command;
                case "out" -> out;
                default -> disabled;
            };
            return region.equals("shelf") ? shelf : is ? "yes" : "no";
        }
    }

    private static final String SHELVED = "BadConditionAlreadyShelved";
    private static final String UNSHELVED = "BadConditionNotShelved";

    /** Input, the region it is aimed at, then from > to of that region; nothing else of the alarm changes. */
    private static final String[][] ROWS = {
        {"SHELVE_TIMED", "shelf", "none>timed", "timed>" + SHELVED, "one-shot>timed", "planned>" + SHELVED},
        {"SHELVE_ONE_SHOT", "shelf", "none>one-shot", "timed>one-shot", "one-shot>" + SHELVED, "planned>" + SHELVED},
        {"PLAN_SHELF", "shelf", "none>planned", "timed>" + SHELVED, "one-shot>" + SHELVED, "planned>" + SHELVED},
        {"UNSHELVE", "shelf", "none>" + UNSHELVED, "timed>none", "one-shot>none", "planned>none"},
        {"SHELF_OVER", "shelf", "none>" + UNSHELVED, "timed>none", "one-shot>none", "planned>" + UNSHELVED},
        {"SHELF_BEGIN", "shelf", "none>" + UNSHELVED, "timed>" + UNSHELVED, "one-shot>" + UNSHELVED, "planned>timed"},
        {"EXPRESSION_SUPPRESS", "expression", "no>yes", "yes>BadInvalidState"},
        {"EXPRESSION_UNSUPPRESS", "expression", "no>BadInvalidState", "yes>no"},
        {"GROUP_SUPPRESS", "group", "no>yes", "yes>BadInvalidState"},
        {"GROUP_UNSUPPRESS", "group", "no>BadInvalidState", "yes>no"},
        {"SUPPRESS", "command", "no>yes", "yes>BadInvalidState"},
        {"UNSUPPRESS", "command", "no>BadInvalidState", "yes>no"},
        {"REMOVE_FROM_SERVICE", "out", "no>yes", "yes>BadInvalidState"},
        {"RETURN_TO_SERVICE", "out", "no>BadInvalidState", "yes>no"},
        {"ENABLE", "disabled", "no>BadConditionAlreadyEnabled", "yes>no"},
        {"DISABLE", "disabled", "no>yes", "yes>BadConditionAlreadyDisabled"},
    };

    /** What goes on while an alarm is disabled: time and logic, and the way back. */
    private static final List<String> RUN_WHILE_DISABLED = List.of(
            "SHELF_OVER",
            "SHELF_BEGIN",
            "EXPRESSION_SUPPRESS",
            "EXPRESSION_UNSUPPRESS",
            "GROUP_SUPPRESS",
            "GROUP_UNSUPPRESS",
            "ENABLE",
            "DISABLE");

    static List<Overlays> combinations() {
        List<Overlays> all = new ArrayList<>();
        for (String shelf : List.of("none", "timed", "one-shot", "planned")) {
            for (int bits = 0; bits < 32; bits++) {
                for (String base : List.of("NORM", "UNACK", "ACKED", "RTNUN", "LTUNK", "LTACK")) {
                    all.add(new Overlays(
                            shelf,
                            (bits & 1) != 0,
                            (bits & 2) != 0,
                            (bits & 4) != 0,
                            (bits & 8) != 0,
                            (bits & 16) != 0,
                            base));
                }
            }
        }
        return all;
    }

    @Test
    void shouldChangeTheRegionItIsAimedAtAndNothingElse() {
        for (Overlays before : combinations()) {
            for (String[] row : ROWS) {
                for (int policy = 0; policy < 8; policy++) {
                    String expected = before.disabled() && !RUN_WHILE_DISABLED.contains(row[0])
                            ? "BadConditionDisabled"
                            : target(row, before.value(row[1]));
                    int after = AlarmTransitions.apply(before.regions(), AlarmInput.valueOf(row[0]), policy);
                    String is = after < 0 ? Quality.name(after) : "regions " + after;
                    String wanted = expected.startsWith("Bad")
                            ? expected
                            : "regions " + before.with(row[1], expected).regions();
                    assertThat(is).as("%s %s", before, row[0]).isEqualTo(wanted);
                }
            }
        }
    }

    private static String target(String[] row, String from) {
        for (int i = 2; i < row.length; i++) {
            if (row[i].startsWith(from + ">")) {
                return row[i].substring(from.length() + 1);
            }
        }
        throw new AssertionError(row[0] + " has no cell for " + from);
    }

    /** Base inputs and remarks under every combination: the base state runs, but not while disabled. */
    private static final Map<AlarmInput, List<String>> BASE_RUNS = new EnumMap<>(Map.of(
            AlarmInput.ACTIVATE, List.of("NORM", "RTNUN", "LTUNK", "LTACK"),
            AlarmInput.RETURN, List.of("UNACK", "ACKED"),
            AlarmInput.ACKNOWLEDGE, List.of("UNACK", "RTNUN", "LTUNK"),
            AlarmInput.RESET, List.of("LTACK"),
            AlarmInput.REALARM, List.of("UNACK", "ACKED"),
            AlarmInput.SILENCE, List.of("UNACK", "RTNUN", "LTUNK"),
            AlarmInput.COMMENT, List.of("NORM", "UNACK", "ACKED", "RTNUN", "LTUNK", "LTACK"),
            AlarmInput.CONFIRM, List.of()));

    @Test
    void shouldRunTheBaseStateUnderEveryCombinationUnlessDisabled() {
        BASE_RUNS.forEach((input, legalFrom) -> {
            for (Overlays before : combinations()) {
                int after = AlarmTransitions.apply(before.regions(), input, ACK);
                boolean isLegal = !before.disabled() && legalFrom.contains(before.base());
                assertThat(after >= 0).as("%s %s", before, input).isEqualTo(isLegal);
                if (before.disabled()) {
                    assertThat(after).isEqualTo(Quality.BAD_CONDITION_DISABLED);
                }
                boolean endsOneShot =
                        input == AlarmInput.RETURN && before.shelf().equals("one-shot");
                if (isLegal && !endsOneShot) {
                    int marks = 0x07 | AlarmTransitions.SILENCED;
                    assertThat(after & ~marks).as("%s %s", before, input).isEqualTo(before.regions() & ~marks);
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void shouldShowOutOfServiceBeforeSuppressedBeforeShelvedBeforeBase(Overlays overlays) {
        boolean isSuppressed = overlays.expression() || overlays.group() || overlays.command();
        boolean isShelved = overlays.shelf().equals("timed") || overlays.shelf().equals("one-shot");
        String expected = overlays.out() ? "OOSRV" : isSuppressed ? "DSUPR" : isShelved ? "SHLVD" : overlays.base();
        assertThat(AlarmTransitions.shown(overlays.regions())).hasToString(expected);
        assertThat(AlarmTransitions.base(overlays.regions())).hasToString(overlays.base());
        assertThat(AlarmTransitions.isStanding(overlays.regions()))
                .isEqualTo(!overlays.disabled() && expected.equals(overlays.base()) && !expected.equals("NORM"));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void shouldDescribeEveryRegion(Overlays overlays) {
        AlarmSnapshot is = new AlarmSnapshot();
        AlarmTransitions.describe(overlays.regions(), is);
        assertThat(is.isEnabled).isEqualTo(!overlays.disabled());
        assertThat(is.isOutOfService).isEqualTo(overlays.out());
        assertThat(is.isSuppressedByDesign).isEqualTo(overlays.expression() || overlays.group());
        assertThat(is.isSuppressed).isEqualTo(overlays.expression() || overlays.group() || overlays.command());
        assertThat(is.isShelfPlanned).isEqualTo(overlays.shelf().equals("planned"));
        assertThat(is.shelf.name().toLowerCase().replace('_', '-').replace("unshelved", "none"))
                .isEqualTo(overlays.shelf().replace("planned", "none"));
        assertThat(is.base).hasToString(overlays.base());
        assertThat(is.isRetained())
                .isEqualTo(!overlays.disabled() && !overlays.base().equals("NORM"));
    }

    @Test
    void shouldNeverTakeWhatIsOnlyReportedAsAnInput() {
        for (Overlays before : combinations()) {
            assertThat(AlarmTransitions.apply(before.regions(), AlarmInput.SUPERSEDED, ACK))
                    .isNegative();
            assertThat(AlarmTransitions.apply(before.regions(), AlarmInput.FIRST_OUT_OVER, ACK))
                    .isNegative();
        }
    }
}
