package io.ringmain.core.expression;

import java.lang.ref.SoftReference;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One class per shape. Soft references and a bound: what is gone is only made again.
 *
 * <p>Thread: any.
 */
final class ShapeCache {
    private static final int MAX_SHAPES = 4_096;
    private static final ConcurrentHashMap<String, SoftReference<CompiledExpression>> SHAPES =
            new ConcurrentHashMap<>();

    private ShapeCache() {}

    static CompiledExpression evaluator(Shape shape) {
        String key = shape.key();
        SoftReference<CompiledExpression> cached = SHAPES.get(key);
        CompiledExpression any = cached == null ? null : cached.get();
        if (any != null) {
            return any.with(shape.numbers(), shape.texts());
        }
        CompiledExpression made = new ShapeCompiler(shape).compile();
        if (SHAPES.size() >= MAX_SHAPES) {
            SHAPES.clear();
        }
        SHAPES.put(key, new SoftReference<>(made));
        return made;
    }
}
