package io.ringmain.core.site;

import io.ringmain.core.alarm.AlarmCondition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmLevel;
import io.ringmain.core.alarm.RateDirection;
import java.math.BigDecimal;

/** Canonical bytes of what makes an alarm active. */
final class AlarmConditionCodec {
    // forms of a number
    private static final int NONE = 0;
    private static final int SHORT = 1;
    private static final int LONG = 2;
    /** Fit into 64 bits. */
    private static final int MAX_DIGITS = 18;

    private AlarmConditionCodec() {}

    static void put(DefinitionOutput out, AlarmCondition condition) {
        out.code(condition.kind().code());
        if (condition instanceof AlarmCondition.Limit limit) {
            putDecimal(out, limit.limit());
            putDecimal(out, limit.deadband());
        } else if (condition instanceof AlarmCondition.MultiLimit multi) {
            out.list(multi.levels(), AlarmConditionCodec::putLevel);
        } else if (condition instanceof AlarmCondition.Deviation deviation) {
            out.text(deviation.setpoint());
            putDecimal(out, deviation.high());
            putDecimal(out, deviation.low());
            putDecimal(out, deviation.deadband());
        } else if (condition instanceof AlarmCondition.RateOfChange rate) {
            out.code(rate.direction().code());
            out.number(rate.limit());
            out.number(rate.deadband());
            out.whole(rate.windowNs());
        } else if (condition instanceof AlarmCondition.OffNormal offNormal) {
            out.list(offNormal.normal(), DefinitionOutput::whole);
            out.list(offNormal.texts(), DefinitionOutput::text);
        } else if (condition instanceof AlarmCondition.BadQuality quality) {
            out.flag(quality.isUncertainIncluded());
        } else if (condition instanceof AlarmCondition.Stale stale) {
            out.whole(stale.afterNs());
        } else if (condition instanceof AlarmCondition.Expression expression) {
            out.text(expression.text());
        }
    }

    static AlarmCondition get(DefinitionInput in, String name) {
        AlarmKind kind = DefinitionInput.known(AlarmKind.ofCode(in.code()), "alarm kind", name);
        return switch (kind) {
            case HIHI, HI, LO, LOLO -> new AlarmCondition.Limit(kind, required(in, name), required(in, name));
            case MULTI -> new AlarmCondition.MultiLimit(in.list(from -> getLevel(from, name)));
            case DEVIATION ->
                new AlarmCondition.Deviation(in.text(), getDecimal(in), getDecimal(in), required(in, name));
            case RATE ->
                new AlarmCondition.RateOfChange(
                        DefinitionInput.known(RateDirection.ofCode(in.code()), "direction", name),
                        in.number(),
                        in.number(),
                        in.wholeLong());
            case OFF_NORMAL ->
                new AlarmCondition.OffNormal(in.list(DefinitionInput::wholeLong), in.list(DefinitionInput::text));
            case BAD_QUALITY -> new AlarmCondition.BadQuality(in.flag());
            case STALE -> new AlarmCondition.Stale(in.wholeLong());
            case EXPRESSION -> new AlarmCondition.Expression(in.text());
        };
    }

    private static void putLevel(DefinitionOutput out, AlarmLevel level) {
        out.code(level.kind().code());
        putDecimal(out, level.limit());
        putDecimal(out, level.deadband());
        out.whole(level.onDelayNs());
        out.whole(level.offDelayNs());
        out.code(level.priority());
    }

    private static AlarmLevel getLevel(DefinitionInput in, String name) {
        return new AlarmLevel(
                DefinitionInput.known(AlarmKind.ofCode(in.code()), "level", name),
                required(in, name),
                required(in, name),
                in.wholeLong(),
                in.wholeLong(),
                in.code());
    }

    private static void putDecimal(DefinitionOutput out, BigDecimal number) {
        boolean isShort = number != null && number.precision() <= MAX_DIGITS;
        out.code(number == null ? NONE : isShort ? SHORT : LONG);
        if (isShort) {
            out.whole(number.unscaledValue().longValueExact());
            out.whole(number.scale());
        } else if (number != null) {
            out.text(number.toString());
        }
    }

    private static BigDecimal required(DefinitionInput in, String name) {
        return DefinitionInput.known(getDecimal(in), "number", name);
    }

    private static BigDecimal getDecimal(DefinitionInput in) {
        int form = in.code();
        if (form == NONE || form == SHORT) {
            return form == NONE ? null : BigDecimal.valueOf(in.wholeLong(), in.whole());
        }
        String text = in.text();
        try {
            return new BigDecimal(text);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("number " + text + " in the configuration", e);
        }
    }
}
