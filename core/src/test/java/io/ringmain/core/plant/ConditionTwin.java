package io.ringmain.core.plant;

import io.ringmain.core.alarm.AlarmCondition;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmLevel;
import io.ringmain.core.tag.Quality;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The condition of one alarm with its delays, naively: looked at from scratch whenever anything happens. */
final class ConditionTwin {
    private static final class Level {
        final AlarmLevel is;
        boolean isHeld;
        long dueNs;

        Level(AlarmLevel is) {
            this.is = is;
        }

        boolean isOuter() {
            return is.kind() == AlarmKind.HIHI || is.kind() == AlarmKind.LOLO;
        }
    }

    private final Map<String, TagTwin> tags;
    RegionTwin region;
    AlarmDefinition alarm;
    boolean isMarked;
    AlarmKind level;

    private List<Level> levels = List.of();
    private RateTwin rate;
    private long dueNs;
    private long sinceNs;
    private boolean isWaitedFor;

    ConditionTwin(AlarmDefinition alarm, Map<String, TagTwin> tags) {
        this.tags = tags;
        this.alarm = alarm;
    }

    private TagTwin tag() {
        return tags.get(alarm.tag());
    }

    /** Begins anew, as when it is configured, changed or enabled. */
    void begin(AlarmDefinition as, long nowNs) {
        alarm = as;
        dueNs = 0;
        isMarked = false;
        levels = new ArrayList<>();
        if (as.condition() instanceof AlarmCondition.MultiLimit multi) {
            multi.levels().forEach(one -> levels.add(new Level(one)));
        } else if (as.condition() instanceof AlarmCondition.Deviation deviation) {
            side(AlarmKind.HI, deviation.high(), deviation.deadband());
            side(AlarmKind.LO, deviation.low(), deviation.deadband());
        }
        levels.forEach(one -> one.isHeld = region.isActive() && one.is.kind() == level);
        rate = as.condition() instanceof AlarmCondition.RateOfChange change ? new RateTwin(change) : null;
        sinceNs = nowNs;
        isWaitedFor = as.condition() instanceof AlarmCondition.Stale;
        look(nowNs);
    }

    private void side(AlarmKind kind, BigDecimal limit, BigDecimal deadband) {
        if (limit != null) {
            levels.add(new Level(
                    new AlarmLevel(kind, limit, deadband, alarm.onDelayNs(), alarm.offDelayNs(), alarm.priority())));
        }
    }

    /** An update of the alarm's tag has come, even one inside the deadband. */
    void onUpdate(long nowNs) {
        if (!region.isDisabled() && alarm.condition() instanceof AlarmCondition.Stale) {
            sinceNs = nowNs;
            isWaitedFor = true;
            settle(false, false, nowNs);
        }
    }

    /** The record of the tag has changed, or is looked at again. */
    void onRecord(long nowNs) {
        if (region.isDisabled() || rate == null) {
            return;
        }
        TagTwin tag = tag();
        if (tag.isBad() || !tag.isFinite()) {
            rate.empty();
            dueNs = tag.isBad() && isForced(tag) && isMarked ? dueNs : 0;
            isMarked = tag.isBad();
        } else {
            rate.onValue(tag.isWhole() ? tag.whole - TwinSite.BIG : tag.number, nowNs);
            dueNs = isMarked ? 0 : dueNs;
            isMarked = false;
        }
        look(nowNs);
    }

    /** Looks at what can be known from the present values. */
    void look(long nowNs) {
        if (region.isDisabled()) {
            return;
        }
        TagTwin tag = tag();
        AlarmCondition is = alarm.condition();
        if (is instanceof AlarmCondition.BadQuality bad) {
            if (tag.status == Quality.BAD_WAITING_FOR_INITIAL_DATA) {
                keep(false);
            } else {
                settle(false, tag.isBad() || bad.isUncertainIncluded() && Quality.isUncertain(tag.status), nowNs);
            }
        } else if (is instanceof AlarmCondition.Expression expression) {
            ExpressionTwin value = ExpressionTwin.of(expression.text(), tags);
            know(value.isBad, value.isBroken, value.isTrue, nowNs);
        } else if (is instanceof AlarmCondition.RateOfChange) {
            if (tag.isBad()) {
                know(true, tag.isBroken(), false, nowNs);
            }
        } else if (is instanceof AlarmCondition.OffNormal normal) {
            boolean isNormal =
                    normal.normal().contains(tag.whole) || normal.texts().contains(tag.text);
            know(tag.isBad(), tag.isBroken(), !isNormal, nowNs);
        } else if (is instanceof AlarmCondition.Limit limit) {
            if (tag.isBad() || tag.isFinite()) {
                boolean holds = !tag.isBad()
                        && isBeyond(tag.exact(), limit.kind(), limit.limit(), limit.deadband(), region.isActive());
                know(tag.isBad(), tag.isBroken(), holds, nowNs);
            } else {
                keep(false);
            }
        } else if (!levels.isEmpty()) {
            TagTwin other = is instanceof AlarmCondition.Deviation deviation ? tags.get(deviation.setpoint()) : null;
            lookAtLevels(tag, other, nowNs);
        }
    }

    private static boolean isBeyond(
            BigDecimal value, AlarmKind kind, BigDecimal limit, BigDecimal deadband, boolean isPresent) {
        BigDecimal back = isPresent ? deadband : BigDecimal.ZERO;
        return kind.isHigh() ? value.compareTo(limit.subtract(back)) >= 0 : value.compareTo(limit.add(back)) <= 0;
    }

    private boolean isForced(TagTwin tag) {
        return tag.isBroken() && alarm.policy().isBadQualityAlarmed();
    }

    private void know(boolean isBad, boolean isBroken, boolean holds, long nowNs) {
        if (!isBad) {
            settle(false, holds, nowNs);
        } else if (isBroken && alarm.policy().isBadQualityAlarmed()) {
            settle(true, true, nowNs);
        } else {
            keep(true);
        }
    }

    private void keep(boolean mark) {
        isMarked = mark;
        dueNs = 0;
    }

    private void settle(boolean mark, boolean holds, long nowNs) {
        dueNs = mark == isMarked && holds != region.isActive() ? dueNs : 0;
        isMarked = mark;
        long delayNs = holds ? alarm.onDelayNs() : alarm.offDelayNs();
        if (holds == region.isActive() || dueNs != 0) {
            return;
        }
        if (delayNs == 0) {
            turn(nowNs, nowNs);
        } else {
            dueNs = nowNs + delayNs;
        }
    }

    private void turn(long conditionNs, long nowNs) {
        dueNs = 0;
        if (region.isActive()) {
            region.clear(nowNs);
        } else {
            region.raise(conditionNs, nowNs);
        }
    }

    private void lookAtLevels(TagTwin tag, TagTwin other, long nowNs) {
        boolean isBad = tag.isBad() || other != null && other.isBad();
        if (isBad || !tag.isFinite() || other != null && !other.isFinite()) {
            isMarked = isBad;
            levels.forEach(one -> one.dueNs = 0);
            if (isBad && (isForced(tag) || other != null && isForced(other)) && !region.isActive()) {
                level = null;
                region.raise(nowNs, nowNs);
            }
            return;
        }
        isMarked = false;
        boolean isExact = other == null || tag.isWhole() && other.isWhole();
        BigDecimal value = other == null
                ? tag.exact()
                : isExact ? tag.exact().subtract(other.exact()) : new BigDecimal(tag.asDouble() - other.asDouble());
        for (Level one : levels) {
            boolean holds = isBeyond(value, one.is.kind(), one.is.limit(), one.is.deadband(), one.isHeld);
            long delayNs = holds ? one.is.onDelayNs() : one.is.offDelayNs();
            if (holds == one.isHeld) {
                one.dueNs = 0;
            } else if (delayNs == 0) {
                one.isHeld = holds;
                one.dueNs = 0;
            } else if (one.dueNs == 0) {
                one.dueNs = nowNs + delayNs;
            }
        }
        drive(nowNs, nowNs);
    }

    /** The alarm is at the most severe level that is held. */
    private void drive(long conditionNs, long nowNs) {
        Level worst = levels.stream()
                .filter(one -> one.isHeld)
                .reduce((a, b) -> b.isOuter() && !a.isOuter() ? b : a)
                .orElse(null);
        AlarmKind before = level;
        if (worst == null) {
            if (region.isActive()) {
                region.clear(nowNs);
            }
            return;
        }
        level = worst.is.kind();
        if (!region.isActive()) {
            region.raise(conditionNs, nowNs);
        } else if (level != before && (before == null || before.isHigh() != level.isHigh() || worst.isOuter())) {
            region.announceAgain(nowNs);
        }
    }

    /** When a delay is over, 0 for never. */
    long delayNs() {
        return levels.stream()
                .filter(one -> one.dueNs != 0)
                .mapToLong(one -> one.dueNs)
                .min()
                .orElse(dueNs);
    }

    void onDelayOver(long nowNs) {
        long over = delayNs();
        if (levels.isEmpty()) {
            turn(over - alarm.onDelayNs(), nowNs);
            return;
        }
        long conditionNs = nowNs;
        for (Level one : levels) {
            if (one.dueNs == over) {
                conditionNs = one.isHeld ? conditionNs : Math.min(conditionNs, over - one.is.onDelayNs());
                one.isHeld = !one.isHeld;
                one.dueNs = 0;
            }
        }
        drive(conditionNs, nowNs);
    }

    /** When time alone changes what is known of the condition, 0 for never. */
    long conditionNs() {
        return rate != null
                ? rate.nextNs()
                : isWaitedFor ? sinceNs + ((AlarmCondition.Stale) alarm.condition()).afterNs() : 0;
    }

    void onCondition(long nowNs) {
        if (rate == null) {
            isWaitedFor = false;
            settle(false, true, nowNs);
            return;
        }
        AlarmCondition.RateOfChange is = (AlarmCondition.RateOfChange) alarm.condition();
        rate.settle(nowNs);
        double change = rate.perSecond();
        double limit = region.isActive() ? is.limit() - is.deadband() : is.limit();
        boolean holds = switch (is.direction()) {
            case RISING -> RateTwin.isAbove(change, limit);
            case FALLING -> RateTwin.isAbove(-change, limit);
            case BOTH -> RateTwin.isAbove(Math.abs(change), limit);
        };
        if (holds || rate.isFull(nowNs)) {
            settle(false, holds, nowNs);
        } else {
            keep(false);
        }
        if (!holds && !region.isActive()) {
            rate.sleepIfStill(nowNs);
        }
    }

    /** An epoch begins: nobody watched meanwhile. */
    void onStart(long nowNs) {
        if (dueNs != 0) {
            dueNs = rate != null && !isMarked
                    ? 0
                    : nowNs + (region.isActive() ? alarm.offDelayNs() : alarm.onDelayNs());
        }
        for (Level one : levels) {
            if (one.dueNs != 0) {
                one.dueNs = nowNs + (one.isHeld ? one.is.offDelayNs() : one.is.onDelayNs());
            }
        }
        if (rate != null) {
            rate.empty();
        }
        sinceNs = isWaitedFor ? nowNs : sinceNs;
    }

    /** A disabled alarm waits for nothing. */
    void stop() {
        dueNs = 0;
        levels.forEach(one -> one.dueNs = 0);
        isWaitedFor = false;
        if (rate != null) {
            rate.empty();
        }
    }
}
