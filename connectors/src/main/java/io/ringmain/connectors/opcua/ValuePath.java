package io.ringmain.connectors.opcua;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Locale;
import org.eclipse.milo.opcua.sdk.core.types.DynamicStructType;
import org.eclipse.milo.opcua.sdk.core.types.DynamicUnionType;
import org.eclipse.milo.opcua.stack.core.types.UaStructuredType;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** Goes from a value to what an address takes of it. Stateless. */
final class ValuePath {
    private ValuePath() {}

    /** Null when it is not there: no such field, an optional one that is left out, an index behind the end, a null. */
    static Object follow(Object content, NodeAddress address) {
        Object at = address.isElement() ? onlyElement(content) : content;
        List<NodeAddress.Step> path = address.path();
        for (int i = 0; i < path.size() && at != null; i++) {
            at = field(at, path.get(i).field());
            if (path.get(i).index() >= 0) {
                at = element(at, path.get(i).index());
            }
        }
        return at instanceof Variant variant ? variant.value() : at;
    }

    /** The server answers to a range of one element with an array of one. */
    private static Object onlyElement(Object content) {
        Object elements = content instanceof Matrix matrix ? matrix.getElements() : content;
        if (elements == null || !elements.getClass().isArray()) {
            return content; // a character of a text, or a byte of a byte string
        }
        return Array.getLength(elements) == 1 ? Array.get(elements, 0) : null;
    }

    private static Object element(Object content, int index) {
        Object elements = content instanceof Matrix matrix ? matrix.getElements() : content;
        boolean isThere = elements != null && elements.getClass().isArray() && index < Array.getLength(elements);
        return isThere ? Array.get(elements, index) : null;
    }

    private static Object field(Object content, String name) {
        if (content instanceof DynamicStructType struct) {
            return struct.getMembers().get(name);
        }
        if (content instanceof DynamicUnionType union) {
            return union.getValue()
                    .filter(value -> value.fieldName().equals(name))
                    .map(DynamicUnionType.UnionValue::fieldValue)
                    .orElse(null);
        }
        return content instanceof UaStructuredType standard ? getter(standard, name) : null;
    }

    /** Structures of the standard are classes of their own with a getter for each field. */
    private static Object getter(UaStructuredType standard, String name) {
        String getter = "get" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        try {
            return standard.getClass().getMethod(getter).invoke(standard);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return null;
        }
    }
}
