package io.ringmain.core.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.alarm.AlarmCondition;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.Command;
import io.ringmain.core.site.Revision;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Alarms of every kind against naive twins that look at every alarm at every event: values, qualities, commands,
 * suppressions, time, restarts and configurations by chance. Neither quiet bands nor timers nor windows may hide or invent
 * a change.
 */
class AlarmTwinTest {
    private static final int STEPS = 3_000;
    private static final long MS = TwinSite.MS;
    private static final int[] QUALITIES = {
        Quality.GOOD, Quality.GOOD, Quality.GOOD, Quality.GOOD, Quality.UNCERTAIN, Quality.BAD_SENSOR_FAILURE
    };
    private static final List<Command.Kind> COMMANDS = Arrays.stream(Command.Kind.values())
            .filter(kind -> kind.target() == Command.Target.ALARM)
            .toList();

    private final Map<String, TagTwin> tags = new LinkedHashMap<>();
    private final List<ConditionTwin> conditions = new ArrayList<>();
    private final FirstOutTwin group = new FirstOutTwin();
    private final TreeSet<String> seen = new TreeSet<>();
    private TestPlant plant;
    private TwinSite sites;
    private Random random;

    static List<Long> seeds() {
        long first = Long.getLong("ringmain.twin.seed", 1);
        List<Long> seeds = new ArrayList<>();
        for (int i = 0; i < Integer.getInteger("ringmain.twin.runs", 10); i++) {
            seeds.add(first + i);
        }
        return seeds;
    }

    private void launch(long seed) {
        random = new Random(seed);
        sites = new TwinSite(random);
        for (TagDefinition tag : TwinSite.TAGS) {
            tags.put(tag.name(), new TagTwin(tag));
        }
        List<AlarmDefinition> alarms = sites.alarms();
        plant = new TestPlant(sites.site(alarms)).start();
        plant.tick(0);
        for (int i = 0; i < alarms.size(); i++) {
            ConditionTwin twin = new ConditionTwin(alarms.get(i), tags);
            twin.region = new RegionTwin(i, alarms.get(i), group, nowNs -> begin(twin, twin.alarm, nowNs));
            conditions.add(twin);
        }
        conditions.forEach(twin -> begin(twin, twin.alarm, plant.nowNs()));
        plant.update("X", "x");
        tags.get("X").text = "x";
        tags.get("X").status = Quality.GOOD;
        conditions.stream().filter(twin -> twin.alarm.tag().equals("X")).forEach(twin -> twin.onUpdate(plant.nowNs()));
        look();
    }

    private void begin(ConditionTwin twin, AlarmDefinition as, long nowNs) {
        twin.begin(as, nowNs);
        boolean isOfOneTag = !(as.condition() instanceof AlarmCondition.Deviation)
                && !(as.condition() instanceof AlarmCondition.Expression);
        if (isOfOneTag && !twin.region.isDisabled() && !tags.get(as.tag()).isBad()) {
            // All alarms of the tag look at the present value again.
            conditions.stream()
                    .filter(each -> each.alarm.tag().equals(as.tag()))
                    .forEach(each -> each.onRecord(nowNs));
        }
    }

    /** Everything that is due: earliest first, then delays, shelves, re-alarms, conditions, then the lower id. */
    private void time() {
        group.nextEvent();
        long now = plant.nowNs();
        while (true) {
            long earliest = Long.MAX_VALUE;
            Runnable due = null;
            for (int kind = 0; kind < 4; kind++) {
                for (ConditionTwin twin : conditions) {
                    long next = next(twin, kind);
                    if (next != 0 && next <= now && next < earliest) {
                        earliest = next;
                        due = due(twin, kind, now);
                    }
                }
            }
            if (due == null) {
                return;
            }
            due.run();
        }
    }

    private static long next(ConditionTwin twin, int kind) {
        return switch (kind) {
            case 0 -> twin.delayNs();
            case 1 -> twin.region.nextNs(true);
            case 2 -> twin.region.nextNs(false);
            default -> twin.conditionNs();
        };
    }

    private static Runnable due(ConditionTwin twin, int kind, long now) {
        return switch (kind) {
            case 0 -> () -> twin.onDelayOver(now);
            case 1 -> () -> twin.region.onTime(true, now);
            case 2 -> () -> twin.region.onTime(false, now);
            default -> () -> twin.onCondition(now);
        };
    }

    private void look() {
        for (ConditionTwin twin : conditions) {
            twin.look(plant.nowNs());
            if (twin.region.isDisabled()) {
                twin.stop();
            }
        }
    }

    private void step() {
        plant.pass(random.nextInt(2) == 0 ? random.nextInt(20) * MS : 0);
        switch (random.nextInt(40)) {
            case 0, 1 -> tick(random.nextInt(150) * MS);
            case 2 -> suppression();
            case 3 -> {
                if (random.nextInt(10) == 0) {
                    restart();
                }
            }
            case 4 -> {
                if (random.nextInt(4) == 0) {
                    configure();
                }
            }
            case 5, 6, 7, 8, 9, 10, 11 -> command();
            default -> update();
        }
        look();
    }

    private void tick(long ns) {
        plant.tick(ns);
        time();
    }

    private void restart() {
        if (random.nextBoolean()) {
            plant.close();
            // The snapshot is an event, and carries time.
            time();
        }
        plant.pass((1 + random.nextInt(400)) * MS).start();
        conditions.forEach(twin -> twin.onStart(plant.nowNs()));
        look();
        tick(0);
    }

    private void configure() {
        tick(0);
        int index = random.nextInt(conditions.size());
        ConditionTwin twin = conditions.get(index);
        AlarmDefinition next = sites.changed(index, twin.alarm);
        boolean isOther = !next.equals(twin.alarm);
        List<AlarmDefinition> alarms = new ArrayList<>();
        conditions.forEach(each -> alarms.add(each == twin ? next : each.alarm));
        var outcome = plant.plant()
                .configure(sites.site(alarms), plant.plant().site().version(), new Revision("test", "another limit"));
        plant.plant().stepAll();
        assertThat(outcome).isDone();
        plant.site(sites.site(alarms));
        tick(0);
        if (isOther) {
            begin(twin, next, plant.nowNs());
        }
    }

    private void suppression() {
        boolean isExpression = random.nextBoolean();
        boolean isTrue = random.nextInt(3) == 0;
        TagTwin tag = tags.get(isExpression ? "Expression" : "Switch");
        plant.update(tag.tag.name(), isTrue);
        time();
        boolean isOther = isTrue == (tag.whole == 0);
        tag.whole = isTrue ? 1 : 0;
        tag.status = Quality.GOOD;
        for (ConditionTwin twin : isOther ? conditions : List.<ConditionTwin>of()) {
            if (isExpression && twin.region.id % 2 == 0) {
                twin.region.onExpression(isTrue, plant.nowNs());
            } else if (!isExpression && twin.region.id % 3 == 0) {
                twin.region.onGroup(isTrue, plant.nowNs());
            }
        }
    }

    private void command() {
        ConditionTwin twin = conditions.get(random.nextInt(conditions.size()));
        Command.Kind kind =
                random.nextInt(3) == 0 ? Command.Kind.ENABLE : COMMANDS.get(random.nextInt(COMMANDS.size()));
        boolean isShelf = kind == Command.Kind.SHELVE;
        long durationNs = isShelf ? (random.nextInt(45) - 3) * 10 * MS : 0;
        long fromNs = isShelf && random.nextInt(3) == 0 ? plant.nowNs() + (random.nextInt(40) - 10) * 10 * MS : 0;
        int status = plant.order(kind, twin.alarm.name(), fromNs, durationNs, "because");
        time();
        String expected = twin.region.command(kind, fromNs, durationNs, "because", plant.nowNs());
        assertThat(Quality.name(status)).as("%s, %s", kind, twin.alarm).isEqualTo(expected);
        seen.add(kind + " " + expected);
    }

    private void update() {
        TagTwin tag = tags.get(TwinSite.TAGS.get(random.nextInt(8)).name());
        int status = QUALITIES[random.nextInt(QUALITIES.length)];
        int id = plant.id(tag.tag.name());
        double number = walk(tag.number);
        long whole = tag.tag.type() == TagType.BOOL ? random.nextInt(2) : TwinSite.BIG + random.nextInt(81) - 40;
        String text = List.of("x", "", "auto").get(random.nextInt(3));
        boolean isStatus = random.nextInt(12) == 0;
        long now = plant.nowNs();
        boolean isTaken = isStatus
                ? plant.source().status(id, status, now)
                : switch (tag.tag.type()) {
                    case FLOAT64 -> plant.source().update(id, number, status, now);
                    case BOOL -> plant.source().update(id, whole != 0, status, now);
                    case STRING ->
                        plant.source().update(id, text.getBytes(StandardCharsets.UTF_8), text.length(), status, now);
                    default -> plant.source().update(id, whole, status, now);
                };
        assertThat(isTaken).as("%s", Backpressure.REFUSE).isTrue();
        plant.plant().stepAll();
        time();
        conditions.stream()
                .filter(twin -> twin.alarm.tag().equals(tag.tag.name()))
                .forEach(twin -> twin.onUpdate(now));
        boolean isFiltered = !isStatus
                && tag.tag.name().equals("F2")
                && status == tag.status
                && Math.abs(number - tag.number) <= TwinSite.DEADBAND;
        if (isFiltered) {
            return;
        }
        tag.status = status;
        if (!isStatus) {
            tag.number = number;
            tag.whole = whole;
            tag.text = text;
        }
        conditions.stream()
                .filter(twin -> twin.alarm.tag().equals(tag.tag.name()))
                .forEach(twin -> twin.onRecord(now));
    }

    private double walk(double from) {
        return switch (random.nextInt(60)) {
            case 0 -> Double.NaN;
            case 1 -> random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
            case 2 -> random.nextInt(81) - 40;
            case 3, 4, 5, 6, 7, 8, 9 -> from;
            // Limits are halves: many steps end on one.
            default -> Double.isFinite(from) ? Math.rint(1.9 * from + random.nextInt(25) - 12) / 2 : 0;
        };
    }

    private static String describe(AlarmSnapshot is) {
        return AlarmScript.describe(is)
                + (is.isFirstOut ? " first" : "")
                + " until " + is.shelvedUntilNs + " again " + is.reAlarmNs + " #" + is.occurrences
                + " bad " + is.isQualityBad + " at " + is.level + " active " + is.isActive + " acked "
                + is.isAcknowledged;
    }

    private static String describe(ConditionTwin is) {
        return is.region.describe() + " bad " + is.isMarked + " at " + is.level + " active " + is.region.isActive()
                + " acked " + is.region.isAcknowledged();
    }

    private void compare(long seed, int step) {
        for (ConditionTwin twin : conditions) {
            AlarmSnapshot is = plant.alarm(twin.alarm.name());
            assertThat(describe(is))
                    .as("seed %d, step %d, %s", seed, step, twin.alarm)
                    .isEqualTo(describe(twin));
            if (is.occurrences > 1) {
                seen.add(twin.alarm.kind() + " raised again");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldNeverDifferFromTheNaiveTwins(long seed) {
        System.out.println("AlarmTwinTest seed " + seed);
        launch(seed);
        compare(seed, -1);
        for (int step = 0; step < STEPS; step++) {
            step();
            compare(seed, step);
        }
        assertThat(seen)
                .contains("MULTI raised again", "DEVIATION raised again", "RATE raised again")
                .contains("OFF_NORMAL raised again", "BAD_QUALITY raised again", "STALE raised again")
                .contains("EXPRESSION raised again", "ENABLE Good", "SHELVE Good", "REMOVE_FROM_SERVICE Good");
        plant.assertReplays();
    }
}
