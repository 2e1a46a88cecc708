package io.ringmain.perf.report;

import io.ringmain.perf.plot.Numbers;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a reader has to know about where figures come from, as names and values. */
final class HostLines {
    private HostLines() {}

    static Map<String, String> of(Report report) {
        Host host = report.host();
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("Processor", host.cpu() + ", " + host.cores() + (host.cores() == 1 ? " core" : " cores"));
        lines.put("Caches", host.caches());
        lines.put("Memory", String.format(Locale.ROOT, "%.1f GiB", host.memoryBytes() / (double) (1L << 30)));
        lines.put("Kernel", host.kernel());
        lines.put("Disk", host.disk());
        lines.put("Clock governor", host.governor());
        lines.put("Hardware counters", host.counters());
        lines.put("JVM", host.jvm());
        lines.put("JVM flags", String.join(" ", host.flags()));
        lines.put("Commit", host.commit() + (host.isDirty() ? " (files differed from it)" : ""));
        lines.put(
                "Load before",
                Numbers.of(host.loadBefore()) + (host.loadBefore() > 0.5 ? " (others were at work)" : ""));
        lines.put("Begun", report.begun());
        double seconds = report.suites().stream().mapToDouble(SuiteRun::seconds).sum();
        lines.put("Profile", report.profile() + ", " + Numbers.time(seconds) + " min for the suites");
        return lines;
    }
}
