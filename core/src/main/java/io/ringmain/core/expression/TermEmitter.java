package io.ringmain.core.expression;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.D2L;
import static org.objectweb.asm.Opcodes.DADD;
import static org.objectweb.asm.Opcodes.DCMPG;
import static org.objectweb.asm.Opcodes.DCMPL;
import static org.objectweb.asm.Opcodes.DDIV;
import static org.objectweb.asm.Opcodes.DMUL;
import static org.objectweb.asm.Opcodes.DNEG;
import static org.objectweb.asm.Opcodes.DREM;
import static org.objectweb.asm.Opcodes.DSUB;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.I2L;
import static org.objectweb.asm.Opcodes.IAND;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.ICONST_1;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IFGE;
import static org.objectweb.asm.Opcodes.IFGT;
import static org.objectweb.asm.Opcodes.IFLE;
import static org.objectweb.asm.Opcodes.IFLT;
import static org.objectweb.asm.Opcodes.IFNE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.IOR;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.ISUB;
import static org.objectweb.asm.Opcodes.IUSHR;
import static org.objectweb.asm.Opcodes.IXOR;
import static org.objectweb.asm.Opcodes.L2D;
import static org.objectweb.asm.Opcodes.LAND;
import static org.objectweb.asm.Opcodes.LCMP;
import static org.objectweb.asm.Opcodes.LLOAD;
import static org.objectweb.asm.Opcodes.LSTORE;
import static org.objectweb.asm.Opcodes.POP;

import io.ringmain.core.tag.TagType;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.Type;

/**
 * Writes the method of a shape. On the stack a bool is an int, an int64 a long, a float64 a double.
 *
 * <p>Time functions run first, inner ones before outer ones, each in every evaluation, and leave their results in locals; what
 * remains is lazy. While the argument of a time function is computed, the qualities of the tags it reads are gathered in a local.
 *
 * <pre>
 *   locals: 0 this, 1 operands, 2 memory, 3 ring time, from 5: results and gathered qualities of time functions
 * </pre>
 */
final class TermEmitter {
    private static final String ARITHMETIC = Type.getInternalName(Arithmetic.class);
    private static final String OPERANDS = Type.getInternalName(Operands.class);
    private static final String ANGLES = Type.getInternalName(Angles.class);
    private static final String HISTORY = Type.getInternalName(History.class);
    private static final String WINDOWS = Type.getInternalName(Windows.class);
    private static final String MATH = "java/lang/Math";
    private static final String STRICT_MATH = "java/lang/StrictMath";
    private static final String HISTORY_FORM = "(JZZ" + Type.getDescriptor(Memory.class) + "IJJ)J";
    private static final int NOT_GATHERING = -1;

    private final Shape shape;
    private final ShapeCode code;
    private final Map<Term, Integer> resultLocals = new IdentityHashMap<>();
    private final Map<Term, Integer> qualityLocals = new IdentityHashMap<>();
    private int gathering = NOT_GATHERING;

    TermEmitter(Shape shape, ShapeCode code) {
        this.shape = shape;
        this.code = code;
    }

    void emit() {
        for (Term term : shape.withHistory()) {
            history(term);
        }
        value(shape.root());
        code.toBits(shape.root().type());
    }

    private void history(Term term) {
        Term argument = term.argument(0);
        int quality = gather(argument);
        int value = code.local(argument.type() == TagType.BOOL ? 1 : 2);
        code.store(argument.type(), value);
        int isSecond = 0;
        if (term.arguments().size() > 1) {
            int secondQuality = gather(term.argument(1));
            usable(secondQuality);
            code.instruction(IAND);
            isSecond = code.local(1);
            code.variable(ISTORE, isSecond);
        }
        code.load(argument.type(), value);
        code.toBits(argument.type());
        usable(quality);
        if (argument.type() == TagType.FLOAT64) {
            code.load(TagType.FLOAT64, value);
            code.call(ARITHMETIC, "isFinite", "(D)Z");
            code.instruction(IAND);
        }
        if (isSecond == 0) {
            code.instruction(ICONST_0);
        } else {
            code.variable(ILOAD, isSecond);
        }
        code.variable(ALOAD, 2);
        code.intParameter(term, 0);
        code.variable(LLOAD, 3);
        code.parameter(term, 1);
        code.call(isWindow(term.op()) ? WINDOWS : HISTORY, term.op().method, HISTORY_FORM);
        int result = code.local(2);
        code.variable(LSTORE, result);
        resultLocals.put(term, result);
        qualityLocals.put(term, quality);
    }

    /** Computes a value and gathers the qualities of what was read for it: bad when any is. */
    private int gather(Term term) {
        int quality = code.local(1);
        code.instruction(ICONST_0);
        code.variable(ISTORE, quality);
        gathering = quality;
        value(term);
        gathering = NOT_GATHERING;
        return quality;
    }

    private void usable(int quality) {
        code.variable(ILOAD, quality);
        code.constant(31);
        code.instruction(IUSHR);
        code.instruction(ICONST_1);
        code.instruction(IXOR);
    }

    private static boolean isWindow(Op op) {
        return op == Op.RATE_WINDOW || op == Op.AVERAGE || op == Op.DELAY;
    }

    private void value(Term term) {
        Op op = term.op();
        if (op.hasHistory()) {
            code.variable(LLOAD, resultLocals.get(term));
            code.fromBits(term.type());
            gatherFrom(qualityLocals.get(term));
            return;
        }
        switch (op) {
            case CONSTANT -> {
                code.parameter(term, 0);
                code.fromBits(term.type());
            }
            case TAG -> {
                code.variable(ALOAD, 1);
                code.intParameter(term, 0);
                code.operands("bits", "(I)J");
                code.fromBits(term.type());
                gatherStatus(term);
            }
            case ELEMENT -> {
                code.variable(ALOAD, 1);
                code.intParameter(term, 0);
                code.intParameter(term, 1);
                code.operands("element", "(II)J");
                code.fromBits(term.type());
                gatherStatus(term);
            }
            case ARRAY_SUM, ARRAY_AVG, ARRAY_AVG_INT, ARRAY_MIN, ARRAY_MAX -> array(term);
            case STATUS -> {
                status(term);
                code.instruction(I2L);
                code.constant(0xFFFFFFFFL);
                code.instruction(LAND);
            }
            case IS_GOOD -> {
                status(term);
                code.call(ARITHMETIC, "isGood", "(I)Z");
            }
            case IS_UNCERTAIN -> {
                status(term);
                code.call(ARITHMETIC, "isUncertain", "(I)Z");
            }
            case IS_BAD -> {
                status(term);
                code.call(ARITHMETIC, "isBad", "(I)Z");
            }
            case TEXT_EQUALS -> textEquals(term);
            case IF -> choice(term);
            case AND -> lazy(term, IFEQ);
            case OR -> lazy(term, IFNE);
            default -> strict(term);
        }
    }

    private void strict(Term term) {
        for (Term argument : term.arguments()) {
            value(argument);
        }
        switch (term.op()) {
            case NOT -> {
                code.instruction(ICONST_1);
                code.instruction(IXOR);
            }
            case EQ, NE, LT, LE, GT, GE -> compare(term.op(), term.argument(0).type());
            case TO_FLOAT -> code.instruction(L2D);
            case TO_INT -> code.instruction(D2L);
            case SCALE, AFFINE -> {
                code.parameter(term, 0);
                code.fromBits(TagType.FLOAT64);
                code.instruction(DMUL);
                if (term.op() == Op.AFFINE) {
                    code.parameter(term, 1);
                    code.fromBits(TagType.FLOAT64);
                    code.instruction(DADD);
                }
            }
            case ADD -> either(term, "add", DADD);
            case SUB -> either(term, "subtract", DSUB);
            case MUL -> either(term, "multiply", DMUL);
            case REM -> either(term, "remainder", DREM);
            case NEG -> either(term, "negate", DNEG);
            case DIV -> code.instruction(DDIV);
            case QUOTIENT -> code.call(ARITHMETIC, "quotient", "(JJ)J");
            case ABS -> {
                boolean isLong = term.type() == TagType.INT64;
                code.call(isLong ? ARITHMETIC : MATH, isLong ? "absolute" : "abs", isLong ? "(J)J" : "(D)D");
            }
            case SIGN -> code.call(ARITHMETIC, "sign", term.type() == TagType.INT64 ? "(J)J" : "(D)D");
            case MIN -> code.call(MATH, "min", term.type() == TagType.INT64 ? "(JJ)J" : "(DD)D");
            case MAX -> code.call(MATH, "max", term.type() == TagType.INT64 ? "(JJ)J" : "(DD)D");
            case CLAMP -> code.call(ARITHMETIC, "clamp", term.type() == TagType.INT64 ? "(JJJ)J" : "(DDD)D");
            case ROUND -> code.call(ARITHMETIC, "round", "(D)D");
            case IS_FINITE -> code.call(ARITHMETIC, "isFinite", "(D)Z");
            // exactly defined, and machine instructions
            case FLOOR, CEIL, SQRT -> code.call(MATH, name(term.op()), "(D)D");
            case SIN, COS, TAN -> code.call(ANGLES, name(term.op()), "(D)D");
            case POW, ATAN2 -> code.call(STRICT_MATH, name(term.op()), "(DD)D");
            default -> code.call(STRICT_MATH, name(term.op()), "(D)D");
        }
    }

    private void array(Term term) {
        boolean isLong = term.type() == TagType.INT64;
        String method = switch (term.op()) {
            case ARRAY_SUM -> isLong ? "sumLong" : "sumDouble";
            case ARRAY_MIN -> isLong ? "minLong" : "minDouble";
            case ARRAY_MAX -> isLong ? "maxLong" : "maxDouble";
            case ARRAY_AVG_INT -> "averageLong";
            default -> "averageDouble";
        };
        code.variable(ALOAD, 1);
        code.intParameter(term, 0);
        code.intParameter(term, 1);
        code.call(ARITHMETIC, method, "(L" + OPERANDS + ";II)" + (isLong ? "J" : "D"));
        gatherStatus(term);
    }

    private void textEquals(Term term) {
        int text = 0;
        for (int i = 0; i < shape.textCount(); i++) {
            text = shape.texts()[i] == term.text() ? i : text;
        }
        code.variable(ALOAD, 1);
        code.intParameter(term, 0);
        code.text(text);
        code.operands("textEquals", "(I[B)Z");
        gatherStatus(term);
    }

    private void choice(Term term) {
        Label otherwise = new Label();
        Label end = new Label();
        value(term.argument(0));
        code.jump(IFEQ, otherwise);
        value(term.argument(1));
        code.jump(GOTO, end);
        code.label(otherwise);
        value(term.argument(2));
        code.label(end);
    }

    /** {@code jump} decides from the left side alone. */
    private void lazy(Term term, int jump) {
        Label end = new Label();
        value(term.argument(0));
        code.instruction(DUP);
        code.jump(jump, end);
        code.instruction(POP);
        value(term.argument(1));
        code.label(end);
    }

    /** A NaN is equal to nothing, less than nothing and greater than nothing. */
    private void compare(Op op, TagType type) {
        Label isTrue = new Label();
        Label end = new Label();
        int jump = switch (op) {
            case EQ -> IFEQ;
            case NE -> IFNE;
            case LT -> IFLT;
            case LE -> IFLE;
            case GT -> IFGT;
            default -> IFGE;
        };
        if (type == TagType.FLOAT64) {
            code.instruction(op == Op.LT || op == Op.LE ? DCMPG : DCMPL);
        } else if (type == TagType.INT64) {
            code.instruction(LCMP);
        } else {
            code.instruction(ISUB);
        }
        code.jump(jump, isTrue);
        code.instruction(ICONST_0);
        code.jump(GOTO, end);
        code.label(isTrue);
        code.instruction(ICONST_1);
        code.label(end);
    }

    private void either(Term term, String saturating, int instruction) {
        if (term.type() == TagType.INT64) {
            code.call(ARITHMETIC, saturating, term.arguments().size() == 1 ? "(J)J" : "(JJ)J");
        } else {
            code.instruction(instruction);
        }
    }

    private void gatherStatus(Term term) {
        if (gathering != NOT_GATHERING) {
            status(term);
            or();
        }
    }

    private void gatherFrom(int quality) {
        if (gathering != NOT_GATHERING) {
            code.variable(ILOAD, quality);
            or();
        }
    }

    private void or() {
        code.variable(ILOAD, gathering);
        code.instruction(IOR);
        code.variable(ISTORE, gathering);
    }

    private void status(Term term) {
        code.variable(ALOAD, 1);
        code.intParameter(term, 0);
        code.operands("status", "(I)I");
    }

    private static String name(Op op) {
        return op.name().toLowerCase(Locale.ROOT);
    }
}
