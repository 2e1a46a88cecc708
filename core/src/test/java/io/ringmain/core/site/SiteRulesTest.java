package io.ringmain.core.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.alarm.AlarmCondition;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmGroups;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmLevel;
import io.ringmain.core.alarm.AlarmPolicy;
import io.ringmain.core.alarm.AlarmRationale;
import io.ringmain.core.alarm.RateDirection;
import io.ringmain.core.machine.AttributeValue;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.machine.type.PumpDuty;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteRulesTest {
    private final List<ConnectorDefinition> connectors = new ArrayList<>();
    private final List<TagDefinition> tags = new ArrayList<>();
    private final List<AlarmDefinition> alarms = new ArrayList<>();
    private final List<MachineDefinition> machines = new ArrayList<>();

    private void check(String... sectionIndexKeyAndPartOfMessage) {
        List<SiteProblem> problems =
                SiteRules.check(new SiteDefinition("s", connectors, tags, alarms, machines), List.of(new PumpDuty()));
        assertThat(problems).hasSize(sectionIndexKeyAndPartOfMessage.length / 4);
        for (int i = 0; i < problems.size(); i++) {
            SiteProblem problem = problems.get(i);
            assertThat(problem.section()).isEqualTo(sectionIndexKeyAndPartOfMessage[4 * i]);
            assertThat(problem.index()).hasToString(sectionIndexKeyAndPartOfMessage[4 * i + 1]);
            assertThat(problem.key()).isEqualTo(sectionIndexKeyAndPartOfMessage[4 * i + 2]);
            assertThat(problem.message()).contains(sectionIndexKeyAndPartOfMessage[4 * i + 3]);
        }
    }

    private static TagDefinition tag(String name, TagType type) {
        return TagDefinition.internal(name, type);
    }

    private static TagDefinition ranged(double low, double high) {
        return TagDefinition.builder("A", TagType.FLOAT64).range(low, high).build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "Area.Unit_1.TIC-101", "0"})
    void shouldAcceptNamesOfPartsJoinedByDots(String name) {
        tags.add(tag(name, TagType.BOOL));
        check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "A.", ".A", "A..B", "A B", "Ä", "A/B"})
    void shouldRefuseOtherNames(String name) {
        tags.add(tag(name, TagType.BOOL));
        check("tags", "0", "name", "'" + name + "' is not allowed");
    }

    @Test
    void shouldRefuseNamesOfMoreThan200Characters() {
        connectors.add(new ConnectorDefinition("c".repeat(200), "t", Map.of()));
        connectors.add(new ConnectorDefinition("c".repeat(201), "t", Map.of()));
        check("connectors", "1", "name", "at most 200");
    }

    @Test
    void shouldRefuseNamesDeclaredTwiceInASection() {
        connectors.add(new ConnectorDefinition("x", "t", Map.of()));
        connectors.add(new ConnectorDefinition("x", "t", Map.of()));
        tags.add(tag("x", TagType.FLOAT64));
        tags.add(tag("x", TagType.FLOAT64));
        alarms.add(AlarmDefinition.limit("x", AlarmKind.HI, 1));
        alarms.add(AlarmDefinition.limit("x", AlarmKind.HI, 1));
        check(
                "connectors",
                "1",
                "name",
                "declared twice",
                "tags",
                "1",
                "name",
                "declared twice",
                "alarms",
                "1",
                "name",
                "declared twice");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void shouldRefuseADeadbandThatIsNoWidth(double deadband) {
        tags.add(tag("A", TagType.FLOAT64).withDeadband(deadband));
        check("tags", "0", "deadband", "0 or more");
    }

    @ParameterizedTest
    @EnumSource(TagType.class)
    void shouldAllowADeadbandForNumbersOnly(TagType type) {
        tags.add(tag("A", type).withDeadband(1));
        if (type == TagType.FLOAT64 || type == TagType.INT64) {
            check();
        } else {
            check("tags", "0", "deadband", "not for " + type.label());
        }
    }

    @Test
    void shouldRefuseARangeThatIsNone() {
        double nan = Double.NaN;
        for (double[] range : new double[][] {{1, 1}, {2, 1}, {nan, 1}, {1, nan}}) {
            tags.clear();
            tags.add(ranged(range[0], range[1]));
            check("tags", "0", "range", "low end must be below");
        }
        for (double[] range : new double[][] {{1, 2}, {nan, nan}}) {
            tags.clear();
            tags.add(ranged(range[0], range[1]));
            check();
        }
    }

    @Test
    void shouldRefuseASourceThatIsNotThere() {
        connectors.add(new ConnectorDefinition("plc", "t", Map.of()));
        tags.add(tag("A", TagType.BOOL).withSource(new TagSource("plc", "a", TagSource.Mode.POLL, 1)));
        tags.add(tag("B", TagType.BOOL).withSource(new TagSource("cpl", "a", TagSource.Mode.POLL, 0)));
        check("tags", "1", "source", "'cpl' is not declared, known: [plc]", "tags", "1", "source", "1ms or more");
    }

    private static AlarmCondition condition(AlarmKind kind, TagType type) {
        BigDecimal one = BigDecimal.ONE;
        return switch (kind) {
            case HIHI, HI, LO, LOLO -> new AlarmCondition.Limit(kind, one, one);
            case MULTI -> new AlarmCondition.MultiLimit(List.of(new AlarmLevel(AlarmKind.HI, one, one, 0, 0, 2)));
            case DEVIATION -> new AlarmCondition.Deviation("N", one, null, one);
            case RATE -> new AlarmCondition.RateOfChange(RateDirection.BOTH, 1, 0, 1_000_000_000);
            case OFF_NORMAL ->
                new AlarmCondition.OffNormal(
                        type == TagType.STRING ? List.of() : List.of(1L),
                        type == TagType.STRING ? List.of("on") : List.of());
            case BAD_QUALITY -> new AlarmCondition.BadQuality(true);
            case STALE -> new AlarmCondition.Stale(1);
            case EXPRESSION -> new AlarmCondition.Expression("true");
        };
    }

    /** Which kind of alarm which type of tag can have. */
    @ParameterizedTest
    @EnumSource(AlarmKind.class)
    void shouldMatchKindsOfAlarmsWithTypesOfTags(AlarmKind kind) {
        for (TagType type : TagType.values()) {
            tags.clear();
            alarms.clear();
            tags.add(tag("A", type));
            tags.add(tag("N", TagType.FLOAT64));
            alarms.add(AlarmDefinition.of("A.A", "A", condition(kind, type)));
            boolean isAllowed = switch (kind) {
                case OFF_NORMAL -> type != TagType.FLOAT64 && !type.isArray();
                case BAD_QUALITY, STALE, EXPRESSION -> true;
                default -> type == TagType.FLOAT64 || type == TagType.INT64;
            };
            if (isAllowed) {
                check();
            } else {
                check("alarms", "0", "kind", "'A' is " + type.label());
            }
        }
    }

    @Test
    void shouldRefuseEverythingWrongWithAnAlarmInOnePass() {
        tags.add(tag("Level", TagType.FLOAT64));
        alarms.add(new AlarmDefinition(
                "Level.HI",
                "Levle",
                new AlarmCondition.Limit(AlarmKind.HI, new BigDecimal("1e400"), BigDecimal.valueOf(-1)),
                -1,
                Long.MAX_VALUE,
                5,
                AlarmPolicy.DEFAULT,
                AlarmGroups.NONE,
                AlarmRationale.ofMessage("all wrong")));
        check(
                "alarms",
                "0",
                "tag",
                "did you mean 'Level'?",
                "alarms",
                "0",
                "limit",
                "finite",
                "alarms",
                "0",
                "deadband",
                "0 or more",
                "alarms",
                "0",
                "on-delay",
                "0 or more",
                "alarms",
                "0",
                "off-delay",
                "at most 366 days",
                "alarms",
                "0",
                "priority",
                "1 (low) to 4");
    }

    private Map<String, String> pumpBindings() {
        Map<String, String> bindings = new TreeMap<>();
        tags.add(tag("level", TagType.FLOAT64));
        for (String name : List.of("running-a", "running-b", "fault-a", "fault-b", "start-a", "start-b")) {
            tags.add(tag(name, TagType.BOOL));
        }
        tags.forEach(tag -> bindings.put(tag.name(), tag.name()));
        return bindings;
    }

    private void machine(
            String type, long intervalNs, Map<String, String> bindings, Map<String, AttributeValue> attributes) {
        machines.add(new MachineDefinition("M", type, intervalNs, bindings, attributes));
    }

    @Test
    void shouldAcceptAMachineWhosePortsAreBound() {
        machine(PumpDuty.TYPE, 1_000_000, pumpBindings(), Map.of("start-level", AttributeValue.of(80.0)));
        check();
    }

    @Test
    void shouldRefuseATypeOfMachineThatIsNotKnown() {
        machine("pump", 999_999, Map.of(), Map.of());
        check("machines", "0", "interval", "1ms", "machines", "0", "type", "known: [pump-duty]");
    }

    @Test
    void shouldRefuseBindingsThatDoNotFit() {
        Map<String, String> bindings = pumpBindings();
        bindings.put("levels", "level");
        bindings.put("level", "fault-a");
        bindings.put("fault-b", "fault-c");
        bindings.remove("running-a");
        tags.add(TagDefinition.builder("fixed", TagType.BOOL).writable(false).build());
        bindings.put("start-b", "fixed");
        machine(PumpDuty.TYPE, 1_000_000, bindings, Map.of());
        check(
                "machines",
                "0",
                "bindings",
                "'levels' is no port",
                "machines",
                "0",
                "bindings",
                "needs a tag of type float64",
                "machines",
                "0",
                "bindings",
                "'running-a' is not bound",
                "machines",
                "0",
                "bindings",
                "did you mean 'fault-",
                "machines",
                "0",
                "bindings",
                "not writable");
    }

    @Test
    void shouldRefuseAttributesOutsideTheirRange() {
        machine(
                PumpDuty.TYPE,
                1_000_000,
                pumpBindings(),
                Map.of(
                        "feedback-timeout-s",
                        AttributeValue.of(0L),
                        "start-levl",
                        AttributeValue.of(3.0),
                        "start-level",
                        AttributeValue.of(true),
                        "stop-level",
                        AttributeValue.of(Double.NaN)));
        check(
                "machines",
                "0",
                "attributes",
                "must be between 0.1 and 3600",
                "machines",
                "0",
                "attributes",
                "'start-level' is true, must be of type float64",
                "machines",
                "0",
                "attributes",
                "'start-levl' is not known, did you mean 'start-level'?",
                "machines",
                "0",
                "attributes",
                "'stop-level' is NaN");
    }
}
