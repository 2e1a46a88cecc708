package io.ringmain.perf.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What can be found out about the machine from Linux's files and from {@code git} and {@code perf}, if they are there. */
public final class Machine {
    private static final String UNKNOWN = "unknown";
    private static final Path CPU = Path.of("/sys/devices/system/cpu/cpu0");
    private static final long PATIENCE_S = 10;

    private Machine() {}

    static String cpu() {
        String model = field("/proc/cpuinfo", "model name");
        boolean isVirtual = field("/proc/cpuinfo", "flags").contains("hypervisor");
        return isVirtual ? model + " (virtual)" : model;
    }

    static String caches() {
        List<String> caches = new ArrayList<>();
        for (int index = 0; ; index++) {
            Path cache = CPU.resolve("cache/index" + index);
            String level = line(cache.resolve("level"));
            if (level.isEmpty()) {
                return caches.isEmpty() ? "not shown" : String.join(", ", caches);
            }
            String type = line(cache.resolve("type"));
            if (!"Instruction".equals(type)) {
                caches.add("L" + level + ("Data".equals(type) ? "d " : " ") + size(line(cache.resolve("size"))));
            }
        }
    }

    private static String size(String kib) {
        if (!kib.matches("\\d+K")) {
            return kib;
        }
        long size = Long.parseLong(kib.substring(0, kib.length() - 1));
        return size >= 1024 && size % 1024 == 0 ? size / 1024 + " MiB" : size + " KiB";
    }

    static long memoryBytes() {
        String total = field("/proc/meminfo", "MemTotal");
        return total.endsWith(" kB") ? Long.parseLong(total.substring(0, total.length() - 3)) * 1024 : 0;
    }

    static String disk() {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            FileStore store = Files.getFileStore(folder);
            return String.format(
                    Locale.ROOT,
                    "%s on %s, %d of %d GiB free (%s)",
                    store.type(),
                    store.name(),
                    store.getUsableSpace() >> 30,
                    store.getTotalSpace() >> 30,
                    folder);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    static String governor() {
        String governor = line(CPU.resolve("cpufreq/scaling_governor"));
        return governor.isEmpty() ? "not shown" : governor;
    }

    /** Whether {@code perf} counts cycles here; virtual machines often have no counters. */
    public static boolean hasCounters() {
        String counted = said(false, "perf", "stat", "-x", ",", "-e", "cycles,cache-misses", "true");
        List<String> lines = counted.lines().filter(line -> line.contains(",")).toList();
        return lines.size() >= 2 && lines.stream().allMatch(line -> line.matches("\\d+,.*"));
    }

    static String commit() {
        String home = System.getProperty("ringmain.home", ".");
        String hash = said(true, "git", "-C", home, "rev-parse", "--short=12", "HEAD");
        boolean isClean = said(true, "git", "-C", home, "status", "--porcelain").isEmpty();
        return hash.isEmpty() ? UNKNOWN : isClean ? hash : hash + "+";
    }

    private static String line(Path file) {
        try {
            return Files.readString(file).trim();
        } catch (IOException e) {
            return "";
        }
    }

    private static String field(String file, String key) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse(UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    /** What the command says, empty when it is not there or fails. @param isOutput standard output, otherwise error */
    private static String said(boolean isOutput, String... command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().put("LC_ALL", "C");
            if (isOutput) {
                builder.redirectError(ProcessBuilder.Redirect.DISCARD);
            } else {
                builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
            }
            Process process = builder.start();
            process.getOutputStream().close();
            String said = new String(
                    (isOutput ? process.getInputStream() : process.getErrorStream()).readAllBytes(),
                    StandardCharsets.UTF_8);
            return process.waitFor(PATIENCE_S, TimeUnit.SECONDS) && process.exitValue() == 0 ? said.trim() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
