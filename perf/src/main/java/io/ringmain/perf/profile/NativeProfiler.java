package io.ringmain.perf.profile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import one.profiler.AsyncProfiler;

/** async-profiler: samples by CPU time, native code too, without waiting for a safepoint. */
final class NativeProfiler extends Profiler {
    private static final String INTERVAL = "1ms";

    private final Path library;
    private final String version;

    private NativeProfiler(Path library, String version) {
        this.library = library;
        this.version = version;
    }

    /** Null when there is no library for this machine, or it does not load. */
    static NativeProfiler find() {
        try (InputStream packed = AsyncProfiler.class.getResourceAsStream("/" + platform() + "/libasyncProfiler.so")) {
            if (packed == null) {
                return null;
            }
            Path library = Files.createTempFile("ringmain-profiler-", ".so");
            library.toFile().deleteOnExit();
            Files.copy(packed, library, StandardCopyOption.REPLACE_EXISTING);
            return new NativeProfiler(
                    library, AsyncProfiler.getInstance(library.toString()).getVersion());
        } catch (IOException | LinkageError | IllegalStateException e) {
            return null;
        }
    }

    private static String platform() {
        if (!isLinux()) {
            return "macos";
        }
        return "aarch64".equals(System.getProperty("os.arch")) ? "linux-arm64" : "linux-x64";
    }

    private static boolean isLinux() {
        return !System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
    }

    @Override
    public String describe(Question question) {
        return "async-profiler " + version + ", "
                + (question == Question.TIME
                        ? "CPU time, every " + INTERVAL + " or as the kernel allows"
                        : "allocations");
    }

    @Override
    public List<String> flags(Question question, Path folder) {
        String timer = (isLinux() ? "ctimer" : "itimer") + ",interval=" + INTERVAL;
        return List.of(
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:+DebugNonSafepoints",
                "-agentpath:" + library + "=start,event=" + (question == Question.TIME ? timer : "alloc") + ",jfr,file="
                        + folder.resolve("%p.jfr"));
    }
}
