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
import io.ringmain.core.tag.TagType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What an alarm needs that is not of one limit, compiled. Immutable. */
final class AlarmTerms {
    private static final long[] NO_NORMALS = {};
    private static final byte[][] NO_TEXTS = {};

    final long onDelayNs;
    final long offDelayNs;
    final int priority;
    /** Null when it has none. */
    final AlarmBound[] levels;

    final int setpoint;
    final long timeNs;
    final RateDirection direction;
    final long[] normals;
    final byte[][] normalTexts;
    final boolean isUncertainBad;
    final CheckedExpression expression;
    final Evaluator evaluator;
    /** Tags that it reads. */
    final int[] operands;

    AlarmTerms(SitePlan site, AlarmDefinition alarm) {
        AlarmCondition condition = alarm.condition();
        int tag = site.tagId(alarm.tag());
        boolean isWhole = site.tagType(tag) == TagType.INT64;
        onDelayNs = alarm.onDelayNs();
        offDelayNs = alarm.offDelayNs();
        priority = alarm.priority();
        setpoint = condition instanceof AlarmCondition.Deviation deviation ? site.tagId(deviation.setpoint()) : -1;
        direction = condition instanceof AlarmCondition.RateOfChange rate ? rate.direction() : null;
        timeNs = timeNs(condition);
        normals = condition instanceof AlarmCondition.OffNormal offNormal ? normals(offNormal) : NO_NORMALS;
        normalTexts = condition instanceof AlarmCondition.OffNormal offNormal ? texts(offNormal) : NO_TEXTS;
        isUncertainBad = condition instanceof AlarmCondition.BadQuality quality && quality.isUncertainIncluded();
        if (condition instanceof AlarmCondition.MultiLimit multi) {
            levels = bounds(multi.levels(), isWhole);
        } else if (condition instanceof AlarmCondition.Deviation deviation) {
            levels = bounds(sides(alarm, deviation), isWhole && site.tagType(setpoint) == TagType.INT64);
        } else {
            levels = null;
        }
        expression = condition instanceof AlarmCondition.Expression text ? check(site, alarm, text) : null;
        evaluator = expression == null ? null : expression.compile();
        if (expression != null) {
            operands = expression.operands();
        } else {
            operands = setpoint >= 0 && setpoint != tag ? new int[] {tag, setpoint} : new int[] {tag};
        }
    }

    private static long[] normals(AlarmCondition.OffNormal offNormal) {
        long[] normals = new long[offNormal.normal().size()];
        for (int i = 0; i < normals.length; i++) {
            normals[i] = offNormal.normal().get(i);
        }
        return normals;
    }

    private static byte[][] texts(AlarmCondition.OffNormal offNormal) {
        byte[][] texts = new byte[offNormal.texts().size()][];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = offNormal.texts().get(i).getBytes(StandardCharsets.UTF_8);
        }
        return texts;
    }

    private static long timeNs(AlarmCondition condition) {
        if (condition instanceof AlarmCondition.RateOfChange rate) {
            return rate.windowNs();
        }
        return condition instanceof AlarmCondition.Stale stale ? stale.afterNs() : 0;
    }

    private static CheckedExpression check(SitePlan site, AlarmDefinition alarm, AlarmCondition.Expression expression) {
        try {
            return TagScope.of(site).condition(expression.text());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("alarm " + alarm.name() + ": expression: " + e.getMessage(), e);
        }
    }

    private static List<AlarmLevel> sides(AlarmDefinition alarm, AlarmCondition.Deviation deviation) {
        List<AlarmLevel> sides = new ArrayList<>();
        if (deviation.high() != null) {
            sides.add(side(AlarmKind.HI, deviation.high(), alarm, deviation));
        }
        if (deviation.low() != null) {
            sides.add(side(AlarmKind.LO, deviation.low(), alarm, deviation));
        }
        return sides;
    }

    private static AlarmLevel side(
            AlarmKind kind, BigDecimal limit, AlarmDefinition alarm, AlarmCondition.Deviation deviation) {
        return new AlarmLevel(
                kind, limit, deviation.deadband(), alarm.onDelayNs(), alarm.offDelayNs(), alarm.priority());
    }

    private static AlarmBound[] bounds(List<AlarmLevel> levels, boolean isWhole) {
        AlarmBound[] bounds = new AlarmBound[levels.size()];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = AlarmBound.of(levels.get(i), isWhole);
        }
        return bounds;
    }
}
