package io.ringmain.core.plant;

import io.ringmain.core.alarm.AlarmCondition;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmLevel;
import io.ringmain.core.alarm.RateDirection;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Alarm conditions of any kind that fits a tag, with limits among the values that simulations send. */
final class RandomCondition {
    private static final AlarmKind[] LIMITS = {AlarmKind.HIHI, AlarmKind.HI, AlarmKind.LO, AlarmKind.LOLO};

    private final Random random;
    /** The unit of all delays and windows. */
    private final long ns;

    RandomCondition(Random random, long ns) {
        this.random = random;
        this.ns = ns;
    }

    /** @param setpoints numeric tags in the unit of the tag */
    AlarmCondition of(TagDefinition tag, List<String> setpoints) {
        boolean isNumber = tag.type() == TagType.FLOAT64 || tag.type() == TagType.INT64;
        return switch (random.nextInt(10)) {
            case 0 -> new AlarmCondition.BadQuality(random.nextBoolean());
            case 1 -> new AlarmCondition.Stale((1 + random.nextInt(5)) * 30 * ns);
            case 2 -> isNumber ? levels() : offNormal(tag.type());
            case 3 -> isNumber && !setpoints.isEmpty() ? deviation(setpoints) : offNormal(tag.type());
            case 4 -> isNumber ? rate() : offNormal(tag.type());
            case 5 -> tag.type() == TagType.FLOAT64 ? limit() : offNormal(tag.type());
            case 6 -> tag.type().isArray() && setpoints.isEmpty() ? offNormal(tag.type()) : expression(tag, setpoints);
            default -> isNumber ? limit() : offNormal(tag.type());
        };
    }

    /** An alarm of such a condition, with delays where they are its own. */
    AlarmDefinition alarm(String name, TagDefinition tag, List<String> setpoints) {
        AlarmDefinition alarm = AlarmDefinition.of(name, tag.name(), of(tag, setpoints));
        return alarm.kind() == AlarmKind.MULTI ? alarm : alarm.withDelays(delay(), delay());
    }

    private long delay() {
        return random.nextInt(3) * 20 * ns;
    }

    private BigDecimal halves(int from, int to) {
        return BigDecimal.valueOf(2 * from + random.nextInt(2 * (to - from) + 1))
                .divide(BigDecimal.valueOf(2));
    }

    private AlarmCondition limit() {
        return new AlarmCondition.Limit(LIMITS[random.nextInt(LIMITS.length)], halves(-40, 40), halves(0, 4));
    }

    private AlarmCondition levels() {
        List<AlarmLevel> levels = new ArrayList<>();
        BigDecimal limit = halves(10, 30);
        for (AlarmKind kind : LIMITS) {
            if (random.nextInt(4) > 0 || kind == AlarmKind.LOLO && levels.isEmpty()) {
                levels.add(new AlarmLevel(kind, limit, halves(0, 4), delay(), delay(), 1 + random.nextInt(4)));
            }
            limit = limit.subtract(halves(5, 15));
        }
        return new AlarmCondition.MultiLimit(levels);
    }

    private AlarmCondition deviation(List<String> setpoints) {
        BigDecimal high = random.nextInt(3) > 0 ? halves(5, 20) : null;
        BigDecimal low = high == null || random.nextBoolean() ? halves(5, 20).negate() : null;
        return new AlarmCondition.Deviation(setpoints.get(random.nextInt(setpoints.size())), high, low, halves(0, 4));
    }

    private AlarmCondition expression(TagDefinition tag, List<String> setpoints) {
        String other = setpoints.isEmpty() ? "1" : setpoints.get(random.nextInt(setpoints.size()));
        String limit = String.valueOf(random.nextInt(40) - 20);
        String own = tag.name();
        return new AlarmCondition.Expression(
                switch (tag.type()) {
                    case BOOL -> own + " and " + other + " > " + limit;
                    case INT64_ARRAY, FLOAT64_ARRAY -> other + " > " + limit;
                    case STRING -> own + " == 'x' or " + other + " < " + limit;
                    default -> random.nextBoolean() ? own + " - " + other + " > " + limit : own + " < " + limit;
                });
    }

    private AlarmCondition rate() {
        RateDirection direction = RateDirection.ofCode(random.nextInt(3));
        long windowNs = Math.max(80_000_000L, (1 + random.nextInt(4)) * 40 * ns + random.nextInt(5));
        return new AlarmCondition.RateOfChange(
                direction, (1 + random.nextInt(20)) * 4e9 / windowNs, random.nextInt(3) * 4e9 / windowNs, windowNs);
    }

    private AlarmCondition offNormal(TagType type) {
        return switch (type) {
            case BOOL -> new AlarmCondition.OffNormal(List.of((long) random.nextInt(2)), List.of());
            case STRING -> new AlarmCondition.OffNormal(List.of(), List.of("", "x".repeat(random.nextInt(9))));
            case INT64 ->
                new AlarmCondition.OffNormal(List.of((long) random.nextInt(5), (long) -random.nextInt(5)), List.of());
            case FLOAT64, INT64_ARRAY, FLOAT64_ARRAY -> new AlarmCondition.BadQuality(true);
        };
    }
}
