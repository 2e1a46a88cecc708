package io.ringmain.core.site;

import io.ringmain.core.expression.CheckedExpression;
import io.ringmain.core.expression.Expression;
import io.ringmain.core.expression.Operand;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.unit.EngineeringUnit;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** What expressions over the tags of a site are checked against: the rules and LOGIC's plan do it alike. */
public final class DerivationScope {
    private final Function<String, TagDefinition> tags;
    private final ToIntFunction<String> ids;

    /**
     * @param tags tag of a name, null when there is none
     * @param ids id of a tag that there is
     */
    public DerivationScope(Function<String, TagDefinition> tags, ToIntFunction<String> ids) {
        this.tags = tags;
        this.ids = ids;
    }

    /** @throws io.ringmain.core.expression.ExpressionException when it does not give the tag's type and unit */
    public CheckedExpression check(TagDefinition derived, Expression expression) {
        return expression.check(this::operand).convertedTo(derived.type(), EngineeringUnit.parse(derived.unit()));
    }

    private Operand operand(String name) {
        TagDefinition tag = tags.apply(name);
        return tag == null
                ? null
                : new Operand(
                        ids.applyAsInt(name), tag.type().element(), tag.length(), EngineeringUnit.parse(tag.unit()));
    }
}
