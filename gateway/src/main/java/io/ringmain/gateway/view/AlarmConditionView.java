package io.ringmain.gateway.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.core.alarm.AlarmCondition;
import io.ringmain.core.alarm.AlarmLevel;
import java.io.IOException;
import java.math.BigDecimal;

/** What makes an alarm active: fields by kind, and {@code limit} and {@code deadband} for all. */
final class AlarmConditionView {
    private static final long NS_PER_MS = 1_000_000;

    private AlarmConditionView() {}

    /** @param present level that an alarm with several limits is at, null for none */
    static void write(JsonGenerator out, AlarmCondition condition, AlarmLevel present) throws IOException {
        if (condition instanceof AlarmCondition.Limit limit) {
            limit(out, limit.limit(), limit.deadband());
        } else if (condition instanceof AlarmCondition.Deviation deviation) {
            limit(out, null, deviation.deadband());
            out.writeStringField("setpoint", deviation.setpoint());
            number(out, "high", deviation.high());
            number(out, "low", deviation.low());
        } else if (condition instanceof AlarmCondition.RateOfChange rate) {
            limit(out, BigDecimal.valueOf(rate.limit()), BigDecimal.valueOf(rate.deadband()));
            out.writeStringField("direction", rate.direction().name());
            out.writeNumberField("windowMs", rate.windowNs() / NS_PER_MS);
        } else if (present != null) {
            limit(out, present.limit(), present.deadband());
            writeOther(out, condition);
        } else {
            limit(out, null, BigDecimal.ZERO);
            writeOther(out, condition);
        }
    }

    private static void writeOther(JsonGenerator out, AlarmCondition condition) throws IOException {
        if (condition instanceof AlarmCondition.MultiLimit multi) {
            out.writeArrayFieldStart("levels");
            for (AlarmLevel level : multi.levels()) {
                level(out, level);
            }
            out.writeEndArray();
        } else if (condition instanceof AlarmCondition.OffNormal offNormal) {
            out.writeArrayFieldStart("normal");
            for (long value : offNormal.normal()) {
                out.writeNumber(value);
            }
            for (String text : offNormal.texts()) {
                out.writeString(text);
            }
            out.writeEndArray();
        } else if (condition instanceof AlarmCondition.BadQuality quality) {
            out.writeBooleanField("uncertain", quality.isUncertainIncluded());
        } else if (condition instanceof AlarmCondition.Stale stale) {
            out.writeNumberField("staleMs", stale.afterNs() / NS_PER_MS);
        } else if (condition instanceof AlarmCondition.Expression expression) {
            out.writeStringField("expression", expression.text());
        }
    }

    private static void level(JsonGenerator out, AlarmLevel level) throws IOException {
        out.writeStartObject();
        out.writeStringField("level", level.kind().name());
        limit(out, level.limit(), level.deadband());
        out.writeNumberField("onDelayMs", level.onDelayNs() / NS_PER_MS);
        out.writeNumberField("offDelayMs", level.offDelayNs() / NS_PER_MS);
        out.writeNumberField("priority", level.priority());
        out.writeEndObject();
    }

    private static void limit(JsonGenerator out, BigDecimal limit, BigDecimal deadband) throws IOException {
        number(out, "limit", limit);
        number(out, "deadband", deadband);
    }

    private static void number(JsonGenerator out, String name, BigDecimal number) throws IOException {
        if (number == null) {
            out.writeNullField(name);
        } else if (number.scale() <= 0 && number.precision() - number.scale() <= 19) {
            out.writeNumberField(name, number.toBigInteger());
        } else {
            Json.number(out, name, number.doubleValue());
        }
    }
}
