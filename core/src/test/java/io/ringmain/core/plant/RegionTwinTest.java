package io.ringmain.core.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmGroup;
import io.ringmain.core.alarm.AlarmGroups;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.ring.Command;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random commands, values, suppressions and restarts against naive twins of the alarms: every answer and every state after
 * every step.
 */
class RegionTwinTest {
    private static final int ALARMS = 5;
    private static final int STEPS = 4_000;
    private static final long MS = 1_000_000;
    private static final List<Command.Kind> KINDS = Arrays.stream(Command.Kind.values())
            .filter(kind -> kind.target() == Command.Target.ALARM)
            .toList();

    private final FirstOutTwin group = new FirstOutTwin();
    private final List<RegionTwin> twins = new ArrayList<>();
    private final TreeSet<String> seen = new TreeSet<>();
    private TestPlant plant;
    private boolean isExpressionTrue;
    private boolean isGroupTrue;

    private SiteDefinition site(Random random) {
        List<TagDefinition> tags = new ArrayList<>();
        List<AlarmDefinition> alarms = new ArrayList<>();
        for (int i = 0; i < ALARMS; i++) {
            tags.add(TagDefinition.internal("T" + i, TagType.FLOAT64));
            alarms.add(AlarmDefinition.limit("T" + i, AlarmKind.HI, RegionTwin.LIMIT)
                    .withPolicy(TwinSite.policy(random, false))
                    .withGroups(new AlarmGroups(
                            "Trip", i % 2 == 0 ? "Expression" : "", i > 1 ? List.of("Group") : List.of())));
            twins.add(new RegionTwin(i, alarms.get(i), group));
        }
        tags.add(TagDefinition.internal("Expression", TagType.BOOL));
        tags.add(TagDefinition.internal("Switch", TagType.BOOL));
        return new SiteDefinition(
                "twins", List.of(), tags, alarms, List.of(new AlarmGroup("Group", "Switch")), List.of());
    }

    /** Everything that is due, the earliest first; shelves before re-alarms, lower ids before higher ones. */
    private void time() {
        group.nextEvent();
        long now = plant.nowNs();
        while (true) {
            long earliest = Long.MAX_VALUE;
            RegionTwin due = null;
            boolean isShelf = false;
            for (boolean shelf : new boolean[] {true, false}) {
                for (RegionTwin twin : twins) {
                    long next = twin.nextNs(shelf);
                    if (next != 0 && next <= now && next < earliest) {
                        earliest = next;
                        due = twin;
                        isShelf = shelf;
                    }
                }
            }
            if (due == null) {
                return;
            }
            due.onTime(isShelf, now);
        }
    }

    private void command(Random random) {
        RegionTwin twin = twins.get(random.nextInt(ALARMS));
        Command.Kind kind = KINDS.get(random.nextInt(KINDS.size()));
        String reason = random.nextInt(8) == 0 ? " " : "because";
        boolean isTimed = kind == Command.Kind.SHELVE || random.nextInt(10) == 0;
        long durationNs = isTimed ? (random.nextInt(45) - 3) * 10 * MS : 0;
        long fromNs = isTimed && random.nextInt(3) == 0 ? plant.nowNs() + (random.nextInt(40) - 10) * 10 * MS : 0;
        int status = plant.order(kind, twin.alarm.name(), fromNs, durationNs, reason);
        time();
        String expected = twin.command(kind, fromNs, durationNs, reason, plant.nowNs());
        assertThat(Quality.name(status)).as("%s, %s", kind, twin.describe()).isEqualTo(expected);
        seen.add(kind + " " + expected);
    }

    private void value(Random random) {
        RegionTwin twin = twins.get(random.nextInt(ALARMS));
        double value = random.nextInt(100);
        plant.update(twin.alarm.tag(), value);
        time();
        twin.onValue(value, plant.nowNs());
    }

    private void suppression(Random random) {
        boolean isExpression = random.nextBoolean();
        boolean isTrue = random.nextInt(3) == 0;
        plant.update(isExpression ? "Expression" : "Switch", isTrue);
        time();
        boolean isOther = isTrue != (isExpression ? isExpressionTrue : isGroupTrue);
        for (RegionTwin twin : isOther ? twins : List.<RegionTwin>of()) {
            if (isExpression && twin.id % 2 == 0) {
                twin.onExpression(isTrue, plant.nowNs());
            } else if (!isExpression && twin.id > 1) {
                twin.onGroup(isTrue, plant.nowNs());
            }
        }
        isExpressionTrue = isExpression ? isTrue : isExpressionTrue;
        isGroupTrue = isExpression ? isGroupTrue : isTrue;
    }

    private void step(Random random) {
        plant.pass(random.nextInt(4) == 0 ? random.nextInt(60) * MS : 0);
        switch (random.nextInt(20)) {
            case 0, 1 -> {
                plant.tick(random.nextInt(120) * MS);
                time();
            }
            case 2, 3 -> suppression(random);
            case 4 -> {
                if (random.nextInt(10) == 0) {
                    if (random.nextBoolean()) {
                        plant.close();
                    }
                    plant.pass(random.nextInt(500) * MS).start().tick(0);
                    time();
                }
            }
            case 5, 6, 7, 8, 9, 10 -> value(random);
            default -> command(random);
        }
    }

    private static String describe(AlarmSnapshot is) {
        return AlarmScript.describe(is)
                + (is.isFirstOut ? " first" : "")
                + " until " + is.shelvedUntilNs + " again " + is.reAlarmNs + " #" + is.occurrences;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldNeverDifferFromTheNaiveTwins(long seed) {
        System.out.println("RegionTwinTest seed " + seed);
        Random random = new Random(seed);
        plant = new TestPlant(site(random)).start();
        for (RegionTwin twin : twins) {
            plant.update(twin.alarm.tag(), 0);
        }
        plant.update("Expression", false).update("Switch", false);
        for (int i = 0; i < STEPS; i++) {
            step(random);
            for (RegionTwin twin : twins) {
                assertThat(describe(plant.alarm(twin.alarm.name())))
                        .as("seed %d, step %d, %s %s", seed, i, twin.alarm.name(), twin.alarm.policy())
                        .isEqualTo(twin.describe());
            }
        }
        assertThat(seen).hasSizeGreaterThan(30);
        plant.assertReplays();
    }
}
