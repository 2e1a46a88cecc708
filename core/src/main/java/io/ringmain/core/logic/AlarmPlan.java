package io.ringmain.core.logic;

import io.ringmain.core.alarm.AlarmCondition;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmLevel;
import io.ringmain.core.alarm.RateDirection;
import io.ringmain.core.expression.CheckedExpression;
import io.ringmain.core.expression.Evaluator;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.TagType;

/**
 * Alarm conditions in the form in which LOGIC evaluates them: arrays by dense alarm id, limits as numbers of the
 * tag's type. An alarm of one limit takes some 20 bytes, as limits that are alike are one object; others have {@link AlarmTerms}.
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

    private final byte[] ops;
    private final int[] tags;
    private final boolean[] isQualityAlarmed;
    private final AlarmBound[] bounds;
    /** Null for an alarm of one limit, as most are. */
    private final AlarmTerms[] terms;

    private boolean isAnyWithTerms;
    /** Where the alarms of a tag begin among the readers; those of the next one begin where they end. */
    private final int[] readersFrom;

    private final int[] readers;
    private final boolean[] isWatched;

    AlarmPlan(SitePlan site) {
        int count = site.alarmCount();
        ops = new byte[count];
        tags = new int[count];
        isQualityAlarmed = new boolean[count];
        bounds = new AlarmBound[count];
        terms = new AlarmTerms[count];
        isWatched = new boolean[site.tagCount()];
        AlarmBounds alike = new AlarmBounds();
        for (int id = 0; id < count; id++) {
            tags[id] = -1;
            AlarmDefinition alarm = site.alarm(id);
            if (alarm != null) {
                compile(site, id, alarm, alike);
            }
        }
        readersFrom = new int[site.tagCount() + 1];
        readers = findReaders();
    }

    private void compile(SitePlan site, int id, AlarmDefinition alarm, AlarmBounds alike) {
        tags[id] = site.tagId(alarm.tag());
        isQualityAlarmed[id] = alarm.policy().isBadQualityAlarmed();
        boolean isWhole = site.tagType(tags[id]) == TagType.INT64;
        AlarmCondition condition = alarm.condition();
        if (condition instanceof AlarmCondition.Limit limit) {
            ops[id] = limit.kind().isHigh() ? HIGH : LOW;
            bounds[id] = alike.of(
                    new AlarmLevel(
                            limit.kind(),
                            limit.limit(),
                            limit.deadband(),
                            alarm.onDelayNs(),
                            alarm.offDelayNs(),
                            alarm.priority()),
                    isWhole);
            return;
        }
        terms[id] = new AlarmTerms(site, alarm);
        isAnyWithTerms = true;
        if (condition instanceof AlarmCondition.MultiLimit) {
            ops[id] = MULTI;
        } else if (condition instanceof AlarmCondition.Deviation) {
            ops[id] = DEVIATION;
        } else if (condition instanceof AlarmCondition.RateOfChange rate) {
            ops[id] = RATE;
            bounds[id] = AlarmBound.ofRate(rate.limit(), rate.deadband());
        } else if (condition instanceof AlarmCondition.OffNormal) {
            ops[id] = OFF_NORMAL;
        } else if (condition instanceof AlarmCondition.BadQuality) {
            ops[id] = BAD_QUALITY;
        } else if (condition instanceof AlarmCondition.Stale) {
            ops[id] = STALE;
            isWatched[tags[id]] = true;
        } else if (condition instanceof AlarmCondition.Expression) {
            ops[id] = EXPRESSION;
        }
    }

    /** By tag: the alarms that read it, by id. */
    private int[] findReaders() {
        int[] ends = readersFrom;
        for (int id = 0; id < ops.length; id++) {
            for (int i = 0; i < operandCount(id); i++) {
                ends[operand(id, i)]++;
            }
        }
        int total = 0;
        for (int tagId = 0; tagId < ends.length; tagId++) {
            total += ends[tagId];
            ends[tagId] = total;
        }
        int[] ids = new int[total];
        for (int id = ops.length - 1; id >= 0; id--) {
            for (int i = 0; i < operandCount(id); i++) {
                ids[--ends[operand(id, i)]] = id;
            }
        }
        return ids;
    }

    /** Number of the first reader of a tag: an alarm to evaluate when the tag's value or quality changes. */
    int readersFrom(int tagId) {
        return readersFrom[tagId];
    }

    /** Number behind the tag's last reader. */
    int readersTo(int tagId) {
        return readersFrom[tagId + 1];
    }

    /** Alarm of a reader's number; those of a tag are in the order of their ids. */
    int reader(int number) {
        return readers[number];
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

    /** Whether there are any but of one limit. */
    boolean isAnyWithTerms() {
        return isAnyWithTerms;
    }

    /** Whether the alarm has several levels, or could have. */
    boolean isLevelled(int alarmId) {
        return terms[alarmId] != null && terms[alarmId].levels != null;
    }

    /** Whether it depends on several tags, so that it is evaluated when all of an event's changes are known. */
    boolean isSettled(int alarmId) {
        return ops[alarmId] == DEVIATION || ops[alarmId] == EXPRESSION;
    }

    Evaluator evaluator(int alarmId) {
        return terms[alarmId].evaluator;
    }

    CheckedExpression expression(int alarmId) {
        return terms[alarmId].expression;
    }

    /** How many tags it reads, 0 when retired. */
    int operandCount(int alarmId) {
        return tags[alarmId] < 0 ? 0 : terms[alarmId] == null ? 1 : terms[alarmId].operands.length;
    }

    /** One of the tags that it reads: its own and the setpoint, or the expression's. */
    int operand(int alarmId, int index) {
        return terms[alarmId] == null ? tags[alarmId] : terms[alarmId].operands[index];
    }

    /** Tag that it watches, -1 when retired. */
    int tag(int alarmId) {
        return tags[alarmId];
    }

    long onDelayNs(int alarmId) {
        return terms[alarmId] == null ? bounds[alarmId].onDelayNs() : terms[alarmId].onDelayNs;
    }

    long offDelayNs(int alarmId) {
        return terms[alarmId] == null ? bounds[alarmId].offDelayNs() : terms[alarmId].offDelayNs;
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
        return terms[alarmId].levels;
    }

    int setpoint(int alarmId) {
        return terms[alarmId].setpoint;
    }

    /** Window of {@link #RATE}, time of {@link #STALE}. */
    long timeNs(int alarmId) {
        return terms[alarmId].timeNs;
    }

    RateDirection direction(int alarmId) {
        return terms[alarmId].direction;
    }

    boolean isNormal(int alarmId, CurrentValueTable values) {
        int tagId = tags[alarmId];
        for (long normal : terms[alarmId].normals) {
            if (values.bits(tagId) == normal) {
                return true;
            }
        }
        for (byte[] text : terms[alarmId].normalTexts) {
            if (values.textEquals(tagId, text)) {
                return true;
            }
        }
        return false;
    }

    boolean isUncertainBad(int alarmId) {
        return terms[alarmId].isUncertainBad;
    }

    /** Priority of the alarm while it is at a level, of the alarm itself for none. */
    int priority(int alarmId, int levelCode) {
        AlarmTerms own = terms[alarmId];
        if (own == null) {
            return bounds[alarmId].priority();
        }
        if (own.levels != null) {
            for (AlarmBound bound : own.levels) {
                if (bound.kind().code() == levelCode) {
                    return bound.priority();
                }
            }
        }
        return own.priority;
    }

    /** Words of state that the condition needs beyond the alarm's record; the first is the deadline of a timer. */
    int words(int alarmId) {
        return switch (ops[alarmId]) {
            case MULTI, DEVIATION -> AlarmLevels.WORDS;
            case RATE -> RateWindows.WORDS;
            case STALE -> StaleTimes.WORDS;
            case EXPRESSION -> AlarmExpressions.words(terms[alarmId].expression.memoryWords());
            default -> 0;
        };
    }
}
