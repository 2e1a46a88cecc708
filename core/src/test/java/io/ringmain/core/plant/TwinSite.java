package io.ringmain.core.plant;

import io.ringmain.core.alarm.AlarmCondition;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmGroup;
import io.ringmain.core.alarm.AlarmGroups;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmLevel;
import io.ringmain.core.alarm.AlarmPolicy;
import io.ringmain.core.alarm.RateDirection;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random sites with alarms of every kind, and with the same alarms under other limits. */
final class TwinSite {
    /** The first whole number that float64 has not. */
    static final long BIG = (1L << 53) + 1;

    static final long MS = 1_000_000;
    static final double DEADBAND = 2;

    static final List<TagDefinition> TAGS = List.of(
            TagDefinition.internal("F0", TagType.FLOAT64),
            TagDefinition.internal("F1", TagType.FLOAT64),
            TagDefinition.internal("F2", TagType.FLOAT64).withDeadband(DEADBAND),
            TagDefinition.internal("S", TagType.FLOAT64),
            TagDefinition.internal("L", TagType.INT64),
            TagDefinition.internal("M", TagType.INT64),
            TagDefinition.internal("B", TagType.BOOL),
            TagDefinition.internal("X", TagType.STRING),
            TagDefinition.internal("Expression", TagType.BOOL),
            TagDefinition.internal("Switch", TagType.BOOL));

    private static final AlarmKind[] LIMITS = {AlarmKind.HIHI, AlarmKind.HI, AlarmKind.LO, AlarmKind.LOLO};
    private static final List<String> FLOATS = List.of("F0", "F1", "F2");

    private final Random random;

    TwinSite(Random random) {
        this.random = random;
    }

    SiteDefinition site(List<AlarmDefinition> alarms) {
        return new SiteDefinition(
                "twins", List.of(), TAGS, alarms, List.of(new AlarmGroup("Group", "Switch")), List.of());
    }

    /** Two alarms of each kind, delays and policies by chance; every other one is suppressed by an expression. */
    List<AlarmDefinition> alarms() {
        List<AlarmDefinition> alarms = new ArrayList<>();
        for (int i = 0; i < 22; i++) {
            String tag = tag(i % 11);
            AlarmDefinition alarm = AlarmDefinition.of("A" + i, tag, condition(i % 11, tag))
                    .withPolicy(policy(random, true))
                    .withGroups(new AlarmGroups(
                            "Trip", i % 2 == 0 ? "Expression" : "", i % 3 == 0 ? List.of("Group") : List.of()));
            alarms.add(alarm.kind() == AlarmKind.MULTI ? alarm : alarm.withDelays(delay(), delay()));
        }
        return alarms;
    }

    /** The same alarm with another condition of its kind. */
    AlarmDefinition changed(int index, AlarmDefinition alarm) {
        AlarmDefinition next = alarm.withCondition(condition(index % 11, alarm.tag()));
        return next.condition() instanceof AlarmCondition.MultiLimit multi
                ? next.withPriority(AlarmDefinition.highest(multi))
                : next;
    }

    private String tag(int kind) {
        return switch (kind) {
            case 4 -> "B";
            case 5 -> "X";
            case 6 -> "L";
            case 0, 1, 2, 3, 10 -> random.nextInt(4) == 0 ? "L" : any(FLOATS);
            default -> any(List.of("F0", "F1", "F2", "L", "B", "X"));
        };
    }

    private AlarmCondition condition(int kind, String tag) {
        boolean isWhole = tag.equals("L");
        return switch (kind) {
            case 0 -> new AlarmCondition.Limit(LIMITS[random.nextInt(4)], limit(-20, 20, isWhole), halves(0, 4));
            case 1 -> levels(isWhole);
            case 2 -> deviation(isWhole);
            case 3 -> rate();
            case 4 -> new AlarmCondition.OffNormal(List.of((long) random.nextInt(2)), List.of());
            case 5 -> new AlarmCondition.OffNormal(List.of(), random.nextBoolean() ? List.of("x") : List.of("x", ""));
            case 6 ->
                new AlarmCondition.OffNormal(List.of(BIG + random.nextInt(3), BIG - random.nextInt(30)), List.of());
            case 7 -> new AlarmCondition.BadQuality(random.nextBoolean());
            case 8 -> new AlarmCondition.Stale((1 + random.nextInt(5)) * 50 * MS);
            case 9 -> expression();
            default -> new AlarmCondition.Limit(LIMITS[random.nextInt(4)], limit(-20, 20, isWhole), halves(0, 4));
        };
    }

    private AlarmCondition expression() {
        String limit = String.valueOf(random.nextInt(40) - 20);
        return new AlarmCondition.Expression(
                switch (random.nextInt(5)) {
                    case 0 -> "B and " + any(FLOATS) + " > " + limit;
                    case 1 -> "X == 'x' or " + any(FLOATS) + " < " + limit;
                    case 2 -> any(FLOATS) + " - S > " + limit;
                    case 3 -> "L > " + (BIG + random.nextInt(9));
                    default -> any(FLOATS) + " < " + limit;
                });
    }

    private AlarmCondition levels(boolean isWhole) {
        List<AlarmLevel> levels = new ArrayList<>();
        BigDecimal limit = limit(10, 25, isWhole);
        for (AlarmKind kind : LIMITS) {
            if (random.nextInt(4) > 0 || kind == AlarmKind.LOLO && levels.isEmpty()) {
                levels.add(new AlarmLevel(kind, limit, halves(0, 4), delay(), delay(), 1 + random.nextInt(4)));
            }
            limit = limit.subtract(halves(3, 15));
        }
        return new AlarmCondition.MultiLimit(levels);
    }

    private AlarmCondition deviation(boolean isWhole) {
        BigDecimal high = random.nextInt(3) > 0 ? halves(5, 20) : null;
        BigDecimal low = high == null || random.nextBoolean() ? halves(5, 20).negate() : null;
        return new AlarmCondition.Deviation(isWhole ? "M" : "S", high, low, halves(0, 4));
    }

    /** Limits lie between the rates that values of halves at whole milliseconds can have. */
    private AlarmCondition rate() {
        long windowNs = (1 + random.nextInt(4)) * 80 * MS;
        double unit = 4e9 / windowNs;
        return new AlarmCondition.RateOfChange(
                RateDirection.ofCode(random.nextInt(3)),
                (1 + random.nextInt(6)) * unit + 0.00123,
                random.nextInt(2) * (unit / 2 + 0.00037),
                windowNs);
    }

    /** @param isByQuality whether bad quality may raise the alarm */
    static AlarmPolicy policy(Random random, boolean isByQuality) {
        boolean isAckRequired = random.nextInt(5) > 0;
        return new AlarmPolicy(
                isAckRequired,
                isAckRequired && random.nextBoolean(),
                random.nextInt(3) == 0,
                random.nextBoolean(),
                random.nextInt(3) * 150 * MS,
                random.nextInt(5) * 100 * MS,
                isByQuality && random.nextInt(3) == 0);
    }

    private long delay() {
        return random.nextInt(3) * 40 * MS;
    }

    private BigDecimal limit(int from, int to, boolean isWhole) {
        BigDecimal limit = halves(from, to);
        return isWhole ? limit.add(BigDecimal.valueOf(BIG)) : limit;
    }

    private BigDecimal halves(int from, int to) {
        return BigDecimal.valueOf(2 * from + random.nextInt(2 * (to - from) + 1))
                .multiply(new BigDecimal("0.5"));
    }

    private String any(List<String> names) {
        return names.get(random.nextInt(names.size()));
    }
}
