package io.ringmain.core.site;

import io.ringmain.core.expression.CheckedExpression;
import io.ringmain.core.expression.Expression;
import io.ringmain.core.expression.ExpressionException;
import io.ringmain.core.expression.Operand;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.unit.EngineeringUnit;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** What expressions over the tags of a site are checked against: the rules and LOGIC's plan do it alike. */
public final class TagScope {
    private final Function<String, TagDefinition> tags;
    private final ToIntFunction<String> ids;

    private TagScope(Function<String, TagDefinition> tags, ToIntFunction<String> ids) {
        this.tags = tags;
        this.ids = ids;
    }

    /** The tags of a plan, by their ids. */
    public static TagScope of(SitePlan site) {
        return new TagScope(name -> site.tag(site.tagId(name)), site::tagId);
    }

    /** Tags without ids, for rules: what is checked is never evaluated. */
    static TagScope of(Definitions<TagDefinition> tags) {
        return new TagScope(tags::named, name -> 0);
    }

    /** @throws ExpressionException when the text is no expression over tags that is true or false */
    public CheckedExpression condition(String text) {
        Expression expression = Expression.parse(text);
        for (String name : expression.references()) {
            if (tags.apply(name) != null && tags.apply(name).type().isArray()) {
                throw new ExpressionException(1, "reads the array '" + name + "', which a condition can not");
            }
        }
        CheckedExpression checked = expression.check(this::operand);
        if (checked.type() != TagType.BOOL) {
            throw new ExpressionException(
                    1, "the result is " + checked.type().label() + ", a condition is true or false");
        }
        return checked;
    }

    /** @throws ExpressionException when it does not give the tag's type and unit */
    public CheckedExpression derivation(TagDefinition derived, Expression expression) {
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
