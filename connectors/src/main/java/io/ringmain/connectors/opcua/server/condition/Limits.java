package io.ringmain.connectors.opcua.server.condition;

import io.ringmain.core.alarm.AlarmCondition;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmLevel;
import io.ringmain.core.alarm.RateDirection;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;

/** The limits of an alarm by the four names that OPC 10000-9 has for them. */
final class Limits {
    /** One of them; numbers in the tag's unit, for a rate of change per second. */
    record Limit(double limit, double deadband, int severity) {}

    private Limits() {}

    /** Empty for an alarm without limits. */
    static Map<AlarmKind, Limit> of(AlarmDefinition alarm) {
        Map<AlarmKind, Limit> limits = new EnumMap<>(AlarmKind.class);
        int severity = Severity.ofPriority(alarm.priority());
        AlarmCondition condition = alarm.condition();
        if (condition instanceof AlarmCondition.Limit one) {
            limits.put(one.kind(), limit(one.limit(), one.deadband(), severity));
        } else if (condition instanceof AlarmCondition.MultiLimit multi) {
            for (AlarmLevel level : multi.levels()) {
                int own = Severity.ofPriority(level.priority());
                limits.put(level.kind(), limit(level.limit(), level.deadband(), own));
            }
        } else if (condition instanceof AlarmCondition.Deviation deviation) {
            if (deviation.high() != null) {
                limits.put(AlarmKind.HI, limit(deviation.high(), deviation.deadband(), severity));
            }
            if (deviation.low() != null) {
                limits.put(AlarmKind.LO, limit(deviation.low(), deviation.deadband(), severity));
            }
        } else if (condition instanceof AlarmCondition.RateOfChange rate) {
            if (rate.direction() != RateDirection.FALLING) {
                limits.put(AlarmKind.HI, new Limit(rate.limit(), rate.deadband(), severity));
            }
            if (rate.direction() != RateDirection.RISING) {
                limits.put(AlarmKind.LO, new Limit(-rate.limit(), rate.deadband(), severity));
            }
        }
        return limits;
    }

    private static Limit limit(BigDecimal limit, BigDecimal deadband, int severity) {
        return new Limit(limit.doubleValue(), deadband.doubleValue(), severity);
    }

    /** The level that is violated while the alarm is active; null when it is not, or when that is not known. */
    static AlarmKind present(Condition condition) {
        if (!condition.state().isActive) {
            return null;
        }
        Map<AlarmKind, Limit> limits = of(condition.alarm());
        AlarmKind only = limits.size() == 1 ? limits.keySet().iterator().next() : null;
        return limits.containsKey(condition.state().level) ? condition.state().level : only;
    }

    /** The standard's word for one of the four. */
    static String word(AlarmKind kind) {
        return switch (kind) {
            case HIHI -> "HighHigh";
            case HI -> "High";
            case LO -> "Low";
            case LOLO -> "LowLow";
            default -> throw new IllegalArgumentException(kind + " is not the kind of one limit");
        };
    }
}
