package io.ringmain.historian.report;

import io.ringmain.core.whatif.AlarmDifference;
import io.ringmain.core.whatif.AlarmDifference.Change;
import io.ringmain.core.whatif.CommandDifference;
import io.ringmain.core.whatif.Occurrence;
import io.ringmain.core.whatif.Remark;
import io.ringmain.core.whatif.WhatIfReport;
import java.util.ArrayList;
import java.util.List;

/** A what-if as one HTML page that needs nothing else. */
public final class WhatIfHtml {
    /** Longer lists are cut, and say so: a browser has to show them. */
    private static final int MOST_ROWS = 500;

    private static final int MOST_LANES = 25;

    private final HtmlText html = new HtmlText();
    private final WhatIfReport report;

    private WhatIfHtml(WhatIfReport report) {
        this.report = report;
    }

    public static String of(WhatIfReport report) {
        WhatIfHtml page = new WhatIfHtml(report);
        page.write();
        return page.html.page("What if: " + report.recordedSite());
    }

    private void write() {
        html.element("h1", "What if: " + report.recordedSite() + " as " + report.whatIfSite());
        html.element(
                "p",
                HtmlText.time(report.fromNs()) + " to " + HtmlText.time(report.untilNs()) + ", sequences "
                        + report.firstSequence() + " to " + report.lastSequence());
        WhatIfWords.notes(report).forEach(note -> html.element("p", "note", note));
        figures();
        summary();
        lanes();
        report.alarms().forEach(this::alarm);
        commands();
        remarks();
    }

    private void figures() {
        html.table("Alarm figures", "Figure", "As it was", "What if");
        for (FigureRow row : FigureRow.of(report)) {
            html.row("", row.name(), row.text(row.before()), row.text(row.after()));
        }
        html.endTable();
        frequent("Most frequent as it was", report.before().mostFrequent());
        frequent("Most frequent, what if", report.after().mostFrequent());
    }

    private void frequent(String caption, List<WhatIfReport.Frequent> alarms) {
        if (!alarms.isEmpty()) {
            html.table(caption, "Alarm", "Annunciations");
            alarms.forEach(alarm -> html.row("", alarm.alarm(), Long.toString(alarm.annunciations())));
            html.endTable();
        }
    }

    private void summary() {
        if (report.isSame()) {
            html.element("p", "No alarm is different; " + report.sameOccurrences() + " occurrences are the same.");
            return;
        }
        html.table(
                "Alarms that differ, beside " + report.sameOccurrences() + " occurrences that are the same",
                "Alarm",
                "Only as it was",
                "Only what if",
                "Changed",
                "The same");
        for (AlarmDifference alarm : report.alarms()) {
            html.row(
                    "",
                    alarm.alarm(),
                    Integer.toString(alarm.onlyRecorded().size()),
                    Integer.toString(alarm.onlyWhatIf().size()),
                    Integer.toString(alarm.changed().size()),
                    Long.toString(alarm.same()));
        }
        html.endTable();
    }

    private void lanes() {
        int shown = 0;
        for (AlarmDifference alarm : report.alarms()) {
            if (shown++ == MOST_LANES) {
                html.element("p", "The other alarms' times are in the tables only.");
                return;
            }
            List<Occurrence> was = new ArrayList<>(alarm.onlyRecorded());
            List<Occurrence> is = new ArrayList<>(alarm.onlyWhatIf());
            alarm.changed().forEach(change -> {
                was.add(change.recorded());
                is.add(change.whatIf());
            });
            html.lanes(
                    alarm.alarm() + ": what differs, as it was above, what if below",
                    List.of(spans(was), spans(is)),
                    report.fromNs(),
                    report.untilNs());
        }
    }

    private List<HtmlText.Span> spans(List<Occurrence> occurrences) {
        return occurrences.stream()
                .limit(MOST_ROWS)
                .map(one -> new HtmlText.Span(
                        one.raisedNs(),
                        one.returnedNs() == 0 ? report.untilNs() : one.returnedNs(),
                        HtmlText.time(one.raisedNs()) + ": " + WhatIfWords.text(one, report.untilNs())))
                .toList();
    }

    private void alarm(AlarmDifference alarm) {
        html.table(alarm.alarm(), "Raised", "Where", "What");
        alarm.onlyRecorded().stream().limit(MOST_ROWS).forEach(one -> row(one, "only as it was"));
        alarm.onlyWhatIf().stream().limit(MOST_ROWS).forEach(one -> row(one, "only what if"));
        for (Change change : alarm.changed().stream().limit(MOST_ROWS).toList()) {
            html.row(
                    "",
                    HtmlText.time(change.recorded().raisedNs()),
                    "changed",
                    WhatIfWords.text(change, report.untilNs()));
        }
        int longest = Math.max(
                alarm.changed().size(),
                Math.max(alarm.onlyRecorded().size(), alarm.onlyWhatIf().size()));
        html.endTable();
        if (longest > MOST_ROWS) {
            html.element("p", "Of each kind the first " + MOST_ROWS + " are shown.");
        }
    }

    private void row(Occurrence occurrence, String where) {
        html.row("", HtmlText.time(occurrence.raisedNs()), where, WhatIfWords.text(occurrence, report.untilNs()));
    }

    private void commands() {
        if (report.commandDifferences().isEmpty()) {
            return;
        }
        html.table("Commands that ended otherwise, of " + report.commands(), "Sequence", "Time", "Command");
        for (CommandDifference command :
                report.commandDifferences().stream().limit(MOST_ROWS).toList()) {
            html.row("", Long.toString(command.sequence()), HtmlText.time(command.timeNs()), WhatIfWords.text(command));
        }
        html.endTable();
        cut(report.commandDifferences().size());
    }

    private void remarks() {
        if (report.remarks().isEmpty()) {
            return;
        }
        html.table("What is not executed, or not there", "What");
        for (Remark remark : report.remarks().stream().limit(MOST_ROWS).toList()) {
            html.row("", WhatIfWords.text(remark));
        }
        html.endTable();
        cut(report.remarks().size());
    }

    private void cut(int length) {
        if (length > MOST_ROWS) {
            html.element("p", "The first " + MOST_ROWS + " of " + length + " are shown; --json lists all.");
        }
    }
}
