package io.ringmain.perf.peer;

import io.ringmain.perf.SuiteFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Yamcs and what it needs, from Maven Central, kept for the next run. Yamcs is under the AGPL-3.0: it is fetched by who
 * measures, runs as a process of its own, and is no part of Ringmain.
 */
final class YamcsLibraries {
    static final String VERSION = "5.13.2";

    private static final String GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.10.0:copy-dependencies";
    private static final long PATIENCE_MIN = 10;

    private YamcsLibraries() {}

    /**
     * The folder of the jars; fetches them when they are not there.
     *
     * @param home of Ringmain's sources, with the Maven wrapper in it; null when that is not known
     */
    static Path fetch(Path home) {
        if (home == null || !Files.isRegularFile(home.resolve("mvnw"))) {
            throw new SuiteFailedException(
                    "peer: not run: no Maven wrapper here to fetch Yamcs with; start it with ./ringmain perf");
        }
        Path folder = folder(home);
        Path lib = folder.resolve("lib");
        if (!Files.isDirectory(lib)) {
            System.err.println("perf: peer: fetching Yamcs " + VERSION + " from Maven Central, once (47 MB)");
            try {
                fetch(home, folder, lib);
            } catch (IOException e) {
                throw new SuiteFailedException("peer: not run: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SuiteFailedException("peer: interrupted");
            }
        }
        return lib;
    }

    static Path folder(Path home) {
        return home.resolve("perf").resolve("target").resolve("peers").resolve("yamcs-" + VERSION);
    }

    private static void fetch(Path home, Path folder, Path lib) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path pom = Files.writeString(folder.resolve("pom.xml"), pom());
        Path log = folder.resolve("fetch.log");
        Path part = folder.resolve("lib.part");
        ProcessBuilder builder = new ProcessBuilder(command(home, pom, part))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process maven = builder.start();
        maven.getOutputStream().close();
        boolean isDone = maven.waitFor(PATIENCE_MIN, TimeUnit.MINUTES);
        if (!isDone) {
            maven.destroy();
        }
        if (!isDone || maven.exitValue() != 0) {
            throw new SuiteFailedException("peer: not run: Yamcs " + VERSION + " is not in " + lib
                    + " and could not be fetched from Maven Central; " + log + " says why");
        }
        Files.move(part, lib);
    }

    private static List<String> command(Path home, Path pom, Path into) {
        List<String> command = new ArrayList<>(List.of(home.resolve("mvnw").toString(), "-B", "-q"));
        String maven = System.getenv("MAVEN_USER_HOME");
        if (maven != null && !maven.isEmpty()) {
            command.add("-Dmaven.repo.local=" + Path.of(maven, "repository"));
        }
        command.addAll(List.of("-f", pom.toString(), GOAL, "-DincludeScope=runtime", "-DoutputDirectory=" + into));
        return command;
    }

    private static String pom() {
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>io.ringmain.peers</groupId>
                  <artifactId>yamcs</artifactId>
                  <version>1</version>
                  <packaging>pom</packaging>
                  <dependencies>
                    <dependency>
                      <groupId>org.yamcs</groupId>
                      <artifactId>yamcs-core</artifactId>
                      <version>%s</version>
                    </dependency>
                  </dependencies>
                </project>
                """.formatted(VERSION);
    }
}
