package io.ringmain.core.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineJarsTest {
    @TempDir
    private Path folder;

    private List<String> problems() {
        try {
            MachineJars.in(folder);
            return List.of();
        } catch (MachineJarException e) {
            return e.problems();
        }
    }

    @Test
    void shouldLoadEachJarInALoaderOfItsOwn() {
        new JarBuilder().machine("One", "one", "", "").write(folder.resolve("a.jar"));
        new JarBuilder().machine("One", "two", "", "").write(folder.resolve("b.jar"));
        List<MachineJar> jars = MachineJars.in(folder);
        assertThat(jars).extracting(MachineJar::name).containsExactly("a.jar", "b.jar");
        assertThat(jars.get(0).machines().get(0).declaration().type()).isEqualTo("one");
        assertThat(jars.get(1).machines().get(0).declaration().type()).isEqualTo("two");
        assertThat(jars.get(0).sha256())
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(jars.get(1).sha256());
        assertThat(MachineJars.in(folder).get(0).sha256()).isEqualTo(jars.get(0).sha256());
    }

    /** What an ordinary machine is written with: enums, records, lambdas, switches, texts and collections. */
    @Test
    void shouldAcceptPlainCode() {
        new JarBuilder().machine("Plain", "plain", """
                        enum Mode { SLOW, FAST }
                        record Pair(int a, double b) {}
                        private static final List<Integer> TABLE = List.of(1, 2, 3);
                        private static final Mode FIRST = Mode.valueOf("SLOW");
                        private static final double FACTOR = Math.sqrt(2);
                        private int sum() {
                            int sum = 0;
                            for (int value : TABLE) { sum += value; }
                            return sum + TABLE.stream().mapToInt(v -> v).max().getAsInt();
                        }
                        """, """
                        switch (Mode.values()[(int) context.register(0) % 2]) {
                            case SLOW -> context.write(0, (long) (StrictMath.sin(FACTOR) * sum()));
                            default -> context.write(0, (long) new Pair(1, 2.5).b());
                        }
                        if (context.state() > 3) { throw new IllegalStateException("state " + context.state()); }
                        assert FIRST != null;
                        """).write(folder.resolve("plain.jar"));
        assertThat(problems()).isEmpty();
    }

    /** Code of a step, and what is said of it. */
    private static final String STEPS = """
            System.nanoTime();                                          | calls java.lang.System.nanoTime: a clock; use context.ringTimeNs()
            java.time.Instant.now();                                    | calls java.time.Instant.now: a clock
            new Date();                                                 | java.util.Date: a clock
            new Thread(() -> {}).start();                               | java.lang.Thread.start: threads
            Thread.yield();                                             | java.lang.Thread.yield: threads
            new java.util.concurrent.atomic.AtomicLong();               | java.util.concurrent.atomic.AtomicLong
            synchronized (this) { context.state(); }                    | is synchronized
            new Random().nextInt();                                     | calls java.util.Random.nextInt: a random source; use context.random()
            Math.random();                                              | calls java.lang.Math.random: a random source
            UUID.randomUUID();                                          | java.util.UUID.randomUUID: a random source
            Collections.shuffle(new ArrayList<>(List.of(1)));           | java.util.Collections.shuffle: a random source
            context.write(0, (long) Math.sin(2));                       | calls java.lang.Math.sin: mathematics whose bits differ between JVMs; use StrictMath
            context.write(0, (long) Math.pow(2, 3));                    | Math.pow
            new java.io.File("x").exists();                             | java.io.File.exists: files, network or the process
            System.out.println();                                       | java.lang.System.out
            Runtime.getRuntime().gc();                                  | java.lang.Runtime.gc
            System.getenv("HOME");                                      | java.lang.System.getenv: files
            getClass().getMethods();                                    | reflection
            java.util.function.LongSupplier s = System::nanoTime;       | java.lang.System.nanoTime: a clock
            Double.toString(context.attribute(0));                      | java.lang.Double.toString: a number turned into text
            String t = "x" + context.attribute(0);                      | puts a text together: a number turned into text
            List.of(1).parallelStream().count();                        | parallel streams
            new Object().hashCode();                                    | an object's identity
            System.identityHashCode(this);                              | an object's identity
            javax.swing.UIManager.getLookAndFeel();                     | javax.swing.UIManager.getLookAndFeel: what is not open to machines
            """;

    /** Members of a machine, and what is said of them; a map declared by its interface may be immutable. */
    private static final String MEMBERS = """
            private static int count;                                       | count is static and not final
            private static final int[] TABLE = {1, 2};                      | TABLE is static and of a type that may change
            private static final StringBuilder TEXT = new StringBuilder();  | TEXT is static and of a type that may change
            private int count;                                              | count is a field that changes
            private native void run();                                      | run is native
            synchronized void run() {}                                      | run is synchronized
            private final Thread thread = null;                             | thread uses java.lang.Thread
            """;

    private record Case(String code, String said) {
        static Case of(String line) {
            int bar = line.indexOf('|');
            return new Case(
                    line.substring(0, bar).strip(), line.substring(bar + 1).strip());
        }
    }

    /** All in one jar, because compiling takes its time. */
    @Test
    void shouldNameWhatAMachineMayNotDo() {
        JarBuilder jar = new JarBuilder();
        List<Case> cases =
                Stream.concat(STEPS.lines(), MEMBERS.lines()).map(Case::of).toList();
        long steps = STEPS.lines().count();
        for (int i = 0; i < cases.size(); i++) {
            String code = cases.get(i).code();
            jar.machine("Bad" + i, "bad" + i, i < steps ? "" : code, i < steps ? code : "");
        }
        jar.write(folder.resolve("bad.jar"));
        List<String> problems = problems();
        assertThat(cases).hasSizeGreaterThan(30);
        for (int i = 0; i < cases.size(); i++) {
            String name = "bad.jar: acme.Bad" + i + ".";
            String expected = cases.get(i).said();
            List<String> own =
                    problems.stream().filter(line -> line.startsWith(name)).toList();
            assertThat(own)
                    .as(cases.get(i).code())
                    .anySatisfy(line -> assertThat(line).contains(expected));
        }
    }

    @Test
    void shouldLookIntoEveryClassOfTheJarAndTellAllAtOnce() {
        new JarBuilder()
                .machine("Bad", "bad", "", "Helper.help();")
                .source(
                        "acme.Helper",
                        "package acme; class Helper { static long help() { return System.nanoTime(); } }")
                .source("acme.Other", "package acme; class Other extends Thread { static int n; }")
                .write(folder.resolve("bad.jar"));
        assertThat(problems()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(problems().toString())
                .contains("acme.Helper.help calls", "acme.Other.n is static", "java.lang.Thread");
    }

    @Test
    void shouldRefuseJarsThatAreNoJarsOfMachines() throws IOException {
        Files.writeString(folder.resolve("a.jar"), "no jar at all");
        new JarBuilder().source("acme.X", "package acme; public class X {}").write(folder.resolve("b.jar"));
        new JarBuilder()
                .source("io.ringmain.core.machine.Mine", "package io.ringmain.core.machine; class Mine {}")
                .machine("Fine", "fine", "", "")
                .write(folder.resolve("c.jar"));
        new JarBuilder().machine("Same", "same", "", "").write(folder.resolve("d.jar"));
        new JarBuilder().machine("Same", "same", "", "").write(folder.resolve("e.jar"));
        new JarBuilder()
                .machine("Broken", "broken", "{ if (true) { throw new IllegalStateException(\"broken\"); } }", "")
                .write(folder.resolve("f.jar"));
        assertThat(problems())
                .containsExactlyInAnyOrder(
                        "a.jar: is no jar",
                        "b.jar: offers no machine, must name its classes in"
                                + " META-INF/services/io.ringmain.core.machine.Machine",
                        "c.jar: io.ringmain.core.machine.Mine is in a package that is not its own; use a package of yours",
                        "e.jar: machine type 'same' is in d.jar, too",
                        "f.jar: class acme.Broken can not be made: java.lang.IllegalStateException: broken");
    }

    @Test
    void shouldRefuseAFolderThatIsNone() {
        assertThatThrownBy(() -> MachineJars.in(folder.resolve("none")))
                .isInstanceOf(MachineJarException.class)
                .hasMessageContaining("must be a folder of jars");
    }

    @Test
    void shouldFindRingmainsOwnMachinesOnTheClassPath() {
        List<MachineJar> jars = MachineJars.onClassPath();
        assertThat(jars.get(0).name()).isEmpty();
        assertThat(jars.get(0).machines())
                .anySatisfy(machine -> assertThat(machine.declaration().type()).isEqualTo("pump-duty"));
    }
}
