package io.ringmain.historian.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program without the driver on its class path finds it in a folder, and says so when it does not. */
class DriversTest {
    @TempDir
    Path folder;

    @Test
    void shouldLoadADriverFromItsFolder() throws Exception {
        Path jar = jar();
        Files.copy(jar, folder.resolve(jar.getFileName()));
        assertThat(outputOfProgramWithout(jar)).containsExactly("org.mariadb.jdbc.Driver");
    }

    @Test
    void shouldSayWhatToDoWhenThereIsNoDriver() throws Exception {
        assertThat(outputOfProgramWithout(jar()))
                .containsExactly("there is no driver for mariadb; put its jar (org.mariadb.*) into " + folder);
    }

    @Test
    void shouldFindTheDriversThatComeAlong() {
        assertThat(Drivers.of(Dialect.SQLITE, null)).isInstanceOf(org.sqlite.JDBC.class);
        assertThat(Drivers.of(Dialect.POSTGRESQL, null)).isInstanceOf(org.postgresql.Driver.class);
    }

    private static Path jar() throws Exception {
        return Path.of(Class.forName("org.mariadb.jdbc.Driver")
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private List<String> outputOfProgramWithout(Path jar) throws Exception {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String rest = Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).equals(jar))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        rest,
                        Program.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).isZero();
        return lines;
    }

    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            try {
                System.out.println(Drivers.of(Dialect.MARIADB, Path.of(arguments[0]))
                        .getClass()
                        .getName());
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
