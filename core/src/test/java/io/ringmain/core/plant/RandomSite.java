package io.ringmain.core.plant;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmGroup;
import io.ringmain.core.alarm.AlarmGroups;
import io.ringmain.core.alarm.AlarmPolicy;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Deadband;
import io.ringmain.core.tag.Derivation;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes small sites at random, and changes them at random; everything it makes is sound. Thread: one. */
final class RandomSite {
    static final String CONNECTOR = "plc";

    private static final int MAX_TAGS = 12;
    private static final long MS = 1_000_000;

    private static final List<String> DERIVATIONS = List.of(
            "A + B",
            "A / B",
            "if(A > B, A, -B)",
            "valid(A, B)",
            "total(A)",
            "average(A - B, 300ms)",
            "rate(A)",
            "rate(A, 100ms) + delay(B, 90ms)",
            "count(A > 0) + if(rising(B > 10), 1, 0)",
            "timeTrue(onDelay(A > B, 30ms))");

    private final Random random;
    private final RandomCondition conditions;
    private final RandomConditioning conditioning;
    private final RandomMachine machine;

    RandomSite(Random random) {
        this.random = random;
        conditions = new RandomCondition(random, MS);
        conditioning = new RandomConditioning(random);
        machine = new RandomMachine(random);
    }

    SiteDefinition next() {
        List<TagDefinition> tags = new ArrayList<>();
        List<AlarmDefinition> alarms = new ArrayList<>();
        List<MachineDefinition> machines = new ArrayList<>();
        int count = 1 + random.nextInt(MAX_TAGS);
        for (int i = 0; i < count; i++) {
            TagDefinition tag = tag("T" + random.nextInt(2 * MAX_TAGS));
            if (tags.stream().noneMatch(known -> known.name().equals(tag.name()))) {
                tags.add(tag);
                alarms(tag, tags, alarms);
            }
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            machines.add(machine.next("M" + i, tags));
        }
        derived(tags);
        return new SiteDefinition(
                "simulated",
                List.of(ScriptedConnector.definition(CONNECTOR)),
                tags,
                alarms,
                List.of(
                        new AlarmGroup("group-0", random.nextInt(3) == 0 ? "" : condition(tags)),
                        new AlarmGroup("suppression", condition(tags))),
                machines);
    }

    /** True or false by a number of the site, some with time functions. */
    private String condition(List<TagDefinition> tags) {
        List<TagDefinition> numbers =
                tags.stream().filter(tag -> isNumber(tag.type())).toList();
        if (numbers.isEmpty()) {
            return "";
        }
        String above = "{" + numbers.get(random.nextInt(numbers.size())).name() + "} > " + random.nextInt(40);
        return switch (random.nextInt(4)) {
            case 0 -> "onDelay(" + above + ", 300ms)";
            case 1 -> "count(" + above + ") % 3 == 1";
            default -> above;
        };
    }

    private TagDefinition tag(String name) {
        TagType type = TagType.ofCode(1 + random.nextInt(4));
        TagDefinition plain = random.nextInt(3) == 0
                ? ScriptedConnector.tag(name, type, CONNECTOR)
                : TagDefinition.internal(name, type);
        TagDefinition.Builder tag = plain.change().writable(random.nextInt(4) > 0);
        if (isNumber(type)) {
            tag.range(-100, 100).deadband(random.nextInt(3) == 0 ? Deadband.percent(1) : Deadband.absolute(deadband()));
        }
        if (random.nextInt(3) == 0) {
            tag.conditioning(conditioning.of(type));
        }
        return tag.build();
    }

    /** Over numbers, and over each other. */
    private void derived(List<TagDefinition> tags) {
        for (int i = 0; i < random.nextInt(5); i++) {
            List<String> numbers = tags.stream()
                    .filter(tag -> isNumber(tag.type()))
                    .map(TagDefinition::name)
                    .toList();
            if (numbers.isEmpty()) {
                return;
            }
            String a = numbers.get(random.nextInt(numbers.size()));
            String b = numbers.get(random.nextInt(numbers.size()));
            String expression = DERIVATIONS.get(random.nextInt(DERIVATIONS.size()));
            tags.add(TagDefinition.builder("D" + i, TagType.FLOAT64)
                    .derivation(new Derivation(
                            expression.replace("A", "{" + a + "}").replace("B", "{" + b + "}"),
                            (1 + random.nextInt(40)) * MS))
                    .deadband(Deadband.absolute(deadband()))
                    .build());
        }
    }

    private double deadband() {
        return random.nextInt(3) * 0.75;
    }

    private static boolean isNumber(TagType type) {
        return type == TagType.FLOAT64 || type == TagType.INT64;
    }

    private void alarms(TagDefinition tag, List<TagDefinition> tags, List<AlarmDefinition> alarms) {
        List<String> setpoints = tags.stream()
                .filter(other -> isNumber(other.type()) && other.unit().equals(tag.unit()))
                .map(TagDefinition::name)
                .toList();
        for (int k = random.nextInt(4); k > 0; k--) {
            AlarmDefinition alarm = conditions
                    .alarm(tag.name() + ".A" + random.nextInt(4), tag, setpoints)
                    .withPolicy(policy())
                    .withGroups(groups(tags));
            if (alarms.stream().noneMatch(known -> known.name().equals(alarm.name()))) {
                alarms.add(alarm);
            }
        }
    }

    private AlarmPolicy policy() {
        boolean isAckRequired = random.nextInt(4) > 0;
        return new AlarmPolicy(
                isAckRequired,
                random.nextInt(4) == 0 && isAckRequired,
                random.nextInt(3) == 0,
                random.nextInt(3) == 0,
                random.nextInt(3) * 100 * MS,
                random.nextInt(3) * 200 * MS,
                random.nextInt(4) == 0);
    }

    private AlarmGroups groups(List<TagDefinition> tags) {
        return switch (random.nextInt(5)) {
            case 0 -> new AlarmGroups("group-" + random.nextInt(2), "", List.of());
            case 1 -> new AlarmGroups("group-0", condition(tags), List.of("suppression"));
            case 2 -> new AlarmGroups("", "", List.of("suppression", "group-0"));
            default -> AlarmGroups.NONE;
        };
    }
}
