package io.ringmain.core.expression;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.DLOAD;
import static org.objectweb.asm.Opcodes.DSTORE;
import static org.objectweb.asm.Opcodes.GETFIELD;
import static org.objectweb.asm.Opcodes.I2L;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.L2I;
import static org.objectweb.asm.Opcodes.LLOAD;
import static org.objectweb.asm.Opcodes.LSTORE;

import io.ringmain.core.tag.TagType;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/** The instructions of a shape's method: its parameters, its locals, conversions from and to bits. */
final class ShapeCode {
    private static final String OPERANDS = Type.getInternalName(Operands.class);

    private final Shape shape;
    private final MethodVisitor code;
    private int nextLocal = 5;

    ShapeCode(Shape shape, MethodVisitor code) {
        this.shape = shape;
        this.code = code;
    }

    void instruction(int opcode) {
        code.visitInsn(opcode);
    }

    void variable(int opcode, int local) {
        code.visitVarInsn(opcode, local);
    }

    void jump(int opcode, Label target) {
        code.visitJumpInsn(opcode, target);
    }

    void label(Label label) {
        code.visitLabel(label);
    }

    void constant(Object value) {
        code.visitLdcInsn(value);
    }

    /** On the stack: the operands and their arguments. */
    void operands(String method, String descriptor) {
        code.visitMethodInsn(INVOKEINTERFACE, OPERANDS, method, descriptor, true);
    }

    void text(int index) {
        code.visitVarInsn(ALOAD, 0);
        code.visitFieldInsn(GETFIELD, ShapeCompiler.NAME, "t" + index, "[B");
    }

    void parameter(Term term, int offset) {
        code.visitVarInsn(ALOAD, 0);
        code.visitFieldInsn(GETFIELD, ShapeCompiler.NAME, "n" + (shape.parameterOf(term) + offset), "J");
    }

    void intParameter(Term term, int offset) {
        parameter(term, offset);
        code.visitInsn(L2I);
    }

    void fromBits(TagType type) {
        if (type == TagType.FLOAT64) {
            call("java/lang/Double", "longBitsToDouble", "(J)D");
        } else if (type == TagType.BOOL) {
            code.visitInsn(L2I);
        }
    }

    void toBits(TagType type) {
        if (type == TagType.FLOAT64) {
            call("java/lang/Double", "doubleToLongBits", "(D)J");
        } else if (type == TagType.BOOL) {
            code.visitInsn(I2L);
        }
    }

    int local(int size) {
        int local = nextLocal;
        nextLocal += size;
        return local;
    }

    void store(TagType type, int local) {
        code.visitVarInsn(type == TagType.FLOAT64 ? DSTORE : type == TagType.INT64 ? LSTORE : ISTORE, local);
    }

    void load(TagType type, int local) {
        code.visitVarInsn(type == TagType.FLOAT64 ? DLOAD : type == TagType.INT64 ? LLOAD : ILOAD, local);
    }

    void call(String owner, String name, String descriptor) {
        code.visitMethodInsn(INVOKESTATIC, owner, name, descriptor, false);
    }
}
