package io.ringmain.gateway.config;

import io.ringmain.core.alarm.AlarmCondition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmLevel;
import io.ringmain.core.alarm.RateDirection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The keys of an alarm that say what makes it active: which there are depends on its kind. */
final class AlarmConditionSection {
    static final List<String> KEYS = List.of(
            "limit",
            "deadband",
            "levels",
            "setpoint",
            "high",
            "low",
            "rate",
            "direction",
            "window",
            "normal",
            "uncertain",
            "stale",
            "expression");
    static final List<String> LEVEL_KEYS = List.of("limit", "deadband", "on-delay", "off-delay", "priority");
    static final Map<String, RateDirection> DIRECTIONS = new LinkedHashMap<>();
    static final List<String> LEVELS = List.of("HIHI", "HI", "LO", "LOLO");

    private static final Map<String, Long> FLAGS = Map.of("true", 1L, "false", 0L);
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,19}");
    private static final long DEFAULT_WINDOW_NS = 10_000_000_000L;

    static {
        for (RateDirection direction : RateDirection.values()) {
            DIRECTIONS.put(direction.name(), direction);
        }
    }

    private AlarmConditionSection() {}

    static List<String> keysOf(AlarmKind kind) {
        return switch (kind) {
            case HIHI, HI, LO, LOLO -> List.of("limit", "deadband");
            case MULTI -> List.of("levels");
            case DEVIATION -> List.of("setpoint", "high", "low", "deadband");
            case RATE -> List.of("rate", "direction", "window", "deadband");
            case OFF_NORMAL -> List.of("normal");
            case BAD_QUALITY -> List.of("uncertain");
            case STALE -> List.of("stale");
            case EXPRESSION -> List.of("expression");
        };
    }

    static AlarmCondition read(Block block, AlarmKind kind) {
        if (block.isBroken("kind")) {
            return readEverything(block);
        }
        refuseOthers(block, kind);
        return switch (kind) {
            case HIHI, HI, LO, LOLO -> new AlarmCondition.Limit(kind, block.requiredDecimal("limit"), deadband(block));
            case MULTI -> levels(block);
            case DEVIATION ->
                new AlarmCondition.Deviation(
                        block.requiredText("setpoint"), block.decimal("high"), block.decimal("low"), deadband(block));
            case RATE ->
                new AlarmCondition.RateOfChange(
                        block.choice("direction", DIRECTIONS, RateDirection.BOTH),
                        block.requiredNumber("rate"),
                        block.number("deadband", 0),
                        block.durationNs("window", DEFAULT_WINDOW_NS));
            case OFF_NORMAL -> offNormal(block);
            case BAD_QUALITY -> new AlarmCondition.BadQuality(block.flag("uncertain", false));
            case STALE -> new AlarmCondition.Stale(stale(block));
            case EXPRESSION -> new AlarmCondition.Expression(block.requiredText("expression"));
        };
    }

    private static void refuseOthers(Block block, AlarmKind kind) {
        for (String key : KEYS) {
            if (block.has(key) && !keysOf(kind).contains(key)) {
                block.report(key, "is not for " + kind + ", which takes " + String.join(", ", keysOf(kind)));
            }
        }
        for (String key : List.of("on-delay", "off-delay", "priority")) {
            if (kind == AlarmKind.MULTI && block.has(key)) {
                block.report(key, "is not for MULTI, write it at each of 'levels'");
            }
        }
    }

    /** The kind is wrong: what else is wrong is found all the same. */
    private static AlarmCondition readEverything(Block block) {
        List.of("high", "low", "rate").forEach(block::decimal);
        block.choice("direction", DIRECTIONS, RateDirection.BOTH);
        block.durationNs("window", DEFAULT_WINDOW_NS);
        block.durationNs("stale", 0);
        block.flag("uncertain", false);
        if (block.has("levels")) {
            levels(block);
        }
        BigDecimal limit = block.decimal("limit");
        return new AlarmCondition.Limit(AlarmKind.HI, limit == null ? BigDecimal.ZERO : limit, deadband(block));
    }

    private static BigDecimal deadband(Block block) {
        BigDecimal width = block.decimal("deadband");
        return width == null ? BigDecimal.ZERO : width;
    }

    private static AlarmCondition levels(Block block) {
        List<AlarmLevel> levels = new ArrayList<>();
        if (!block.has("levels")) {
            block.report("levels", "is missing, must be some of " + String.join(", ", LEVELS));
        } else if (!block.isBroken("levels")) {
            Block all = block.child("levels", LEVELS);
            for (String name : LEVELS) {
                if (all.isUsable() && all.node(name) != null) {
                    levels.add(level(all.child(name, LEVEL_KEYS), AlarmKind.valueOf(name)));
                }
            }
        }
        return new AlarmCondition.MultiLimit(levels);
    }

    private static AlarmLevel level(Block block, AlarmKind kind) {
        return new AlarmLevel(
                kind,
                block.requiredDecimal("limit"),
                deadband(block),
                block.durationNs("on-delay", 0),
                block.durationNs("off-delay", 0),
                block.whole("priority", AlarmSection.DEFAULT_PRIORITY, 1, 4));
    }

    private static long stale(Block block) {
        if (!block.has("stale")) {
            block.report("stale", "is missing, " + Quantity.DURATIONS);
        }
        return block.durationNs("stale", 1);
    }

    /** Quoted values are texts; what else is no flag and no whole number is one, too, and core says if it does not fit. */
    private static AlarmCondition offNormal(Block block) {
        List<Long> whole = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        if (!block.has("normal")) {
            block.report("normal", "is missing, must be the normal value or a list of them");
        }
        for (Scalar scalar : block.oneOrMore("normal")) {
            Long number = scalar.isQuoted() ? null : number(scalar.text());
            if (number == null) {
                texts.add(scalar.text());
            } else {
                whole.add(number);
            }
        }
        return new AlarmCondition.OffNormal(whole, texts);
    }

    private static Long number(String text) {
        try {
            return WHOLE.matcher(text).matches() ? Long.valueOf(text) : FLAGS.get(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
