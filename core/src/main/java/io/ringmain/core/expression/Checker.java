package io.ringmain.core.expression;

import io.ringmain.core.tag.TagType;
import io.ringmain.core.unit.EngineeringUnit;
import java.nio.charset.StandardCharsets;

/** Turns the syntax tree into terms: names become operands, types and units are made to agree. */
final class Checker {
    private final Scope scope;
    private final FunctionChecker functions = new FunctionChecker(this);

    Checker(Scope scope) {
        this.scope = scope;
    }

    Typed check(Node node) {
        if (node instanceof Node.NumberNode number) {
            return number(number);
        }
        if (node instanceof Node.DurationNode duration) {
            return new Typed(Term.constant(duration.nanos() / 1e9), UnitArithmetic.SECOND, false, duration.column());
        }
        if (node instanceof Node.TruthNode truth) {
            return Typed.plain(Term.constant(TagType.BOOL, truth.value() ? 1 : 0), truth.column());
        }
        if (node instanceof Node.NameNode name) {
            return name(name);
        }
        if (node instanceof Node.ElementNode element) {
            return element(element);
        }
        if (node instanceof Node.UnaryNode unary) {
            return unary(unary);
        }
        if (node instanceof Node.BinaryNode binary) {
            return binary(binary);
        }
        if (node instanceof Node.CallNode call) {
            return functions.check(call);
        }
        throw new ExpressionException(
                node.column(), "a text stands only beside == and !=, or in convert and value for a unit");
    }

    Typed number(Node node, String where) {
        Typed value = check(node);
        if (!value.isNumber()) {
            throw new ExpressionException(
                    node.column(), where + " needs a number, this is a bool; if(b, 1, 0) makes one");
        }
        return value;
    }

    Typed bool(Node node, String where) {
        Typed value = check(node);
        if (value.isNumber()) {
            throw new ExpressionException(
                    node.column(),
                    where + " needs a bool, this is " + value.type().label() + "; compare it, as in x != 0");
        }
        return value;
    }

    /** The tag of a name or element. */
    Operand operand(Node node, String where) {
        if (node instanceof Node.NameNode name) {
            return resolve(name.column(), name.name());
        }
        if (node instanceof Node.ElementNode element) {
            check(element);
            return resolve(element.column(), element.name());
        }
        throw new ExpressionException(node.column(), where + " needs the name of a tag");
    }

    private Operand resolve(int column, String name) {
        Operand operand = scope.resolve(name);
        if (operand == null) {
            throw new ExpressionException(column, "unknown tag '" + name + "'");
        }
        if (operand.type().isArray()) {
            throw new ExpressionException(column, "'" + name + "' is an array, which expressions can not read");
        }
        return operand;
    }

    private Typed number(Node.NumberNode node) {
        EngineeringUnit unit =
                node.unit() == null ? EngineeringUnit.NONE : UnitArithmetic.parse(node.unit(), node.column());
        boolean isDifference = !unit.isOffsetScale() && unit.isConvertibleTo(UnitArithmetic.KELVIN);
        return new Typed(constant(node), unit, isDifference, node.column());
    }

    private static Term constant(Node.NumberNode node) {
        String text = node.text();
        if (text.matches("[0-9]+")) {
            try {
                return Term.constant(TagType.INT64, Long.parseLong(text));
            } catch (NumberFormatException e) {
                throw new ExpressionException(
                        node.column(), "beyond int64, write it with a decimal point: " + text + ".0");
            }
        }
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw new ExpressionException(node.column(), "beyond float64, at most 1.7976931348623157e308");
        }
        return Term.constant(value);
    }

    private Typed name(Node.NameNode node) {
        Operand operand = resolve(node.column(), node.name());
        if (operand.type() == TagType.STRING) {
            throw new ExpressionException(
                    node.column(),
                    "'" + node.name() + "' is a string, it can be compared by == or != with a text in quotes");
        }
        if (operand.length() > 1) {
            throw new ExpressionException(
                    node.column(),
                    "'" + node.name() + "' is an array of " + operand.length()
                            + ", take an element as in name[0], or sum, avg, min, max of it");
        }
        return new Typed(Term.reading(Op.TAG, operand.type(), operand, 0), operand.unit(), false, node.column());
    }

    private Typed element(Node.ElementNode node) {
        Operand operand = resolve(node.column(), node.name());
        if (operand.type() == TagType.STRING || node.index() >= operand.length()) {
            throw new ExpressionException(
                    node.column(),
                    operand.type() == TagType.STRING
                            ? "'" + node.name() + "' is a string and has no elements"
                            : "no element " + node.index() + ", '" + node.name() + "' has " + operand.length()
                                    + ", counted from 0");
        }
        Op op = operand.length() == 1 ? Op.TAG : Op.ELEMENT;
        return new Typed(Term.reading(op, operand.type(), operand, node.index()), operand.unit(), false, node.column());
    }

    private Typed unary(Node.UnaryNode node) {
        if (node.operator().equals("not")) {
            Typed argument = bool(node.argument(), "not");
            return Typed.plain(Term.of(Op.NOT, TagType.BOOL, argument.term()), node.column());
        }
        Typed argument = number(node.argument(), "-");
        Term term = argument.term();
        if (term.isConstant()) {
            long bits = term.type() == TagType.INT64
                    ? Arithmetic.negate(term.first())
                    : Double.doubleToLongBits(-Double.longBitsToDouble(term.first()));
            return argument.with(Term.constant(term.type(), bits)).at(node.column());
        }
        return argument.with(Term.of(Op.NEG, term.type(), term)).at(node.column());
    }

    private Typed binary(Node.BinaryNode node) {
        String operator = node.operator();
        return switch (operator) {
            case "and", "or" -> {
                Typed left = bool(node.left(), operator);
                Typed right = bool(node.right(), operator);
                Op op = operator.equals("and") ? Op.AND : Op.OR;
                yield Typed.plain(Term.of(op, TagType.BOOL, left.term(), right.term()), node.column());
            }
            case "==", "!=", "<", "<=", ">", ">=" -> comparison(node);
            default -> arithmetic(node);
        };
    }

    private Typed arithmetic(Node.BinaryNode node) {
        Typed left = number(node.left(), node.operator());
        Typed right = number(node.right(), node.operator());
        return switch (node.operator()) {
            case "+" -> UnitArithmetic.sum(false, left, right, node.column());
            case "-" -> UnitArithmetic.sum(true, left, right, node.column());
            case "*" -> UnitArithmetic.product(false, left, right, node.column());
            case "/" -> UnitArithmetic.product(true, left, right, node.column());
            case "^" -> UnitArithmetic.power(left, right, node.column());
            default -> sameKind(Op.REM, left, right, node.column());
        };
    }

    private Typed comparison(Node.BinaryNode node) {
        boolean isEquality = node.operator().equals("==") || node.operator().equals("!=");
        if (node.left() instanceof Node.TextNode || node.right() instanceof Node.TextNode) {
            return textComparison(node, isEquality);
        }
        Typed left = check(node.left());
        Typed right = check(node.right());
        if (!left.isNumber() && !isEquality) {
            throw new ExpressionException(
                    node.column(), "'" + node.operator() + "' needs numbers, a bool has == and !=");
        }
        Op op = switch (node.operator()) {
            case "==" -> Op.EQ;
            case "!=" -> Op.NE;
            case "<" -> Op.LT;
            case "<=" -> Op.LE;
            case ">" -> Op.GT;
            default -> Op.GE;
        };
        EngineeringUnit unit = UnitArithmetic.common(left, right);
        Typed[] both = sameTypes(UnitArithmetic.into(unit, left), UnitArithmetic.into(unit, right), node.column());
        return Typed.plain(Term.of(op, TagType.BOOL, both[0].term(), both[1].term()), node.column());
    }

    private Typed textComparison(Node.BinaryNode node, boolean isEquality) {
        boolean isTextLeft = node.left() instanceof Node.TextNode;
        Node other = isTextLeft ? node.right() : node.left();
        Node.TextNode text = (Node.TextNode) (isTextLeft ? node.left() : node.right());
        if (!isEquality || !(other instanceof Node.NameNode name)) {
            throw new ExpressionException(node.column(), "a text is compared by == or != with a tag of type string");
        }
        Operand operand = resolve(name.column(), name.name());
        if (operand.type() != TagType.STRING) {
            throw new ExpressionException(
                    node.column(), "'" + name.name() + "' is " + operand.type().label() + ", not a string");
        }
        Term equals = Term.textEquals(operand, text.text().getBytes(StandardCharsets.UTF_8));
        return Typed.plain(
                node.operator().equals("==") ? equals : Term.of(Op.NOT, TagType.BOOL, equals), node.column());
    }

    /** An operation whose arguments and result are of one type and unit. */
    Typed sameKind(Op op, Typed left, Typed right, int column) {
        EngineeringUnit unit = UnitArithmetic.common(left, right);
        Typed[] both = sameTypes(UnitArithmetic.into(unit, left), UnitArithmetic.into(unit, right), column);
        return combined(op, both[0], both[1], column);
    }

    static Typed combined(Op op, Typed left, Typed right, int column) {
        Term term = Term.of(op, left.type(), left.term(), right.term());
        return new Typed(term, left.unit(), isDifference(left, right), column);
    }

    /** A literal in K is what the other side is. */
    static boolean isDifference(Typed left, Typed right) {
        if (left.term().isConstant() || right.term().isConstant()) {
            return left.term().isConstant() ? right.isDifference() : left.isDifference();
        }
        return left.isDifference() || right.isDifference();
    }

    static Typed[] sameTypes(Typed left, Typed right, int column) {
        if (left.isNumber() != right.isNumber()) {
            throw new ExpressionException(
                    column,
                    "one side is " + left.type().label() + ", the other "
                            + right.type().label());
        }
        if (left.type() == right.type()) {
            return new Typed[] {left, right};
        }
        return new Typed[] {left.asFloat(), right.asFloat()};
    }
}
