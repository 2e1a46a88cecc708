package io.ringmain.core.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Recursive descent with bounded depth and size, so that no text overflows the stack.
 *
 * <p>From loose to tight: or, and, not, comparison (one, not chained), + -, * / %, unary minus, ^ (from the right).
 */
final class Parser {
    static final int MAX_LENGTH = 4_096;
    static final int MAX_DEPTH = 64;
    static final int MAX_NODES = 600;

    private static final Map<String, Integer> LEFT_TO_RIGHT = Map.of("+", 1, "-", 1, "*", 2, "/", 2, "%", 2);

    private final List<Token> tokens;
    private final SortedSet<String> references = new TreeSet<>();
    private int at;
    private int depth;
    private int nodes;

    private Parser(List<Token> tokens) {
        this.tokens = tokens;
    }

    static Parser of(String source) {
        if (source.length() > MAX_LENGTH) {
            throw new ExpressionException(
                    MAX_LENGTH + 1, "too long, at most " + MAX_LENGTH + " characters; use several derived tags");
        }
        return new Parser(Lexer.tokens(source));
    }

    SortedSet<String> references() {
        return references;
    }

    Node parse() {
        Node root = or();
        if (next().kind() != Token.Kind.END) {
            throw new ExpressionException(
                    next().column(), "unexpected " + next().describe() + ", expected an operator or the end");
        }
        return root;
    }

    private Node or() {
        enter();
        Node left = and();
        while (next().isWord("or") || next().isSymbol("||")) {
            left = counted(new Node.BinaryNode(take().column(), "or", left, and()));
        }
        depth--;
        return left;
    }

    private Node and() {
        Node left = not();
        while (next().isWord("and") || next().isSymbol("&&")) {
            left = counted(new Node.BinaryNode(take().column(), "and", left, not()));
        }
        return left;
    }

    private Node not() {
        if (next().isWord("not") || next().isSymbol("!")) {
            enter();
            Node not = counted(new Node.UnaryNode(take().column(), "not", not()));
            depth--;
            return not;
        }
        return comparison();
    }

    private Node comparison() {
        Node left = chain(1);
        if (!isComparison(next())) {
            return left;
        }
        Token operator = take();
        Node comparison = counted(new Node.BinaryNode(operator.column(), operator.text(), left, chain(1)));
        if (isComparison(next())) {
            throw new ExpressionException(
                    next().column(), "comparisons are not chained, write a < b and b < c, or use parentheses");
        }
        return comparison;
    }

    private Node chain(int level) {
        Node left = level == 2 ? unary() : chain(2);
        while (next().kind() == Token.Kind.SYMBOL && LEFT_TO_RIGHT.getOrDefault(next().text(), 0) == level) {
            Token operator = take();
            Node right = level == 2 ? unary() : chain(2);
            left = counted(new Node.BinaryNode(operator.column(), operator.text(), left, right));
        }
        return left;
    }

    private Node unary() {
        if (!next().isSymbol("-") && !next().isSymbol("+")) {
            return power();
        }
        enter();
        Token sign = take();
        Node argument = unary();
        depth--;
        return sign.isSymbol("+") ? argument : counted(new Node.UnaryNode(sign.column(), "-", argument));
    }

    private Node power() {
        Node base = primary();
        if (!next().isSymbol("^")) {
            return base;
        }
        enter();
        Token operator = take();
        Node power = counted(new Node.BinaryNode(operator.column(), "^", base, unary()));
        depth--;
        return power;
    }

    private Node primary() {
        Token token = take();
        return switch (token.kind()) {
            case NUMBER -> counted(new Node.NumberNode(token.column(), token.text(), token.unit()));
            case DURATION -> counted(new Node.DurationNode(token.column(), Durations.nanos(token)));
            case TEXT -> counted(new Node.TextNode(token.column(), token.text()));
            case BRACED_NAME -> tag(token);
            case NAME -> named(token);
            case SYMBOL -> parenthesis(token);
            case END -> throw unexpected(token);
        };
    }

    private Node parenthesis(Token token) {
        if (!token.isSymbol("(")) {
            throw unexpected(token);
        }
        Node inner = or();
        expect(")", token);
        return inner;
    }

    private Node named(Token token) {
        if (next().isSymbol("(")) {
            return call(token);
        }
        return switch (token.text()) {
            case "true" -> counted(new Node.TruthNode(token.column(), true));
            case "false" -> counted(new Node.TruthNode(token.column(), false));
            case "pi" -> counted(new Node.NumberNode(token.column(), "3.141592653589793", null));
            case "and", "or", "not" -> throw unexpected(token);
            default -> tag(token);
        };
    }

    private Node tag(Token token) {
        references.add(token.text());
        if (!next().isSymbol("[")) {
            return counted(new Node.NameNode(token.column(), token.text()));
        }
        Token open = take();
        Token index = take();
        if (index.kind() != Token.Kind.NUMBER
                || index.unit() != null
                || !index.text().matches("[0-9]{1,6}")) {
            throw new ExpressionException(index.column(), "an index is a whole number, 0 for the first element");
        }
        expect("]", open);
        return counted(new Node.ElementNode(token.column(), token.text(), Integer.parseInt(index.text())));
    }

    private Node call(Token name) {
        Function function = Function.named(name);
        Token open = take();
        List<Node> arguments = new ArrayList<>();
        if (!next().isSymbol(")")) {
            arguments.add(or());
            while (next().isSymbol(",")) {
                take();
                arguments.add(or());
            }
        }
        expect(")", open);
        function.checkCount(name.column(), arguments.size());
        return counted(new Node.CallNode(name.column(), function, arguments));
    }

    private void expect(String symbol, Token opened) {
        Token token = take();
        if (!token.isSymbol(symbol)) {
            throw new ExpressionException(
                    token.column(),
                    "unexpected " + token.describe() + ", '" + opened.text() + "' of column " + opened.column()
                            + " is not closed by '" + symbol + "'");
        }
    }

    private Node counted(Node node) {
        if (++nodes > MAX_NODES) {
            throw new ExpressionException(
                    node.column(), "more than " + MAX_NODES + " operations and values; use several derived tags");
        }
        return node;
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw new ExpressionException(
                    next().column(), "nested deeper than " + MAX_DEPTH + "; use several derived tags");
        }
    }

    private Token next() {
        return tokens.get(at);
    }

    private Token take() {
        Token token = tokens.get(at);
        if (at < tokens.size() - 1) {
            at++;
        }
        return token;
    }

    private static boolean isComparison(Token token) {
        return token.kind() == Token.Kind.SYMBOL
                && switch (token.text()) {
                    case "==", "!=", "<", "<=", ">", ">=" -> true;
                    default -> false;
                };
    }

    private static ExpressionException unexpected(Token token) {
        return new ExpressionException(
                token.column(), "unexpected " + token.describe() + ", expected a number, a tag, a function or '('");
    }
}
