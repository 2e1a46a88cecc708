package io.ringmain.core.extension;

import io.ringmain.core.machine.Machine;
import java.util.Map;

/** Defines the classes of one jar from the bytes that were checked; everything else comes from Ringmain's own loader. */
final class JarClassLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final Map<String, byte[]> classes;

    JarClassLoader(JarContents jar) {
        super(jar.name(), Machine.class.getClassLoader());
        classes = jar.classes();
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name.replace('.', '/'));
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }
}
