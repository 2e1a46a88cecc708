package io.ringmain.core.extension;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Reads the bytecode of a jar of machines before anything of it is loaded, and names what a machine may not do: clocks,
 * threads, input and output, random sources, reflection, native code, state outside the context.
 *
 * <p>It finds mistakes; it is no wall against malice: whoever may put jars into the folder is trusted.
 *
 * <p>Thread: its owner.
 */
final class MachineCheck extends ClassVisitor {
    private static final int API = Opcodes.ASM9;
    private static final String MACHINE = "io/ringmain/core/machine/Machine";
    private static final Set<String> CONSTANTS = Set.of(
            "java/lang/String",
            "java/lang/Boolean",
            "java/lang/Integer",
            "java/lang/Long",
            "java/lang/Double",
            "java/lang/Float",
            "java/lang/Short",
            "java/lang/Byte",
            "java/lang/Character",
            "java/math/BigDecimal",
            "java/math/BigInteger",
            "java/util/List",
            "java/util/Set",
            "java/util/Map");
    private static final Set<String> BOOTSTRAPS = Set.of(
            "java/lang/invoke/LambdaMetafactory",
            "java/lang/invoke/StringConcatFactory",
            "java/lang/runtime/ObjectMethods",
            "java/lang/runtime/SwitchBootstraps");

    private final JarContents jar;
    private final Set<String> problems;
    private String name;
    private boolean isMachine;
    private boolean isEnum;

    private MachineCheck(JarContents jar, Set<String> problems) {
        super(API);
        this.jar = jar;
        this.problems = problems;
    }

    /** A line for each thing that is wrong, in the order of classes. */
    static List<String> check(JarContents jar) {
        List<String> all = new ArrayList<>();
        jar.classes().forEach((name, bytes) -> {
            Set<String> problems = new TreeSet<>();
            try {
                new ClassReader(bytes).accept(new MachineCheck(jar, problems), ClassReader.SKIP_DEBUG);
            } catch (RuntimeException e) {
                problems.add(jar.name() + ": " + name + " is no class file that can be read");
            }
            all.addAll(problems);
        });
        return all;
    }

    private void report(String member, String what) {
        problems.add(jar.name() + ": " + name.replace('/', '.') + (member.isEmpty() ? "" : "." + member) + " " + what);
    }

    private void checkType(String member, String owner) {
        String element = owner;
        while (element.startsWith("[")) {
            element = element.substring(1);
        }
        if (!element.equals(owner)) {
            element = element.startsWith("L") ? element.substring(1, element.length() - 1) : "java/lang/Object";
        }
        String reason = jar.classes().containsKey(element) ? null : Forbidden.type(element);
        if (reason != null) {
            report(member, "uses " + element.replace('/', '.') + ": " + reason);
        }
    }

    private void checkDescriptor(String member, String descriptor) {
        Type type = Type.getType(descriptor);
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        if (element.getSort() == Type.OBJECT) {
            checkType(member, element.getInternalName());
        }
    }

    @Override
    public void visit(int version, int access, String className, String signature, String parent, String[] interfaces) {
        name = className;
        isMachine = List.of(interfaces).contains(MACHINE);
        isEnum = (access & Opcodes.ACC_ENUM) != 0;
        if (className.startsWith("io/ringmain/") || className.startsWith("java/")) {
            report("", "is in a package that is not its own; use a package of yours");
        }
        if (parent != null) {
            checkType("", parent);
        }
        for (String one : interfaces) {
            checkType("", one);
        }
    }

    @Override
    public FieldVisitor visitField(int access, String field, String descriptor, String signature, Object value) {
        checkDescriptor(field, descriptor);
        boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
        boolean isFinal = (access & Opcodes.ACC_FINAL) != 0;
        boolean isOfCompiler = (access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_ENUM)) != 0;
        if (isStatic && !isFinal && !isOfCompiler) {
            report(field, "is static and not final: state outside the machine's; use registers or memory");
        } else if (isStatic && !isOfCompiler && !isConstant(Type.getType(descriptor))) {
            report(
                    field,
                    "is static and of a type that may change: state outside the machine's; use registers, memory, or an"
                            + " immutable list");
        } else if (!isStatic && !isFinal && isMachine) {
            report(field, "is a field that changes, and one instance serves all machines of its type; use registers");
        }
        return null;
    }

    /** Classes of the jar itself are trusted to be constants; their fields are looked at where they stand. */
    private boolean isConstant(Type type) {
        return switch (type.getSort()) {
            case Type.ARRAY -> false;
            case Type.OBJECT ->
                CONSTANTS.contains(type.getInternalName())
                        || type.getInternalName().startsWith("io/ringmain/core/")
                        || jar.classes().containsKey(type.getInternalName());
            default -> true;
        };
    }

    @Override
    public MethodVisitor visitMethod(int access, String method, String descriptor, String signature, String[] thrown) {
        if ((access & Opcodes.ACC_NATIVE) != 0) {
            report(method, "is native; write it in Java");
        }
        if ((access & Opcodes.ACC_SYNCHRONIZED) != 0) {
            report(method, "is synchronized: " + Forbidden.locks());
        }
        if (method.equals("finalize") && descriptor.equals("()V")) {
            report(method, "is a finalizer, which runs at any time; leave it out");
        }
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            checkDescriptor(method, argument.getDescriptor());
        }
        return new Body(method);
    }

    /** One method's instructions. */
    private final class Body extends MethodVisitor {
        private final String method;

        Body(String method) {
            super(API);
            this.method = method;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String called, String descriptor, boolean isInterface) {
            call(owner, called, descriptor);
        }

        private void call(String owner, String called, String descriptor) {
            // Every enum has valueOf, which looks into its class; the compiler wrote it.
            boolean isOfEnum = isEnum && (owner.startsWith("[") || owner.equals("java/lang/Enum"));
            if (isOfEnum || owner.startsWith("[") || jar.classes().containsKey(owner)) {
                return;
            }
            String reason = Forbidden.type(owner);
            if (reason == null) {
                reason = Forbidden.method(owner, called, descriptor);
            }
            if (reason != null) {
                report(method, "calls " + owner.replace('/', '.') + "." + called + ": " + reason);
            }
        }

        @Override
        public void visitInvokeDynamicInsn(String called, String descriptor, Handle bootstrap, Object... arguments) {
            if (!BOOTSTRAPS.contains(bootstrap.getOwner())) {
                report(method, "is linked by " + bootstrap.getOwner().replace('/', '.') + ", which is not known");
            }
            if (bootstrap.getOwner().equals("java/lang/invoke/StringConcatFactory")
                    && Forbidden.concatenation(descriptor) != null) {
                report(method, "puts a text together: " + Forbidden.concatenation(descriptor));
            }
            for (Object argument : arguments) {
                if (argument instanceof Handle handle && handle.getTag() >= Opcodes.H_INVOKEVIRTUAL) {
                    call(handle.getOwner(), handle.getName(), handle.getDesc());
                }
            }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
            checkType(method, owner);
            if (owner.equals("java/lang/System")) {
                report(method, "reads java.lang.System." + field + ": " + Forbidden.method(owner, field, ""));
            }
            boolean isWrite = opcode == Opcodes.PUTSTATIC && !method.equals("<clinit>");
            if (isWrite) {
                report(method, "writes the static field " + field + "; use registers or memory");
            }
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            checkType(method, type);
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.MONITORENTER) {
                report(method, "is synchronized: " + Forbidden.locks());
            }
        }
    }
}
