package io.ringmain.perf.report;

import java.util.List;

/** Reports for tests. */
final class Reports {
    static final Host HOST = new Host(
            "Some CPU & more (virtual)",
            2,
            "L1d 48 KiB, L2 1 MiB, L3 32 MiB",
            16L << 30,
            "Linux 6.18",
            "ext4 on /dev/vda, 60 of 252 GiB free (/tmp)",
            "not shown",
            "none that this user can read (perf stat)",
            "OpenJDK 64-Bit Server VM 17",
            List.of("-Xmx512m", "-Dname=<none>"),
            "0123456789ab+",
            0.1);

    private Reports() {}

    /** Of one suite that gave all of them. */
    static Report of(Figure... figures) {
        return of(new SuiteRun("some", "what it does", 12.3, 10, null, names(figures)), figures);
    }

    static Report of(SuiteRun suite, Figure... figures) {
        return new Report(HOST, List.of(figures), "2026-01-02T03:04:05Z", "short", List.of(suite), List.of());
    }

    static List<String> names(Figure... figures) {
        return List.of(figures).stream().map(Figure::name).toList();
    }
}
