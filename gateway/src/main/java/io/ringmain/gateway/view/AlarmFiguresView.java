package io.ringmain.gateway.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmFigures;
import io.ringmain.core.alarm.AlarmState;
import io.ringmain.core.site.SitePlan;
import java.io.IOException;

/** The live alarm figures. */
public final class AlarmFiguresView {
    private static final double NS_PER_SECOND = 1e9;

    private AlarmFiguresView() {}

    public static void write(JsonGenerator out, SitePlan site, AlarmFigures figures) throws IOException {
        out.writeStartObject();
        Json.time(out, "now", figures.nowNs);
        Json.time(out, "since", figures.sinceNs);
        out.writeNumberField("annunciations", figures.annunciations);
        out.writeNumberField("lastTenMinutes", figures.lastTenMinutes);
        out.writeNumberField("lastHour", figures.lastHour);
        out.writeNumberField("lastDay", figures.lastDay);
        out.writeNumberField("mostInTenMinutes", figures.mostInTenMinutes);
        out.writeNumberField("intervals", figures.intervals);
        out.writeNumberField("intervalsAboveTen", figures.intervalsAboveTen);
        out.writeBooleanField("flood", figures.isFlood);
        out.writeNumberField("floods", figures.floods);
        seconds(out, "floodSeconds", figures.floodNs);
        out.writeNumberField("chattering", figures.chatteringNow);
        out.writeNumberField("chatteringAnnunciations", figures.chatteringAnnunciations);
        out.writeNumberField("fleeting", figures.fleeting);
        out.writeNumberField("stale", figures.stale);
        out.writeNumberField("standing", figures.standing());
        out.writeObjectFieldStart("byState");
        for (AlarmState state : AlarmState.values()) {
            out.writeNumberField(state.name(), figures.byState[state.code()]);
        }
        out.writeEndObject();
        out.writeNumberField("disabled", figures.disabled);
        out.writeObjectFieldStart("byPriority");
        for (int priority = 1; priority < figures.byPriority.length; priority++) {
            out.writeNumberField(String.valueOf(priority), figures.byPriority[priority]);
        }
        out.writeEndObject();
        out.writeNumberField("acknowledgements", figures.acknowledgements);
        seconds(out, "acknowledgedSecondsMedian", figures.acknowledgedMedianNs);
        seconds(out, "acknowledgedSeconds90", figures.acknowledged90Ns);
        seconds(out, "acknowledgedSeconds99", figures.acknowledged99Ns);
        Json.number(out, "shareOfMostFrequent", figures.shareOfMostFrequent());
        mostFrequent(out, site, figures);
        out.writeEndObject();
    }

    private static void mostFrequent(JsonGenerator out, SitePlan site, AlarmFigures figures) throws IOException {
        out.writeArrayFieldStart("mostFrequent");
        for (int i = 0; i < AlarmFigures.MOST_FREQUENT; i++) {
            AlarmDefinition alarm = figures.mostFrequent[i] < 0 ? null : site.alarm(figures.mostFrequent[i]);
            if (alarm != null) {
                out.writeStartObject();
                out.writeStringField("name", alarm.name());
                out.writeNumberField("annunciations", figures.mostFrequentCounts[i]);
                out.writeEndObject();
            }
        }
        out.writeEndArray();
    }

    private static void seconds(JsonGenerator out, String name, long ns) throws IOException {
        Json.number(out, name, ns / NS_PER_SECOND);
    }
}
