package io.ringmain.perf.report;

import io.ringmain.perf.plot.Numbers;

/** How a target is said, the same in every form of the report. */
final class Targets {
    private Targets() {}

    /** Whether it stands among the targets; dozens of met ones on what an operation allocates stand beside their figures. */
    static boolean isListed(Figure figure) {
        return figure.target() != null
                && !(figure.name().endsWith(".alloc") && Boolean.TRUE.equals(figure.met()) && figure.target() > 0);
    }

    /** Bound and number, empty without a target. */
    static String wanted(Figure figure) {
        return figure.target() == null
                ? ""
                : ("min".equals(figure.bound()) ? ">= " : "<= ") + Numbers.of(figure.target());
    }

    /** met, MISSED or does not apply; empty without a target. */
    static String judged(Figure figure) {
        if (figure.target() == null) {
            return "";
        }
        return figure.met() == null ? "does not apply" : figure.met() ? "met" : "MISSED";
    }

    /** Our part of a limit, empty without one. */
    static String share(Figure figure) {
        return figure.share() == null ? "" : Numbers.percent(figure.share()) + " of " + figure.limit();
    }
}
