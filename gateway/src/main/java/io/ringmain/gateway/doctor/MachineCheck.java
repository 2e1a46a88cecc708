package io.ringmain.gateway.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The Java, its flags, the memory, the clock. */
final class MachineCheck {
    private static final int OLDEST = 17;
    private static final Set<Integer> TESTED = Set.of(17, 25);
    private static final long MIB = 1L << 20;
    private static final long SMALL_HEAP = 512 * MIB;
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    private static final long WATCH_MS = 200;
    private static final long DRIFT_MS = 50;

    private final Findings findings;

    MachineCheck(Findings findings) {
        this.findings = findings;
    }

    void run() {
        java();
        flags();
        memory();
        clock();
    }

    private void java() {
        Runtime.Version version = Runtime.version();
        String detail = version + " on " + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors";
        if (version.feature() < OLDEST) {
            findings.fail("java", detail, "install Java 17 or 25", Finding.Kind.MACHINE);
        } else if (!TESTED.contains(version.feature())) {
            findings.warn("java", detail + "; not tested with this version", "use Java 17 or 25");
        } else {
            findings.ok("java", detail);
        }
    }

    /** What the libraries reach into, looked at by its effect rather than by the options. */
    private void flags() {
        Module base = Object.class.getModule();
        Module ours = MachineCheck.class.getModule();
        List<String> missing = new ArrayList<>();
        for (String name : List.of("jdk.internal.misc", "jdk.internal.ref", "sun.nio.ch")) {
            if (!base.isExported(name, ours)) {
                missing.add("--add-exports=java.base/" + name + "=ALL-UNNAMED");
            }
        }
        if (!base.isOpen("java.lang.reflect", ours)) {
            missing.add("--add-opens=java.base/java.lang.reflect=ALL-UNNAMED");
        }
        if (missing.isEmpty()) {
            findings.ok("jvm options", "all that is needed is there");
        } else {
            findings.fail(
                    "jvm options",
                    "missing: " + String.join(" ", missing),
                    "start by ./ringmain or java -jar ringmain.jar, or add them",
                    Finding.Kind.MACHINE);
        }
    }

    private void memory() {
        long heap = Runtime.getRuntime().maxMemory();
        long all = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
        String detail = "heap " + heap / MIB + " MiB of " + all / MIB + " MiB";
        if (heap > all * 3 / 4) {
            findings.warn(
                    "memory",
                    detail + ", which leaves little for tables outside the heap and for the system",
                    "give less by RINGMAIN_JAVA_OPTS=-Xmx...");
        } else if (heap < SMALL_HEAP) {
            findings.warn(
                    "memory", detail + "; enough for some 100,000 tags", "give more by RINGMAIN_JAVA_OPTS=-Xmx1g");
        } else {
            findings.ok("memory", detail);
        }
    }

    private void clock() {
        Instant now = Instant.now();
        if (now.isBefore(LONG_AGO)) {
            findings.fail("clock", "shows " + now, "set it, and have it kept by NTP", Finding.Kind.MACHINE);
            return;
        }
        long wallMs = System.currentTimeMillis();
        long startNs = System.nanoTime();
        try {
            Thread.sleep(WATCH_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        long driftMs = System.currentTimeMillis() - wallMs - (System.nanoTime() - startNs) / 1_000_000;
        if (Math.abs(driftMs) > DRIFT_MS) {
            findings.warn(
                    "clock",
                    "was set by " + driftMs + " ms while it was looked at",
                    "have it kept by one service only, which slews it");
        } else {
            findings.ok("clock", "shows " + now);
        }
    }
}
