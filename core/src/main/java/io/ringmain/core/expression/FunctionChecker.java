package io.ringmain.core.expression;

import io.ringmain.core.tag.TagType;
import io.ringmain.core.unit.EngineeringUnit;
import java.util.ArrayList;
import java.util.List;

/** Arguments and results of the functions. */
final class FunctionChecker {
    private static final int MAX_WORDS = 2_048;
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final Checker checker;
    private int words;

    FunctionChecker(Checker checker) {
        this.checker = checker;
    }

    Typed check(Node.CallNode call) {
        return switch (call.function()) {
            case IF -> choice(call);
            case MIN -> extreme(call, Op.MIN, Op.ARRAY_MIN);
            case MAX -> extreme(call, Op.MAX, Op.ARRAY_MAX);
            case CLAMP -> clamp(call);
            case ABS -> sameAsArgument(call, Op.ABS);
            case SIGN -> sign(call);
            case ROUND -> rounded(call, Op.ROUND);
            case FLOOR -> rounded(call, Op.FLOOR);
            case CEIL -> rounded(call, Op.CEIL);
            case INT -> integer(call);
            case FLOAT -> numberAt(call, 0).asFloat().at(call.column());
            case DIV -> quotient(call);
            case POW -> UnitArithmetic.power(numberAt(call, 0), numberAt(call, 1), call.column());
            case SQRT -> ofNumbers(call, Op.SQRT);
            case EXP -> ofNumbers(call, Op.EXP);
            case LOG -> ofNumbers(call, Op.LOG);
            case LOG10 -> ofNumbers(call, Op.LOG10);
            case SIN -> ofNumbers(call, Op.SIN);
            case COS -> ofNumbers(call, Op.COS);
            case TAN -> ofNumbers(call, Op.TAN);
            case ASIN -> ofNumbers(call, Op.ASIN);
            case ACOS -> ofNumbers(call, Op.ACOS);
            case ATAN -> ofNumbers(call, Op.ATAN);
            case ATAN2 -> angle(call);
            case SINH -> ofNumbers(call, Op.SINH);
            case COSH -> ofNumbers(call, Op.COSH);
            case TANH -> ofNumbers(call, Op.TANH);
            case CONVERT -> converted(call);
            case VALUE -> converted(call).withUnit(EngineeringUnit.NONE);
            case QUALITY -> status(call, Op.STATUS, TagType.INT64);
            case IS_GOOD -> status(call, Op.IS_GOOD, TagType.BOOL);
            case IS_UNCERTAIN -> status(call, Op.IS_UNCERTAIN, TagType.BOOL);
            case IS_BAD -> status(call, Op.IS_BAD, TagType.BOOL);
            case IS_FINITE ->
                plain(
                        call,
                        Term.of(
                                Op.IS_FINITE,
                                TagType.BOOL,
                                numberAt(call, 0).asFloat().term()));
            case VALID -> valid(call);
            case SUM -> sum(call);
            case AVG -> array(call, Op.ARRAY_AVG, TagType.FLOAT64);
            case LENGTH ->
                plain(call, Term.constant(TagType.INT64, arrayOf(call).length()));
            default -> timed(call);
        };
    }

    private Typed timed(Node.CallNode call) {
        return switch (call.function()) {
            case RATE -> rate(call);
            case AVERAGE -> {
                Typed x = numberAt(call, 0).asFloat();
                yield x.with(history(call, Op.AVERAGE, TagType.FLOAT64, duration(call, 1), x.term()));
            }
            case INTEGRAL -> integral(call, null, 1);
            case TOTAL ->
                integral(call, call.arguments().size() > 1 ? boolAt(call, 1).term() : null, 2);
            case DELAY -> {
                Typed x = checker.check(call.arguments().get(0));
                yield x.with(history(call, Op.DELAY, x.type(), duration(call, 1), x.term()));
            }
            case PREVIOUS -> {
                Typed x = checker.check(call.arguments().get(0));
                yield x.with(history(call, Op.PREVIOUS, x.type(), 0, x.term()));
            }
            case HOLD -> {
                Typed x = checker.check(call.arguments().get(0));
                Typed isFollowing = boolAt(call, 1);
                yield x.with(history(call, Op.HOLD, x.type(), 0, x.term(), isFollowing.term()));
            }
            case RISING ->
                plain(
                        call,
                        history(
                                call,
                                Op.RISING,
                                TagType.BOOL,
                                0,
                                boolAt(call, 0).term()));
            case FALLING ->
                plain(
                        call,
                        history(
                                call,
                                Op.FALLING,
                                TagType.BOOL,
                                0,
                                boolAt(call, 0).term()));
            case COUNT -> plain(call, history(call, Op.COUNT, TagType.INT64, 0, boolsOf(call)));
            case ON_DELAY ->
                plain(
                        call,
                        history(
                                call,
                                Op.ON_DELAY,
                                TagType.BOOL,
                                duration(call, 1),
                                boolAt(call, 0).term()));
            case OFF_DELAY ->
                plain(
                        call,
                        history(
                                call,
                                Op.OFF_DELAY,
                                TagType.BOOL,
                                duration(call, 1),
                                boolAt(call, 0).term()));
            case TIME_TRUE ->
                plain(call, history(call, Op.TIME_TRUE, TagType.FLOAT64, 0, boolsOf(call)))
                        .withUnit(UnitArithmetic.SECOND);
            default -> throw new IllegalStateException(call.function().name());
        };
    }

    private Typed choice(Node.CallNode call) {
        Typed condition = boolAt(call, 0);
        Typed then = checker.check(call.arguments().get(1));
        Typed otherwise = checker.check(call.arguments().get(2));
        EngineeringUnit unit = UnitArithmetic.common(then, otherwise);
        Typed[] both =
                Checker.sameTypes(UnitArithmetic.into(unit, then), UnitArithmetic.into(unit, otherwise), call.column());
        Term term = Term.of(Op.IF, both[0].type(), condition.term(), both[0].term(), both[1].term());
        return new Typed(term, unit, Checker.isDifference(both[0], both[1]), call.column());
    }

    private Typed extreme(Node.CallNode call, Op op, Op arrayOp) {
        if (call.arguments().size() == 1 && call.arguments().get(0) instanceof Node.NameNode) {
            Operand operand = arrayOf(call);
            return array(call, arrayOp, operand.type());
        }
        Typed result = numberAt(call, 0);
        for (int i = 1; i < call.arguments().size(); i++) {
            result = checker.sameKind(op, result, numberAt(call, i), call.column());
        }
        return result.at(call.column());
    }

    private Typed clamp(Node.CallNode call) {
        Typed x = numberAt(call, 0);
        Typed low = numberAt(call, 1);
        Typed high = numberAt(call, 2);
        EngineeringUnit unit = UnitArithmetic.common(x, low.hasUnit() ? low : high);
        x = UnitArithmetic.into(unit, x);
        low = UnitArithmetic.into(unit, low);
        high = UnitArithmetic.into(unit, high);
        boolean isInteger = x.type() == TagType.INT64 && low.type() == TagType.INT64 && high.type() == TagType.INT64;
        Term term = isInteger
                ? Term.of(Op.CLAMP, TagType.INT64, x.term(), low.term(), high.term())
                : Term.of(
                        Op.CLAMP,
                        TagType.FLOAT64,
                        x.asFloat().term(),
                        low.asFloat().term(),
                        high.asFloat().term());
        return x.with(term).at(call.column());
    }

    private Typed sameAsArgument(Node.CallNode call, Op op) {
        Typed x = numberAt(call, 0);
        return x.with(Term.of(op, x.type(), x.term())).at(call.column());
    }

    private Typed sign(Node.CallNode call) {
        Typed x = numberAt(call, 0);
        return plain(call, Term.of(Op.SIGN, x.type(), x.term()));
    }

    private Typed rounded(Node.CallNode call, Op op) {
        Typed x = numberAt(call, 0);
        return x.type() == TagType.INT64
                ? x.at(call.column())
                : x.with(Term.of(op, TagType.FLOAT64, x.term())).at(call.column());
    }

    private Typed integer(Node.CallNode call) {
        Typed x = numberAt(call, 0);
        return x.type() == TagType.INT64
                ? x.at(call.column())
                : x.with(Term.of(Op.TO_INT, TagType.INT64, x.term())).at(call.column());
    }

    private Typed quotient(Node.CallNode call) {
        Typed a = numberAt(call, 0);
        Typed b = numberAt(call, 1);
        if (a.type() != TagType.INT64 || b.type() != TagType.INT64 || b.hasUnit()) {
            throw new ExpressionException(
                    call.column(), "div divides int64 by an int64 without a unit; for others write a / b");
        }
        return a.with(Term.of(Op.QUOTIENT, TagType.INT64, a.term(), b.term())).at(call.column());
    }

    private Typed ofNumbers(Node.CallNode call, Op op) {
        return plain(
                call,
                Term.of(
                        op,
                        TagType.FLOAT64,
                        UnitArithmetic.number(numberAt(call, 0)).term()));
    }

    private Typed angle(Node.CallNode call) {
        Typed y = numberAt(call, 0);
        Typed x = numberAt(call, 1);
        EngineeringUnit unit = UnitArithmetic.common(y, x);
        Term term = Term.of(
                Op.ATAN2,
                TagType.FLOAT64,
                UnitArithmetic.into(unit, y).asFloat().term(),
                UnitArithmetic.into(unit, x).asFloat().term());
        return plain(call, term);
    }

    private Typed converted(Node.CallNode call) {
        if (!(call.arguments().get(1) instanceof Node.TextNode text)) {
            throw new ExpressionException(
                    call.arguments().get(1).column(),
                    "a unit in quotes is needed: " + call.function().signature());
        }
        return UnitArithmetic.into(UnitArithmetic.parse(text.text(), text.column()), numberAt(call, 0))
                .at(call.column());
    }

    private Typed status(Node.CallNode call, Op op, TagType type) {
        Operand operand =
                checker.operand(call.arguments().get(0), call.function().label());
        return plain(call, Term.reading(op, type, operand, 0));
    }

    /** The tag is read only when it is not bad. */
    private Typed valid(Node.CallNode call) {
        Operand operand = checker.operand(call.arguments().get(0), "valid");
        Typed tag = checker.check(call.arguments().get(0));
        Typed fallback = checker.check(call.arguments().get(1));
        EngineeringUnit unit = UnitArithmetic.common(tag, fallback);
        Typed[] both =
                Checker.sameTypes(UnitArithmetic.into(unit, tag), UnitArithmetic.into(unit, fallback), call.column());
        Term isUsable = Term.of(Op.NOT, TagType.BOOL, Term.reading(Op.IS_BAD, TagType.BOOL, operand, 0));
        if (tag.type() == TagType.FLOAT64) {
            Term again = checker.check(call.arguments().get(0)).term();
            isUsable = Term.of(Op.AND, TagType.BOOL, isUsable, Term.of(Op.IS_FINITE, TagType.BOOL, again));
        }
        Term term = Term.of(Op.IF, both[0].type(), isUsable, both[0].term(), both[1].term());
        return new Typed(term, unit, Checker.isDifference(both[0], both[1]), call.column());
    }

    private Typed sum(Node.CallNode call) {
        Operand operand = arrayOf(call);
        if (operand.unit().isOffsetScale()) {
            throw new ExpressionException(
                    call.column(), "'" + operand.unit() + "' has an offset and is not added up; take avg");
        }
        return array(call, Op.ARRAY_SUM, operand.type());
    }

    private Typed array(Node.CallNode call, Op op, TagType type) {
        Operand operand = arrayOf(call);
        if (operand.length() > 1) {
            Op reading = op == Op.ARRAY_AVG && operand.type() == TagType.INT64 ? Op.ARRAY_AVG_INT : op;
            return new Typed(
                    Term.reading(reading, type, operand, operand.length()), operand.unit(), false, call.column());
        }
        Typed only = numberAt(call, 0);
        return (type == TagType.FLOAT64 ? only.asFloat() : only).at(call.column());
    }

    private Operand arrayOf(Node.CallNode call) {
        Node argument = call.arguments().get(0);
        if (!(argument instanceof Node.NameNode)) {
            throw new ExpressionException(argument.column(), call.function().label() + " needs the name of an array");
        }
        Operand operand = checker.operand(argument, call.function().label());
        if (operand.type() != TagType.INT64 && operand.type() != TagType.FLOAT64) {
            throw new ExpressionException(
                    argument.column(),
                    call.function().label() + " needs numbers, this is "
                            + operand.type().label());
        }
        return operand;
    }

    private Typed rate(Node.CallNode call) {
        Typed x = numberAt(call, 0).asFloat();
        EngineeringUnit unit = x.unit();
        if (unit.isOffsetScale()) {
            x = x.converted(unit.to(UnitArithmetic.KELVIN).factor(), 0);
            unit = UnitArithmetic.KELVIN;
        }
        boolean hasWindow = call.arguments().size() > 1;
        long window = hasWindow ? duration(call, 1) : 0;
        Term term = history(call, hasWindow ? Op.RATE_WINDOW : Op.RATE, TagType.FLOAT64, window, x.term());
        return plain(call, term).withUnit(unit == EngineeringUnit.NONE ? unit : unit.dividedBy(UnitArithmetic.SECOND));
    }

    private Typed integral(Node.CallNode call, Term reset, int perAt) {
        Typed x = numberAt(call, 0).asFloat();
        EngineeringUnit unit = UnitArithmetic.timesSeconds(x);
        long per = NS_PER_SECOND;
        if (call.arguments().size() > perAt) {
            if (x.hasUnit()) {
                throw new ExpressionException(
                        call.arguments().get(perAt).column(),
                        "the value is in '" + x.unit()
                                + "', from which the unit of time follows: leave this argument out");
            }
            per = duration(call, perAt);
        }
        Term[] arguments = reset == null ? new Term[] {x.term()} : new Term[] {x.term(), reset};
        return plain(call, history(call, Op.INTEGRAL, TagType.FLOAT64, per, arguments))
                .withUnit(unit);
    }

    private Term[] boolsOf(Node.CallNode call) {
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < call.arguments().size(); i++) {
            terms.add(boolAt(call, i).term());
        }
        return terms.toArray(Term[]::new);
    }

    private Term history(Node.CallNode call, Op op, TagType type, long span, Term... arguments) {
        int at = words;
        words += op.words;
        if (words > MAX_WORDS) {
            throw new ExpressionException(
                    call.column(),
                    "the history of all time functions takes more than " + 8 * MAX_WORDS
                            + " bytes; use several derived tags");
        }
        return Term.withHistory(op, type, span, at, List.of(arguments));
    }

    private long duration(Node.CallNode call, int index) {
        Node argument = call.arguments().get(index);
        if (argument instanceof Node.DurationNode duration) {
            return duration.nanos();
        }
        throw new ExpressionException(
                argument.column(),
                "a duration such as 10s is needed: " + call.function().signature());
    }

    private Typed numberAt(Node.CallNode call, int index) {
        return checker.number(call.arguments().get(index), call.function().label());
    }

    private Typed boolAt(Node.CallNode call, int index) {
        return checker.bool(call.arguments().get(index), call.function().label());
    }

    private static Typed plain(Node.CallNode call, Term term) {
        return Typed.plain(term, call.column());
    }
}
