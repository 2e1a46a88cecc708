package io.ringmain.gateway.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.whatif.AlarmDifference;
import io.ringmain.core.whatif.AlarmDifference.Change;
import io.ringmain.core.whatif.CommandDifference;
import io.ringmain.core.whatif.Occurrence;
import io.ringmain.core.whatif.Remark;
import io.ringmain.core.whatif.WhatIfReport;
import io.ringmain.historian.report.FigureRow;
import java.io.IOException;
import java.util.List;

/** What would have been with another site file. */
public final class WhatIfView {
    private static final double NS_PER_SECOND = 1e9;

    private WhatIfView() {}

    public static void write(JsonGenerator out, WhatIfReport report) throws IOException {
        out.writeStartObject();
        out.writeBooleanField("openLoop", true);
        out.writeStringField("site", report.recordedSite());
        out.writeStringField("whatIfSite", report.whatIfSite());
        out.writeStringField("snapshot", report.snapshot());
        out.writeStringField("from", Times.rfc3339(report.fromNs()));
        out.writeStringField("to", Times.rfc3339(report.untilNs()));
        out.writeNumberField("firstSequence", report.firstSequence());
        out.writeNumberField("lastSequence", report.lastSequence());
        out.writeNumberField("events", report.events());
        out.writeNumberField("executed", report.executed());
        out.writeNumberField("addedTicks", report.addedTicks());
        out.writeNumberField("skippedConfigurations", report.skippedConfigurations());
        out.writeBooleanField("stopped", report.isStopped());
        texts(out, "mismatches", report.mismatches());
        texts(out, "errors", report.errors());
        figures(out, report);
        out.writeNumberField("sameOccurrences", report.sameOccurrences());
        out.writeArrayFieldStart("alarms");
        for (AlarmDifference alarm : report.alarms()) {
            alarm(out, alarm, report.untilNs());
        }
        out.writeEndArray();
        out.writeNumberField("commands", report.commands());
        out.writeArrayFieldStart("commandDifferences");
        for (CommandDifference command : report.commandDifferences()) {
            command(out, command);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("remarks");
        for (Remark remark : report.remarks()) {
            out.writeStartObject();
            out.writeStringField("kind", remark.kind().name());
            out.writeStringField("name", remark.name());
            out.writeStringField("detail", remark.detail());
            out.writeNumberField("count", remark.count());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void texts(JsonGenerator out, String name, List<String> lines) throws IOException {
        out.writeArrayFieldStart(name);
        for (String line : lines) {
            out.writeString(line);
        }
        out.writeEndArray();
    }

    private static void figures(JsonGenerator out, WhatIfReport report) throws IOException {
        List<FigureRow> rows = FigureRow.of(report);
        out.writeObjectFieldStart("figures");
        out.writeObjectFieldStart("recorded");
        for (FigureRow row : rows) {
            Json.number(out, row.key(), row.before());
        }
        frequent(out, report.before().mostFrequent());
        out.writeEndObject();
        out.writeObjectFieldStart("whatIf");
        for (FigureRow row : rows) {
            Json.number(out, row.key(), row.after());
        }
        frequent(out, report.after().mostFrequent());
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void frequent(JsonGenerator out, List<WhatIfReport.Frequent> alarms) throws IOException {
        out.writeArrayFieldStart("mostFrequent");
        for (WhatIfReport.Frequent alarm : alarms) {
            out.writeStartObject();
            out.writeStringField("alarm", alarm.alarm());
            out.writeNumberField("annunciations", alarm.annunciations());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void alarm(JsonGenerator out, AlarmDifference alarm, long untilNs) throws IOException {
        out.writeStartObject();
        out.writeStringField("alarm", alarm.alarm());
        out.writeNumberField("same", alarm.same());
        out.writeArrayFieldStart("onlyRecorded");
        for (Occurrence occurrence : alarm.onlyRecorded()) {
            occurrence(out, occurrence, untilNs);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("onlyWhatIf");
        for (Occurrence occurrence : alarm.onlyWhatIf()) {
            occurrence(out, occurrence, untilNs);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("changed");
        for (Change change : alarm.changed()) {
            out.writeStartObject();
            out.writeFieldName("recorded");
            occurrence(out, change.recorded(), untilNs);
            out.writeFieldName("whatIf");
            occurrence(out, change.whatIf(), untilNs);
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void occurrence(JsonGenerator out, Occurrence occurrence, long untilNs) throws IOException {
        out.writeStartObject();
        out.writeStringField("raised", Times.rfc3339(occurrence.raisedNs()));
        Json.time(out, "returned", occurrence.returnedNs());
        Json.time(out, "acknowledged", occurrence.acknowledgedNs());
        Json.number(out, "seconds", occurrence.durationNs(untilNs) / NS_PER_SECOND);
        out.writeNumberField("priority", occurrence.priority());
        out.writeBooleanField("announced", occurrence.isAnnounced());
        out.writeBooleanField("standing", occurrence.isStanding());
        out.writeEndObject();
    }

    private static void command(JsonGenerator out, CommandDifference command) throws IOException {
        out.writeStartObject();
        out.writeNumberField("sequence", command.sequence());
        out.writeStringField("time", Times.rfc3339(command.timeNs()));
        out.writeStringField("command", command.kind().name());
        out.writeStringField("target", command.target());
        out.writeStringField("user", command.user());
        out.writeStringField("recorded", Quality.name(command.recordedCode()));
        out.writeStringField("whatIf", Quality.name(command.whatIfCode()));
        out.writeStringField("detail", command.detail());
        out.writeEndObject();
    }
}
