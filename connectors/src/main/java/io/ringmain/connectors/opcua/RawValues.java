package io.ringmain.connectors.opcua;

import io.ringmain.core.spi.Browser;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.tag.TagType;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.sdk.core.types.DynamicStructType;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.UaRuntimeException;
import org.eclipse.milo.opcua.stack.core.types.UaEnumeratedType;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;

/** Values of a server for people, bound to a tag or not. Stateless. */
final class RawValues {
    private RawValues() {}

    static Browser.RawValue of(Structures structures, NodeAddress address, DataValue value) {
        Object content = value.value().value();
        try {
            content = structures.decoded(content);
        } catch (UaException | UaRuntimeException e) {
            return new Browser.RawValue(
                    content.toString(), VariantReader.statusCode(value.statusCode()), sourceTime(value));
        }
        return new Browser.RawValue(
                plain(ValuePath.follow(content, address)),
                VariantReader.statusCode(value.statusCode()),
                sourceTime(value));
    }

    private static long sourceTime(DataValue value) {
        return VariantReader.isRepresentable(value.sourceTime()) ? VariantReader.epochNs(value.sourceTime()) : 0;
    }

    private static Object plain(Object content) {
        if (content == null || content instanceof Boolean || content instanceof String) {
            return content;
        }
        if (content instanceof ULong big) {
            return big.longValue() < 0 ? (Object) big.toBigInteger() : big.longValue();
        }
        if (content instanceof Double || content instanceof Float) {
            return content instanceof Float ? (Object) Double.parseDouble(content.toString()) : content;
        }
        if (content instanceof Number number) {
            return number.longValue();
        }
        if (content instanceof UaEnumeratedType enumerated) {
            return (long) enumerated.getValue();
        }
        if (content instanceof StatusCode code) {
            return code.value();
        }
        if (content instanceof Variant variant) {
            return plain(variant.value());
        }
        if (content instanceof Matrix matrix) {
            return plain(matrix.getElements());
        }
        if (content.getClass().isArray()) {
            List<Object> elements = new ArrayList<>();
            for (int i = 0; i < Array.getLength(content); i++) {
                elements.add(plain(Array.get(content, i)));
            }
            return elements;
        }
        if (content instanceof DynamicStructType struct) {
            Map<String, Object> fields = new LinkedHashMap<>();
            struct.getMembers().forEach((name, value) -> fields.put(name, plain(value)));
            return fields.toString();
        }
        String text = ValueText.of(content);
        return text == null ? content.toString() : text;
    }

    /** Null when nothing of that kind can be written. */
    static DeviceWrite write(String address, Object value) {
        if (value instanceof Boolean flag) {
            return new DeviceWrite(0, -1, address, TagType.BOOL, flag ? 1 : 0, null);
        }
        if (value instanceof String text) {
            return new DeviceWrite(0, -1, address, TagType.STRING, 0, text);
        }
        if (value instanceof Number number) {
            BigDecimal exact = exact(number);
            boolean isWhole = exact != null
                    && exact.stripTrailingZeros().scale() <= 0
                    && exact.toBigInteger().bitLength() < 64;
            return isWhole
                    ? new DeviceWrite(0, -1, address, TagType.INT64, exact.longValue(), null)
                    : new DeviceWrite(
                            0, -1, address, TagType.FLOAT64, Double.doubleToLongBits(number.doubleValue()), null);
        }
        return null;
    }

    /** Null for what is no finite number. */
    private static BigDecimal exact(Number number) {
        try {
            return new BigDecimal(number.toString());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
