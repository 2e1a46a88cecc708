package io.ringmain.core.extension;

import io.ringmain.core.machine.Machine;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds user machines: in the jars of a folder, and on the class path. A jar with anything wrong is not loaded, and with it
 * none.
 *
 * <p>Thread: the owner, before a plant is launched.
 */
public final class MachineJars {
    private static final String OWN_PACKAGE = "io.ringmain.";

    private MachineJars() {}

    /**
     * The jars of a folder, in the order of their names.
     *
     * @throws MachineJarException when the folder can not be read, or a jar is not what it has to be
     */
    public static List<MachineJar> in(Path folder) {
        List<String> problems = new ArrayList<>();
        List<MachineJar> jars = new ArrayList<>();
        for (Path file : files(folder)) {
            load(file, problems, jars);
        }
        Map<String, String> owners = new LinkedHashMap<>();
        for (MachineJar jar : jars) {
            for (Machine machine : jar.machines()) {
                String other = owners.putIfAbsent(machine.declaration().type(), jar.name());
                if (other != null) {
                    problems.add(jar.name() + ": machine type '"
                            + machine.declaration().type() + "' is in " + other + ", too");
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new MachineJarException(problems);
        }
        return List.copyOf(jars);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new MachineJarException(List.of("'" + folder + "' can not be read, must be a folder of jars"));
        }
    }

    private static void load(Path file, List<String> problems, List<MachineJar> jars) {
        JarContents jar;
        try {
            jar = JarContents.read(file);
        } catch (IOException e) {
            problems.add(file.getFileName() + ": " + e.getMessage());
            return;
        }
        List<String> found = MachineCheck.check(jar);
        if (jar.services().isEmpty()) {
            found.add(jar.name() + ": offers no machine, must name its classes in"
                    + " META-INF/services/io.ringmain.core.machine.Machine");
        }
        problems.addAll(found);
        if (found.isEmpty()) {
            List<Machine> machines = machines(jar, problems);
            jars.add(new MachineJar(jar.name(), jar.sha256(), machines));
        }
    }

    private static List<Machine> machines(JarContents jar, List<String> problems) {
        JarClassLoader loader = new JarClassLoader(jar);
        List<Machine> machines = new ArrayList<>();
        for (String name : jar.services()) {
            try {
                Object instance = loader.loadClass(name).getConstructor().newInstance();
                Machine machine = (Machine) instance;
                if (machine.declaration() == null) {
                    throw new IllegalStateException("it has no declaration");
                }
                machines.add(machine);
            } catch (ClassNotFoundException e) {
                problems.add(jar.name() + ": class " + name + " is not in it");
            } catch (NoSuchMethodException e) {
                problems.add(jar.name() + ": class " + name + " has no public constructor without parameters");
            } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                problems.add(jar.name() + ": class " + name + " can not be made: " + cause);
            }
        }
        return machines;
    }

    /**
     * What stands on the class path: Ringmain's own machines, whose version is that of LOGIC, and those of other jars.
     *
     * @throws MachineJarException when a jar is not what it has to be
     */
    public static List<MachineJar> onClassPath() {
        Map<Path, List<ServiceLoader.Provider<Machine>>> byFile = new LinkedHashMap<>();
        List<Machine> own = new ArrayList<>();
        ServiceLoader.load(Machine.class).stream().forEach(provider -> {
            Path file = fileOf(provider.type());
            if (provider.type().getName().startsWith(OWN_PACKAGE) || file == null) {
                own.add(provider.get());
            } else {
                byFile.computeIfAbsent(file, key -> new ArrayList<>()).add(provider);
            }
        });
        List<MachineJar> jars = new ArrayList<>();
        jars.add(new MachineJar("", "", own));
        Set<String> problems = new LinkedHashSet<>();
        byFile.forEach((file, providers) -> {
            try {
                JarContents jar = JarContents.read(file);
                List<String> found = MachineCheck.check(jar);
                problems.addAll(found);
                if (found.isEmpty()) {
                    jars.add(new MachineJar(
                            jar.name(),
                            jar.sha256(),
                            providers.stream().map(ServiceLoader.Provider::get).toList()));
                }
            } catch (IOException e) {
                problems.add(file.getFileName() + ": " + e.getMessage());
            }
        });
        if (!problems.isEmpty()) {
            throw new MachineJarException(List.copyOf(problems));
        }
        return jars;
    }

    /** The jar a class comes from; null for a folder of classes, as in tests. */
    private static Path fileOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            Path file = source == null || source.getLocation() == null
                    ? null
                    : Path.of(source.getLocation().toURI());
            return file != null && Files.isRegularFile(file) ? file : null;
        } catch (URISyntaxException | IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
            return null;
        }
    }
}
