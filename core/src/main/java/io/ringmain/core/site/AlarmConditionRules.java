package io.ringmain.core.site;

import io.ringmain.core.alarm.AlarmCondition;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmLevel;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.text.NearestName;
import io.ringmain.core.unit.UnknownUnitException;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;

/** Rules for what makes an alarm active: which kind fits which tag, and what its numbers may be. */
final class AlarmConditionRules {
    /** Below it there would be more beats of a rate's window than of the clock. */
    private static final long MIN_WINDOW_NS = 80_000_000L;

    private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);
    /** More digits than any float64 or int64 has, and few enough to calculate with. */
    private static final int MAX_DIGITS = 1_100;

    private final Definitions<TagDefinition> tags;
    private final Findings findings;

    private int index;
    /** Type of the alarm's tag, null when there is no such tag. */
    private TagType type;

    AlarmConditionRules(Definitions<TagDefinition> tags, Findings findings) {
        this.tags = tags;
        this.findings = findings;
    }

    void check(int i, AlarmDefinition alarm) {
        index = i;
        TagDefinition tag = tags.named(alarm.tag());
        type = tag == null ? null : tag.type();
        if (tag != null) {
            checkType(alarm.kind(), tag);
        }
        AlarmCondition condition = alarm.condition();
        if (condition instanceof AlarmCondition.Limit limit) {
            checkLimit("limit", limit.limit());
            checkDeadband("deadband", limit.deadband());
        } else if (condition instanceof AlarmCondition.MultiLimit multi) {
            checkLevels(alarm, multi);
        } else if (condition instanceof AlarmCondition.Deviation deviation) {
            checkDeviation(tag, deviation);
        } else if (condition instanceof AlarmCondition.RateOfChange rate) {
            checkRate(rate);
        } else if (condition instanceof AlarmCondition.OffNormal offNormal) {
            checkNormal(offNormal);
        } else if (condition instanceof AlarmCondition.Expression expression) {
            checkExpression(expression);
        } else if (condition instanceof AlarmCondition.Stale stale
                && (stale.afterNs() <= 0 || !Findings.isDuration(stale.afterNs()))) {
            report("stale", "must be above 0 and at most 366 days");
        }
    }

    private void checkExpression(AlarmCondition.Expression expression) {
        try {
            TagScope.of(tags).condition(expression.text());
        } catch (UnknownUnitException e) {
            // Said at the tag whose unit it is.
            return;
        } catch (IllegalArgumentException e) {
            report("expression", e.getMessage());
        }
    }

    private void checkType(AlarmKind kind, TagDefinition tag) {
        boolean isNumeric = tag.type() == TagType.FLOAT64 || tag.type() == TagType.INT64;
        boolean fits = switch (kind) {
            case HIHI, HI, LO, LOLO, MULTI, DEVIATION, RATE -> isNumeric;
            case OFF_NORMAL ->
                tag.type() == TagType.BOOL || tag.type() == TagType.INT64 || tag.type() == TagType.STRING;
            default -> isOfAnyTag(kind);
        };
        if (fits && tag.length() > 1 && !isOfAnyTag(kind)) {
            report("kind", kind + " needs a single value, '" + tag.name() + "' is an array");
        }
        if (!fits) {
            String needed = kind == AlarmKind.OFF_NORMAL ? "bool, int64 or string" : "int64 or float64";
            report(
                    "kind",
                    kind + " needs a tag of type " + needed + ", '" + tag.name() + "' is "
                            + tag.type().label());
        }
    }

    private static boolean isOfAnyTag(AlarmKind kind) {
        return kind == AlarmKind.BAD_QUALITY || kind == AlarmKind.STALE || kind == AlarmKind.EXPRESSION;
    }

    private void checkLevels(AlarmDefinition alarm, AlarmCondition.MultiLimit multi) {
        if (multi.levels().isEmpty()) {
            report("levels", "is empty, must be one to four of HIHI, HI, LO, LOLO");
        }
        if (alarm.onDelayNs() != 0 || alarm.offDelayNs() != 0) {
            report(
                    alarm.onDelayNs() != 0 ? "on-delay" : "off-delay",
                    "is for alarms of one level, write it at each of 'levels'");
        }
        EnumMap<AlarmKind, AlarmLevel> byKind = new EnumMap<>(AlarmKind.class);
        for (AlarmLevel level : multi.levels()) {
            String key = "levels." + level.kind();
            if (!level.kind().isLimit()) {
                report("levels", level.kind() + " is not allowed, must be HIHI, HI, LO or LOLO");
            } else if (byKind.putIfAbsent(level.kind(), level) != null) {
                report("levels", level.kind() + " is written twice");
            }
            checkLimit(key + ".limit", level.limit());
            checkDeadband(key + ".deadband", level.deadband());
            checkDelay(key + ".on-delay", level.onDelayNs());
            checkDelay(key + ".off-delay", level.offDelayNs());
            AlarmRules.checkPriority(index, key + ".priority", level.priority(), findings);
        }
        AlarmLevel before = null;
        for (AlarmLevel level : byKind.values()) {
            if (before != null && before.limit().compareTo(level.limit()) <= 0) {
                report(
                        "levels",
                        before.kind() + " at " + before.limit() + " must be above " + level.kind() + " at "
                                + level.limit());
            }
            before = level;
        }
        if (alarm.priority() != AlarmDefinition.highest(multi)) {
            report("priority", "is for alarms of one level, write it at each of 'levels'");
        }
    }

    private void checkDeviation(TagDefinition tag, AlarmCondition.Deviation deviation) {
        TagDefinition setpoint = tags.named(deviation.setpoint());
        if (setpoint == null) {
            report(
                    "setpoint",
                    "tag '" + deviation.setpoint() + "' is not declared"
                            + NearestName.hint(deviation.setpoint(), tags.names()));
        } else if (setpoint.type() != TagType.FLOAT64 && setpoint.type() != TagType.INT64) {
            report(
                    "setpoint",
                    "must be a tag of type int64 or float64, '" + setpoint.name() + "' is "
                            + setpoint.type().label());
        } else if (tag != null && !setpoint.unit().equals(tag.unit())) {
            report(
                    "setpoint",
                    "'" + setpoint.name() + "' is in '" + setpoint.unit() + "', must have the unit of '" + tag.name()
                            + "', '" + tag.unit() + "'");
        }
        if (deviation.high() == null && deviation.low() == null) {
            report("high", "is missing, must be a number above 0, or 'low' one below 0");
        }
        if (deviation.high() != null && checkLimit("high", deviation.high())) {
            if (deviation.high().signum() <= 0) {
                report("high", deviation.high() + " is not allowed, must be above 0");
            }
        }
        if (deviation.low() != null && checkLimit("low", deviation.low())) {
            if (deviation.low().signum() >= 0) {
                report("low", deviation.low() + " is not allowed, must be below 0");
            }
        }
        checkDeadband("deadband", deviation.deadband());
    }

    private void checkRate(AlarmCondition.RateOfChange rate) {
        if (!(rate.limit() > 0) || Double.isInfinite(rate.limit())) {
            report("rate", rate.limit() + " is not allowed, must be a finite number above 0, per second");
        }
        if (!(rate.deadband() >= 0) || Double.isInfinite(rate.deadband())) {
            report("deadband", rate.deadband() + " is not allowed, must be a number of 0 or more");
        }
        if (rate.windowNs() < MIN_WINDOW_NS || !Findings.isDuration(rate.windowNs())) {
            report("window", "must be 80ms or more and at most 366 days");
        }
    }

    private void checkNormal(AlarmCondition.OffNormal offNormal) {
        List<Long> whole = offNormal.normal();
        List<String> texts = offNormal.texts();
        if (whole.isEmpty() && texts.isEmpty()) {
            report("normal", "is empty, must be at least one value");
        } else if (type == TagType.STRING && !whole.isEmpty()) {
            report("normal", whole + " is not allowed, must be text (in quotes), the tag is string");
        } else if (type == TagType.INT64 && !texts.isEmpty()) {
            report("normal", texts + " is not allowed, must be whole numbers, the tag is int64");
        } else if (type == TagType.BOOL && (!texts.isEmpty() || whole.size() != 1 || (whole.get(0) & ~1L) != 0)) {
            report("normal", (texts.isEmpty() ? whole : texts) + " is not allowed, must be true or false");
        }
    }

    /** Whether the number can be calculated with. */
    private boolean checkLimit(String key, BigDecimal limit) {
        if (!isFinite(limit)) {
            report(key, "must be a finite number");
            return false;
        }
        if (type == TagType.INT64 && (limit.compareTo(LONG_MIN) < 0 || limit.compareTo(LONG_MAX) > 0)) {
            report(key, limit + " is not allowed, the tag is int64 and never reaches it");
        }
        return true;
    }

    private void checkDeadband(String key, BigDecimal deadband) {
        if (!isFinite(deadband) || deadband.signum() < 0) {
            report(key, (isFinite(deadband) ? deadband : "this") + " is not allowed, must be a number of 0 or more");
        }
    }

    private static boolean isFinite(BigDecimal number) {
        return Math.abs((long) number.scale()) <= MAX_DIGITS
                && number.precision() <= MAX_DIGITS
                && Double.isFinite(number.doubleValue());
    }

    private void checkDelay(String key, long delayNs) {
        if (!Findings.isDuration(delayNs)) {
            report(key, "delays must be 0 or more and at most 366 days");
        }
    }

    private void report(String key, String message) {
        findings.report("alarms", index, key, message);
    }
}
