package io.ringmain.historian.report;

import io.ringmain.core.tag.Quality;
import io.ringmain.core.whatif.AlarmDifference.Change;
import io.ringmain.core.whatif.CommandDifference;
import io.ringmain.core.whatif.Occurrence;
import io.ringmain.core.whatif.Remark;
import io.ringmain.core.whatif.WhatIfReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What people read of a what-if, in lines. */
public final class WhatIfWords {
    public static final String OPEN_LOOP = "Open loop: the plant's values and its devices' answers are as recorded,"
            + " whatever machines and operators would have written to it.";

    private WhatIfWords() {}

    /** What an occurrence was, beside when. */
    public static String text(Occurrence occurrence, long untilNs) {
        return HtmlText.duration(occurrence.durationNs(untilNs))
                + (occurrence.returnedNs() == 0 ? " up to the end" : "")
                + ", priority " + occurrence.priority()
                + (occurrence.isAnnounced() ? "" : ", hidden")
                + (occurrence.isStanding() ? ", active since before" : "");
    }

    /** What is different in an occurrence. */
    public static String text(Change change, long untilNs) {
        List<String> parts = new ArrayList<>();
        Occurrence was = change.recorded();
        Occurrence is = change.whatIf();
        if (change.isOtherTime()) {
            long laterNs = is.raisedNs() - was.raisedNs();
            parts.add("raised " + HtmlText.duration(Math.abs(laterNs)) + (laterNs > 0 ? " later" : " earlier"));
        }
        if (change.isOtherTime() || change.isOtherEnd()) {
            parts.add("for " + HtmlText.duration(is.durationNs(untilNs)) + " instead of "
                    + HtmlText.duration(was.durationNs(untilNs)));
        }
        if (change.isOtherPriority()) {
            parts.add("priority " + is.priority() + " instead of " + was.priority());
        }
        if (change.isOtherAnnouncement()) {
            parts.add(is.isAnnounced() ? "announced instead of hidden" : "hidden instead of announced");
        }
        return String.join(", ", parts);
    }

    public static String text(CommandDifference command) {
        return command.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + command.target() + " by "
                + command.user() + ": " + Quality.name(command.recordedCode()) + ", what if "
                + Quality.name(command.whatIfCode())
                + (command.detail().isEmpty() ? "" : " (" + command.detail() + ")");
    }

    public static String text(Remark remark) {
        String what = switch (remark.kind()) {
            case TAG_MISSING -> "updates of a tag that is not there";
            case TAG_DERIVED -> "updates of a tag that is derived now, left out";
            case VALUE_NOT_CONVERTED -> "values that can not be converted, left out";
            case UNIT_CHANGED -> "values in another unit, taken as they are";
            case CONNECTOR_MISSING -> "changes of a link whose connector is not there";
            case MACHINE_MISSING -> "answers to a machine that is not there";
            case NOT_RECORDED -> "nothing is recorded of this tag, its alarms say nothing";
        };
        return remark.name() + ": " + (remark.count() == 0 ? "" : remark.count() + " ") + what
                + (remark.detail().isEmpty() ? "" : " (" + remark.detail() + ")");
    }

    /** What was executed, and what not. */
    public static List<String> notes(WhatIfReport report) {
        List<String> notes = new ArrayList<>();
        notes.add(OPEN_LOOP);
        notes.add(report.executed() + " of " + report.events() + " recorded events are executed"
                + (report.snapshot().isEmpty() ? "" : ", in the state that " + report.snapshot() + " leads to")
                + (report.addedTicks() == 0
                        ? ""
                        : "; " + report.addedTicks() + " beats of the clock, which had no effect then, are added"));
        if (report.skippedConfigurations() > 0) {
            notes.add(report.skippedConfigurations() + " recorded configurations are skipped");
        }
        if (report.isStopped()) {
            notes.add("Stopped before the end: only what lies before is compared");
        }
        report.mismatches().forEach(line -> notes.add("Another program: " + line));
        report.errors().forEach(line -> notes.add("Failed with the other site: " + line));
        return notes;
    }
}
