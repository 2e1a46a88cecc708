package io.ringmain.perf.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report in one sentence. */
final class Verdict {
    private Verdict() {}

    static String of(Report report) {
        long met = report.figures().stream()
                .filter(f -> Boolean.TRUE.equals(f.met()))
                .count();
        long missed = report.figures().stream()
                .filter(f -> Boolean.FALSE.equals(f.met()))
                .count();
        long open = report.figures().stream()
                .filter(f -> f.target() != null && f.met() == null)
                .count();
        long failed = report.suites().stream().filter(s -> s.failure() != null).count();
        List<String> parts = new ArrayList<>();
        parts.add(count(report.figures().size(), "figure"));
        parts.add(count(met, "target") + " met");
        parts.add(missed + " missed");
        if (open > 0) {
            parts.add(open + (open == 1 ? " does" : " do") + " not apply here");
        }
        if (failed > 0) {
            parts.add(count(failed, "suite") + " could not be measured");
        }
        return String.join(", ", parts);
    }

    private static String count(long number, String of) {
        return String.format(Locale.ROOT, "%d %s%s", number, of, number == 1 ? "" : "s");
    }
}
