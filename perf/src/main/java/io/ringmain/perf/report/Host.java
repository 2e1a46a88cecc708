package io.ringmain.perf.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The machine and the JVM that a figure belongs to.
 *
 * @param memoryBytes of the machine
 * @param flags of the JVM
 * @param commit of the sources, {@code unknown} outside a clone; ends in {@code +} when files were changed
 * @param loadBefore load average of the last minute before the first suite: above 0.5 others disturbed
 */
public record Host(
        String cpu,
        int cores,
        long memoryBytes,
        String kernel,
        String jvm,
        List<String> flags,
        String commit,
        double loadBefore) {

    public static Host present() {
        return new Host(
                field("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                installedBytes(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                describeCommit(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String field(String file, String key) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static long installedBytes() {
        String total = field("/proc/meminfo", "MemTotal");
        return total.endsWith(" kB") ? Long.parseLong(total.substring(0, total.length() - 3)) * 1024 : 0;
    }

    private static String describeCommit() {
        String hash = git("rev-parse", "--short=12", "HEAD");
        return hash.isEmpty() ? "unknown" : hash + (git("status", "--porcelain").isEmpty() ? "" : "+");
    }

    private static String git(String... arguments) {
        try {
            ProcessBuilder git = new ProcessBuilder("git", "-C", System.getProperty("ringmain.home", "."));
            git.command().addAll(List.of(arguments));
            Process process = git.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0 ? said.trim() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
