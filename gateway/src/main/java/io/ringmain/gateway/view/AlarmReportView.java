package io.ringmain.gateway.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.core.alarm.AlarmFigures;
import io.ringmain.core.alarm.AlarmInput;
import io.ringmain.historian.report.AlarmReport;
import io.ringmain.historian.report.AlarmReport.Frequent;
import io.ringmain.historian.report.AlarmReport.Listed;
import io.ringmain.historian.report.AlarmReport.Target;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The alarm figures of a past span. */
public final class AlarmReportView {
    private static final double NS_PER_SECOND = 1e9;
    private static final long TEN_MINUTES_NS = 600_000_000_000L;

    private AlarmReportView() {}

    public static void write(JsonGenerator out, AlarmReport report) throws IOException {
        out.writeStartObject();
        out.writeStringField("site", report.site());
        out.writeStringField("from", Times.rfc3339(report.fromNs()));
        out.writeStringField("to", Times.rfc3339(report.toNs()));
        out.writeNumberField("lastSequence", report.lastSequence());
        out.writeNumberField("positions", report.positions());
        out.writeArrayFieldStart("notes");
        for (String note : report.notes()) {
            out.writeString(note);
        }
        out.writeEndArray();
        targets(out, report.targets());
        rates(out, report);
        times(out, report.times());
        counts(out, report);
        frequent(out, "mostFrequent", report.mostFrequent());
        frequent(out, "chattering", report.chattering());
        frequent(out, "fleeting", report.fleeting());
        listed(out, report.listed());
        out.writeArrayFieldStart("byArea");
        for (AlarmReport.AreaCount area : report.areas()) {
            out.writeStartObject();
            out.writeStringField("area", area.area());
            out.writeNumberField("annunciations", area.annunciations());
            Json.number(out, "share", area.share());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("bars");
        for (AlarmReport.Bar bar : report.bars()) {
            out.writeStartObject();
            out.writeStringField("from", Times.rfc3339(bar.fromNs()));
            Json.number(out, "seconds", bar.lengthNs() / NS_PER_SECOND);
            out.writeNumberField("annunciations", bar.annunciations());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void targets(JsonGenerator out, List<Target> targets) throws IOException {
        out.writeArrayFieldStart("targets");
        for (Target target : targets) {
            out.writeStartObject();
            out.writeStringField("id", target.id());
            out.writeStringField("figure", target.figure());
            Json.number(out, "value", target.value());
            out.writeStringField("unit", target.unit());
            out.writeStringField("target", target.target());
            out.writeStringField(
                    "verdict", target.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void rates(JsonGenerator out, AlarmReport report) throws IOException {
        AlarmFigures figures = report.figures();
        out.writeNumberField("annunciations", figures.annunciations);
        out.writeObjectFieldStart("byPriority");
        for (int priority = 1; priority < figures.byPriority.length; priority++) {
            out.writeNumberField(String.valueOf(priority), figures.byPriority[priority]);
        }
        out.writeEndObject();
        Json.number(out, "averagePerTenMinutes", report.average(TEN_MINUTES_NS));
        out.writeNumberField("mostInTenMinutes", figures.mostInTenMinutes);
        out.writeNumberField("mostInAnHour", report.mostInAnHour());
        out.writeNumberField("intervals", figures.intervals);
        out.writeNumberField("intervalsAboveTen", figures.intervalsAboveTen);
        out.writeNumberField("floods", figures.floods);
        seconds(out, "floodSeconds", figures.floodNs);
        Json.number(out, "floodShare", report.floodShare());
        out.writeNumberField("chatteringAnnunciations", figures.chatteringAnnunciations);
        out.writeNumberField("fleetingAlarms", figures.fleeting);
        Json.number(out, "shareOfMostFrequent", figures.shareOfMostFrequent());
        out.writeNumberField("standing", figures.standing());
        out.writeNumberField("stale", figures.stale);
        out.writeNumberField("mostStaleOnADay", report.mostStaleOnADay());
        out.writeNumberField("disabled", figures.disabled);
    }

    private static void times(JsonGenerator out, AlarmReport.Times times) throws IOException {
        out.writeNumberField("acknowledgements", times.acknowledged());
        seconds(out, "acknowledgedSecondsMedian", times.acknowledgedMedianNs());
        seconds(out, "acknowledgedSeconds90", times.acknowledged90Ns());
        seconds(out, "acknowledgedSeconds99", times.acknowledged99Ns());
        out.writeNumberField("returns", times.returned());
        seconds(out, "returnedSecondsMedian", times.returnedMedianNs());
        seconds(out, "returnedSeconds90", times.returned90Ns());
        seconds(out, "returnedSeconds99", times.returned99Ns());
    }

    private static void counts(JsonGenerator out, AlarmReport report) throws IOException {
        out.writeNumberField(
                "shelved", report.count(AlarmInput.SHELVE_TIMED, AlarmInput.SHELVE_ONE_SHOT, AlarmInput.SHELF_BEGIN));
        out.writeNumberField("suppressedByOperators", report.count(AlarmInput.SUPPRESS));
        out.writeNumberField(
                "suppressedByDesign", report.count(AlarmInput.EXPRESSION_SUPPRESS, AlarmInput.GROUP_SUPPRESS));
        out.writeNumberField("removedFromService", report.count(AlarmInput.REMOVE_FROM_SERVICE));
        out.writeNumberField("configurations", report.configurations());
    }

    private static void frequent(JsonGenerator out, String field, List<Frequent> alarms) throws IOException {
        out.writeArrayFieldStart(field);
        for (Frequent alarm : alarms) {
            out.writeStartObject();
            out.writeStringField("name", alarm.name());
            out.writeNumberField("priority", alarm.priority());
            out.writeNumberField("count", alarm.count());
            Json.number(out, "share", alarm.share());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void listed(JsonGenerator out, List<Listed> alarms) throws IOException {
        out.writeArrayFieldStart("listed");
        for (Listed alarm : alarms) {
            out.writeStartObject();
            out.writeStringField("name", alarm.name());
            out.writeStringField("state", alarm.state().name());
            out.writeNumberField("priority", alarm.priority());
            Json.time(out, "activeSince", alarm.activeSinceNs());
            Json.time(out, "until", alarm.untilNs());
            Json.time(out, "changed", alarm.changedNs());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void seconds(JsonGenerator out, String name, long ns) throws IOException {
        Json.number(out, name, ns / NS_PER_SECOND);
    }
}
