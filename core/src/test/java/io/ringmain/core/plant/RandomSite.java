package io.ringmain.core.plant;

import io.ringmain.core.alarm.AlarmCondition;
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
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** Makes small sites at random, and changes them at random; everything it makes is sound. Thread: one. */
final class RandomSite {
    static final String CONNECTOR = "plc";
    static final String CROWDED = "Crowd";

    private static final int MAX_TAGS = 12;
    private static final long MS = 1_000_000;

    private final Random random;
    private final int crowd;
    private final RandomCondition conditions;
    private final RandomConditioning conditioning;
    private final RandomMachine machine;

    /** @param crowd about so many tags and alarms follow from one tag */
    RandomSite(Random random, int crowd) {
        this.random = random;
        this.crowd = crowd;
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
        crowd(tags, alarms);
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

    /** True or false by the tags of the site; nothing where it has no number. */
    private String condition(List<TagDefinition> tags) {
        List<String> numbers = names(tags, RandomSite::isNumber);
        return numbers.isEmpty() ? "" : expression(tags, numbers).bool();
    }

    private RandomExpression expression(List<TagDefinition> tags, List<String> numbers) {
        return new RandomExpression(random, numbers, names(tags, type -> type == TagType.BOOL));
    }

    private static List<String> names(List<TagDefinition> tags, Predicate<TagType> isWanted) {
        return tags.stream()
                .filter(tag -> isWanted.test(tag.type()))
                .map(tag -> "{" + tag.name() + "}")
                .toList();
    }

    private TagDefinition tag(String name) {
        TagType type = TagType.ofCode(1 + random.nextInt(6));
        TagDefinition plain = random.nextInt(3) == 0
                ? ScriptedConnector.tag(name, type, CONNECTOR)
                : TagDefinition.internal(name, type);
        TagDefinition.Builder tag = plain.change().writable(random.nextInt(4) > 0);
        if (isNumber(type)) {
            tag.range(-100, 100).deadband(random.nextInt(3) == 0 ? Deadband.percent(1) : Deadband.absolute(deadband()));
        }
        if (type.isArray()) {
            tag.length(1 + random.nextInt(6));
        } else if (random.nextInt(3) == 0) {
            tag.conditioning(conditioning.of(type));
        }
        return tag.build();
    }

    /** More that follows from one tag than one event can tell. */
    private void crowd(List<TagDefinition> tags, List<AlarmDefinition> alarms) {
        if (crowd == 0) {
            return;
        }
        tags.add(TagDefinition.internal(CROWDED, TagType.FLOAT64));
        int present = crowd - random.nextInt(crowd / 4);
        for (int i = 0; i < present; i++) {
            tags.add(TagDefinition.builder("C" + i, TagType.FLOAT64)
                    .derivation(Derivation.of(CROWDED + " * " + (i % 5 + random.nextInt(2))))
                    .build());
            AlarmCondition condition = i % 2 == 0
                    ? new AlarmCondition.Expression(CROWDED + " > " + i % 9)
                    : new AlarmCondition.Deviation(
                            "C" + random.nextInt(present), BigDecimal.TEN, BigDecimal.TEN.negate(), BigDecimal.ONE);
            alarms.add(AlarmDefinition.of("C" + i, i % 2 == 0 ? CROWDED : "C" + i, condition)
                    .withPolicy(policy())
                    .withGroups(groups(tags)));
        }
    }

    /** Over numbers, elements of arrays, and each other. */
    private void derived(List<TagDefinition> tags) {
        for (int i = 0; i < random.nextInt(5); i++) {
            List<String> numbers = new ArrayList<>(names(tags, RandomSite::isNumber));
            for (String array : names(tags, TagType::isArray)) {
                numbers.add(random.nextBoolean() ? array + "[0]" : "sum(" + array + ")");
            }
            if (numbers.isEmpty()) {
                return;
            }
            boolean isBool = random.nextInt(4) == 0;
            RandomExpression expression = expression(tags, numbers);
            tags.add(TagDefinition.builder("D" + i, isBool ? TagType.BOOL : TagType.FLOAT64)
                    .derivation(new Derivation(
                            isBool ? expression.bool() : expression.number(), (1 + random.nextInt(40)) * MS))
                    .deadband(isBool ? Deadband.NONE : Deadband.absolute(deadband()))
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
