package io.ringmain.gateway.cli;

import io.ringmain.core.whatif.AlarmDifference;
import io.ringmain.core.whatif.CommandDifference;
import io.ringmain.core.whatif.Occurrence;
import io.ringmain.core.whatif.WhatIfReport;
import io.ringmain.historian.report.FigureRow;
import io.ringmain.historian.report.WhatIfWords;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;

/** A what-if for a terminal. */
final class WhatIfText {
    private static final int MOST_LINES = 10;
    private static final int MOST_ALARMS = 25;

    private final WhatIfReport report;
    private final PrintWriter out;

    WhatIfText(WhatIfReport report, PrintWriter out) {
        this.report = report;
        this.out = out;
    }

    void print() {
        out.println("What if: " + report.recordedSite() + " as " + report.whatIfSite() + ", "
                + Json.time(report.fromNs()) + " to " + Json.time(report.untilNs()) + ", sequences "
                + report.firstSequence() + " to " + report.lastSequence());
        WhatIfWords.notes(report).forEach(out::println);
        out.println();
        out.printf("%-36s %14s %14s%n", "", "as it was", "what if");
        for (FigureRow row : FigureRow.of(report)) {
            out.printf("%-36s %14s %14s%n", row.name(), row.text(row.before()), row.text(row.after()));
        }
        out.println();
        out.println(report.isSame() ? "No alarm is different." : "Alarms that differ:");
        report.alarms().stream().limit(MOST_ALARMS).forEach(this::alarm);
        if (report.alarms().size() > MOST_ALARMS) {
            out.println("  and " + (report.alarms().size() - MOST_ALARMS) + " more alarms; --json and --html list all");
        }
        out.println("The same: " + report.sameOccurrences() + " occurrences.");
        list("Commands that ended otherwise, of " + report.commands(), report.commandDifferences(), this::command);
        list("What is not executed, or not there", report.remarks(), WhatIfWords::text);
    }

    private void alarm(AlarmDifference alarm) {
        out.println("  " + alarm.alarm() + ": " + alarm.onlyRecorded().size() + " only as it was, "
                + alarm.onlyWhatIf().size() + " only what if, "
                + alarm.changed().size() + " changed, " + alarm.same() + " the same");
        lines(alarm.onlyRecorded(), one -> line(one, "only as it was"));
        lines(alarm.onlyWhatIf(), one -> line(one, "only what if"));
        lines(
                alarm.changed(),
                change -> Json.time(change.recorded().raisedNs()) + " changed: "
                        + WhatIfWords.text(change, report.untilNs()));
    }

    private String line(Occurrence occurrence, String where) {
        return Json.time(occurrence.raisedNs()) + " " + where + ": " + WhatIfWords.text(occurrence, report.untilNs());
    }

    private String command(CommandDifference command) {
        return command.sequence() + " " + Json.time(command.timeNs()) + " " + WhatIfWords.text(command);
    }

    private <T> void list(String caption, List<T> all, Function<T, String> text) {
        if (!all.isEmpty()) {
            out.println(caption + ":");
            lines(all, text);
        }
    }

    private <T> void lines(List<T> all, Function<T, String> text) {
        all.stream().limit(MOST_LINES).forEach(one -> out.println("    " + text.apply(one)));
        if (all.size() > MOST_LINES) {
            out.println("    and " + (all.size() - MOST_LINES) + " more; --json lists all");
        }
    }
}
