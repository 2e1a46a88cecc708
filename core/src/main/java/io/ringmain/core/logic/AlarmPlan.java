package io.ringmain.core.logic;

import io.ringmain.core.alarm.AlarmCondition;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmLevel;
import io.ringmain.core.alarm.RateDirection;
import io.ringmain.core.expression.CheckedExpression;
import io.ringmain.core.expression.Evaluator;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.site.TagScope;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Alarm conditions in the form in which LOGIC evaluates them: arrays by dense alarm id, limits as numbers of the tag's type.
 *
 * <p>Thread: any, immutable once made. Allocates: at compilation.
 */
final class AlarmPlan {
    /** Retired, or nothing to evaluate. */
    static final byte NONE = 0;
    /** One high limit of the tag. */
    static final byte HIGH = 1;
    /** One low limit of the tag. */
    static final byte LOW = 2;
    /** Several limits of the tag. */
    static final byte MULTI = 3;
    /** One or two limits of the difference to another tag. */
    static final byte DEVIATION = 4;
    /** A high limit of what the tag changes in a second. */
    static final byte RATE = 5;

    static final byte OFF_NORMAL = 6;
    static final byte BAD_QUALITY = 7;
    static final byte STALE = 8;

    /** A bool expression over tags. */
    static final byte EXPRESSION = 9;

    private static final int[] NO_ALARMS = {};

    private final byte[] ops;
    private final int[] tags;
    private final long[] onDelays;
    private final long[] offDelays;
    private final byte[] priorities;
    private final boolean[] isQualityAlarmed;
    private final AlarmBound[] bounds;
    private final AlarmBound[][] levels;
    private final int[] setpoints;
    private final long[] times;
    private final RateDirection[] directions;
    private final long[][] normals;
    private final byte[][][] normalTexts;
    private final boolean[] isUncertainBad;
    private final int[][] operands;
    private final CheckedExpression[] expressions;
    private final Evaluator[] evaluators;
    private final int[][] ofTag;
    private final boolean[] isWatched;

    AlarmPlan(SitePlan site) {
        int count = site.alarmCount();
        ops = new byte[count];
        tags = new int[count];
        onDelays = new long[count];
        offDelays = new long[count];
        priorities = new byte[count];
        isQualityAlarmed = new boolean[count];
        bounds = new AlarmBound[count];
        levels = new AlarmBound[count][];
        setpoints = new int[count];
        times = new long[count];
        directions = new RateDirection[count];
        normals = new long[count][];
        normalTexts = new byte[count][][];
        isUncertainBad = new boolean[count];
        operands = new int[count][];
        expressions = new CheckedExpression[count];
        evaluators = new Evaluator[count];
        ofTag = new int[site.tagCount()][];
        isWatched = new boolean[site.tagCount()];
        for (int id = 0; id < count; id++) {
            tags[id] = -1;
            setpoints[id] = -1;
            AlarmDefinition alarm = site.alarm(id);
            if (alarm != null) {
                compile(site, id, alarm);
            }
        }
        findReaders();
    }

    private void compile(SitePlan site, int id, AlarmDefinition alarm) {
        tags[id] = site.tagId(alarm.tag());
        onDelays[id] = alarm.onDelayNs();
        offDelays[id] = alarm.offDelayNs();
        priorities[id] = (byte) alarm.priority();
        isQualityAlarmed[id] = alarm.policy().isBadQualityAlarmed();
        TagDefinition tag = site.tag(tags[id]);
        boolean isWhole = tag.type() == TagType.INT64;
        AlarmCondition condition = alarm.condition();
        if (condition instanceof AlarmCondition.Limit limit) {
            ops[id] = limit.kind().isHigh() ? HIGH : LOW;
            bounds[id] = AlarmBound.of(
                    new AlarmLevel(
                            limit.kind(),
                            limit.limit(),
                            limit.deadband(),
                            alarm.onDelayNs(),
                            alarm.offDelayNs(),
                            alarm.priority()),
                    isWhole);
        } else if (condition instanceof AlarmCondition.MultiLimit multi) {
            ops[id] = MULTI;
            levels[id] = bounds(multi.levels(), isWhole);
        } else if (condition instanceof AlarmCondition.Deviation deviation) {
            ops[id] = DEVIATION;
            setpoints[id] = site.tagId(deviation.setpoint());
            levels[id] =
                    sides(alarm, deviation, isWhole && site.tag(setpoints[id]).type() == TagType.INT64);
        } else if (condition instanceof AlarmCondition.RateOfChange rate) {
            ops[id] = RATE;
            directions[id] = rate.direction();
            times[id] = rate.windowNs();
            bounds[id] = AlarmBound.ofRate(rate.limit(), rate.deadband());
        } else if (condition instanceof AlarmCondition.OffNormal offNormal) {
            ops[id] = OFF_NORMAL;
            compileNormals(id, offNormal);
        } else if (condition instanceof AlarmCondition.BadQuality quality) {
            ops[id] = BAD_QUALITY;
            isUncertainBad[id] = quality.isUncertainIncluded();
        } else if (condition instanceof AlarmCondition.Stale stale) {
            ops[id] = STALE;
            times[id] = stale.afterNs();
            isWatched[tags[id]] = true;
        } else if (condition instanceof AlarmCondition.Expression expression) {
            ops[id] = EXPRESSION;
            expressions[id] = check(site, alarm, expression);
            evaluators[id] = expressions[id].compile();
        }
        operands[id] = operandsOf(id);
    }

    private void compileNormals(int id, AlarmCondition.OffNormal offNormal) {
        normals[id] = new long[offNormal.normal().size()];
        for (int i = 0; i < normals[id].length; i++) {
            normals[id][i] = offNormal.normal().get(i);
        }
        normalTexts[id] = new byte[offNormal.texts().size()][];
        for (int i = 0; i < normalTexts[id].length; i++) {
            normalTexts[id][i] = offNormal.texts().get(i).getBytes(StandardCharsets.UTF_8);
        }
    }

    private static CheckedExpression check(SitePlan site, AlarmDefinition alarm, AlarmCondition.Expression expression) {
        try {
            return TagScope.of(site).condition(expression.text());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("alarm " + alarm.name() + ": expression: " + e.getMessage(), e);
        }
    }

    private int[] operandsOf(int id) {
        if (expressions[id] != null) {
            return expressions[id].operands();
        }
        boolean hasSetpoint = setpoints[id] >= 0 && setpoints[id] != tags[id];
        return hasSetpoint ? new int[] {tags[id], setpoints[id]} : new int[] {tags[id]};
    }

    /** By tag: the alarms that read it, by id. */
    private void findReaders() {
        int[] counts = new int[ofTag.length];
        for (int[] tagIds : operands) {
            for (int tagId : tagIds == null ? NO_ALARMS : tagIds) {
                counts[tagId]++;
            }
        }
        for (int tagId = 0; tagId < counts.length; tagId++) {
            ofTag[tagId] = counts[tagId] == 0 ? NO_ALARMS : new int[counts[tagId]];
        }
        for (int id = operands.length - 1; id >= 0; id--) {
            for (int tagId : operands[id] == null ? NO_ALARMS : operands[id]) {
                ofTag[tagId][--counts[tagId]] = id;
            }
        }
    }

    private static AlarmBound[] sides(AlarmDefinition alarm, AlarmCondition.Deviation deviation, boolean isWhole) {
        AlarmLevel high = deviation.high() == null
                ? null
                : new AlarmLevel(
                        AlarmKind.HI,
                        deviation.high(),
                        deviation.deadband(),
                        alarm.onDelayNs(),
                        alarm.offDelayNs(),
                        alarm.priority());
        AlarmLevel low = deviation.low() == null
                ? null
                : new AlarmLevel(
                        AlarmKind.LO,
                        deviation.low(),
                        deviation.deadband(),
                        alarm.onDelayNs(),
                        alarm.offDelayNs(),
                        alarm.priority());
        List<AlarmLevel> sides = high == null ? List.of(low) : low == null ? List.of(high) : List.of(high, low);
        return bounds(sides, isWhole);
    }

    private static AlarmBound[] bounds(List<AlarmLevel> levels, boolean isWhole) {
        AlarmBound[] bounds = new AlarmBound[levels.size()];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = AlarmBound.of(levels.get(i), isWhole);
        }
        return bounds;
    }

    /** Alarms to evaluate when a tag's value or quality changes, in the order of their ids. */
    int[] ofTag(int tagId) {
        return ofTag[tagId];
    }

    /** Whether an alarm waits for the tag's updates, filtered ones too. */
    boolean isWatched(int tagId) {
        return isWatched[tagId];
    }

    byte op(int alarmId) {
        return ops[alarmId];
    }

    /** Alarms, retired ones included. */
    int count() {
        return ops.length;
    }

    /** Whether the alarm has several levels, or could have. */
    boolean isLevelled(int alarmId) {
        return levels[alarmId] != null;
    }

    /** Whether it depends on several tags, so that it is evaluated when all of an event's changes are known. */
    boolean isSettled(int alarmId) {
        return ops[alarmId] == DEVIATION || ops[alarmId] == EXPRESSION;
    }

    Evaluator evaluator(int alarmId) {
        return evaluators[alarmId];
    }

    CheckedExpression expression(int alarmId) {
        return expressions[alarmId];
    }

    /** Tags that it reads, its own among them unless it is an expression's. */
    int[] operands(int alarmId) {
        return operands[alarmId];
    }

    /** Tag that it watches, -1 when retired. */
    int tag(int alarmId) {
        return tags[alarmId];
    }

    long onDelayNs(int alarmId) {
        return onDelays[alarmId];
    }

    long offDelayNs(int alarmId) {
        return offDelays[alarmId];
    }

    /** Whether bad quality of the tag makes the condition true. */
    boolean isQualityAlarmed(int alarmId) {
        return isQualityAlarmed[alarmId];
    }

    /** The limit of {@link #HIGH}, {@link #LOW} and {@link #RATE}. */
    AlarmBound bound(int alarmId) {
        return bounds[alarmId];
    }

    /** Levels of {@link #MULTI} and {@link #DEVIATION}, from HIHI to LOLO. */
    AlarmBound[] levels(int alarmId) {
        return levels[alarmId];
    }

    int setpoint(int alarmId) {
        return setpoints[alarmId];
    }

    /** Window of {@link #RATE}, time of {@link #STALE}. */
    long timeNs(int alarmId) {
        return times[alarmId];
    }

    RateDirection direction(int alarmId) {
        return directions[alarmId];
    }

    boolean isNormal(int alarmId, CurrentValueTable values) {
        int tagId = tags[alarmId];
        for (long normal : normals[alarmId]) {
            if (values.bits(tagId) == normal) {
                return true;
            }
        }
        for (byte[] text : normalTexts[alarmId]) {
            if (values.textEquals(tagId, text)) {
                return true;
            }
        }
        return false;
    }

    boolean isUncertainBad(int alarmId) {
        return isUncertainBad[alarmId];
    }

    /** Priority of the alarm while it is at a level, of the alarm itself for none. */
    int priority(int alarmId, int levelCode) {
        if (levels[alarmId] != null) {
            for (AlarmBound bound : levels[alarmId]) {
                if (bound.kind().code() == levelCode) {
                    return bound.priority();
                }
            }
        }
        return priorities[alarmId];
    }

    /** Words of state that the condition needs beyond the alarm's record; the first is the deadline of a timer. */
    int words(int alarmId) {
        return switch (ops[alarmId]) {
            case MULTI, DEVIATION -> AlarmLevels.WORDS;
            case RATE -> RateWindows.WORDS;
            case STALE -> StaleTimes.WORDS;
            case EXPRESSION -> AlarmExpressions.words(expressions[alarmId].memoryWords());
            default -> 0;
        };
    }
}
