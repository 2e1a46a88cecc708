package io.ringmain.core.fuzz;

import io.ringmain.core.expression.Expression;
import io.ringmain.core.expression.ExpressionException;
import io.ringmain.core.tag.Glob;
import io.ringmain.core.unit.EngineeringUnit;
import io.ringmain.core.unit.UnknownUnitException;
import java.nio.charset.StandardCharsets;

final class TextBytes {
    private TextBytes() {}

    static void expression(byte[] bytes) {
        try {
            Expression.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (ExpressionException e) {
            // refused
        }
    }

    static void unit(byte[] bytes) {
        try {
            EngineeringUnit.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (UnknownUnitException e) {
            // refused
        }
    }

    static void glob(byte[] bytes) {
        new Glob(new String(bytes, StandardCharsets.UTF_8)).matches("Area.Unit.Tag");
    }
}
