package io.ringmain.core.expression;

import static org.objectweb.asm.Opcodes.AALOAD;
import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.LALOAD;
import static org.objectweb.asm.Opcodes.LRETURN;
import static org.objectweb.asm.Opcodes.NEW;
import static org.objectweb.asm.Opcodes.PUTFIELD;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V17;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/** Makes the hidden class of a shape: a field per parameter, and one method. */
final class ShapeCompiler {
    static final String NAME = "io/ringmain/core/expression/CompiledShape";

    private static final String PARENT = Type.getInternalName(CompiledExpression.class);
    private static final String MAKE = "([J[[B)V";
    private static final String WITH = "([J[[B)L" + PARENT + ";";
    private static final String EVALUATE = Type.getMethodDescriptor(
            Type.LONG_TYPE, Type.getType(Operands.class), Type.getType(Memory.class), Type.LONG_TYPE);

    private final Shape shape;
    private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);

    ShapeCompiler(Shape shape) {
        this.shape = shape;
    }

    CompiledExpression compile() {
        byte[] bytes = bytes();
        try {
            MethodHandles.Lookup hidden = MethodHandles.lookup().defineHiddenClass(bytes, true);
            return (CompiledExpression) hidden.findConstructor(
                            hidden.lookupClass(), MethodType.methodType(void.class, long[].class, byte[][].class))
                    .invoke(shape.numbers(), shape.texts());
        } catch (Throwable e) {
            throw new IllegalStateException("an expression does not compile", e);
        }
    }

    byte[] bytes() {
        writer.visit(V17, ACC_FINAL | ACC_SUPER, NAME, null, PARENT, null);
        for (int i = 0; i < shape.numberCount(); i++) {
            writer.visitField(ACC_PRIVATE | ACC_FINAL, "n" + i, "J", null, null).visitEnd();
        }
        for (int i = 0; i < shape.textCount(); i++) {
            writer.visitField(ACC_PRIVATE | ACC_FINAL, "t" + i, "[B", null, null)
                    .visitEnd();
        }
        constructor();
        with();
        MethodVisitor evaluate = begin(ACC_PUBLIC | ACC_FINAL, "evaluate", EVALUATE);
        new TermEmitter(shape, new ShapeCode(shape, evaluate)).emit();
        evaluate.visitInsn(LRETURN);
        end(evaluate);
        writer.visitEnd();
        return writer.toByteArray();
    }

    private void constructor() {
        MethodVisitor code = begin(0, "<init>", MAKE);
        code.visitVarInsn(ALOAD, 0);
        code.visitMethodInsn(INVOKESPECIAL, PARENT, "<init>", "()V", false);
        for (int i = 0; i < shape.numberCount(); i++) {
            code.visitVarInsn(ALOAD, 0);
            code.visitVarInsn(ALOAD, 1);
            code.visitLdcInsn(i);
            code.visitInsn(LALOAD);
            code.visitFieldInsn(PUTFIELD, NAME, "n" + i, "J");
        }
        for (int i = 0; i < shape.textCount(); i++) {
            code.visitVarInsn(ALOAD, 0);
            code.visitVarInsn(ALOAD, 2);
            code.visitLdcInsn(i);
            code.visitInsn(AALOAD);
            code.visitFieldInsn(PUTFIELD, NAME, "t" + i, "[B");
        }
        code.visitInsn(RETURN);
        end(code);
    }

    private void with() {
        MethodVisitor code = begin(ACC_FINAL, "with", WITH);
        code.visitTypeInsn(NEW, NAME);
        code.visitInsn(DUP);
        code.visitVarInsn(ALOAD, 1);
        code.visitVarInsn(ALOAD, 2);
        code.visitMethodInsn(INVOKESPECIAL, NAME, "<init>", MAKE, false);
        code.visitInsn(ARETURN);
        end(code);
    }

    private MethodVisitor begin(int access, String name, String descriptor) {
        MethodVisitor code = writer.visitMethod(access, name, descriptor, null, null);
        code.visitCode();
        return code;
    }

    private static void end(MethodVisitor code) {
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
