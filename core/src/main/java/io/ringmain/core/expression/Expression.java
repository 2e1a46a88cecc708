package io.ringmain.core.expression;

import java.util.Collections;
import java.util.SortedSet;

/**
 * A parsed expression. Immutable, any thread. The language and its functions are described in the README of this module.
 *
 * <p>At most 4,096 characters, 600 operations and values, nested at most 64 deep.
 */
public final class Expression {
    private final String source;
    private final Node root;
    private final SortedSet<String> references;

    private Expression(String source, Node root, SortedSet<String> references) {
        this.source = source;
        this.root = root;
        this.references = references;
    }

    /** @throws ExpressionException when the text is no expression */
    public static Expression parse(String source) {
        Parser parser = Parser.of(source);
        Node root = parser.parse();
        return new Expression(source, root, Collections.unmodifiableSortedSet(parser.references()));
    }

    /** Names of the tags it reads. */
    public SortedSet<String> references() {
        return references;
    }

    /** @throws ExpressionException when a name is unknown, or types or units do not fit */
    public CheckedExpression check(Scope scope) {
        return new CheckedExpression(new Checker(scope).check(root));
    }

    /** As it was written. */
    @Override
    public String toString() {
        return source;
    }
}
