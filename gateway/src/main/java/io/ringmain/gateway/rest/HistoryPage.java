package io.ringmain.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.core.spi.AggregateValue;
import io.ringmain.core.spi.History;
import io.ringmain.core.tag.Quality;
import io.ringmain.gateway.view.Json;
import io.ringmain.gateway.view.Times;
import io.ringmain.gateway.view.ValueView;
import java.io.IOException;
import java.util.List;

/**
 * A page of samples or of results of intervals.
 *
 * @param next cursor of the next page, null for none
 * @param before what stood before the span, null for nothing
 * @param gaps where samples may be missing
 */
record HistoryPage(
        List<History.Sample> samples,
        List<AggregateValue> values,
        String next,
        History.Sample before,
        List<History.Gap> gaps) {
    private static final int CODE = 0xFFFF_0000;
    private static final int CALCULATED = 1;
    private static final int INTERPOLATED = 2;
    private static final int PARTIAL = 4;

    static HistoryPage ofSamples(
            List<History.Sample> samples, String next, History.Sample before, List<History.Gap> gaps) {
        return new HistoryPage(samples, List.of(), next, before, gaps);
    }

    static HistoryPage ofValues(History.Aggregates aggregates, String next) {
        return new HistoryPage(List.of(), aggregates.items(), next, null, aggregates.gaps());
    }

    /** The fields of an object that is open. */
    void write(JsonGenerator out) throws IOException {
        out.writeArrayFieldStart("items");
        for (History.Sample sample : samples) {
            writeSample(out, sample);
        }
        for (AggregateValue value : values) {
            out.writeStartObject();
            out.writeStringField("time", Times.rfc3339(value.timeNs()));
            out.writeFieldName("value");
            ValueView.writeBoxed(out, value.value());
            out.writeNumberField("quality", ValueView.quality(value.statusCode()));
            out.writeStringField("qualityName", qualityName(value.statusCode()));
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeStringField("next", next);
        if (before != null) {
            out.writeFieldName("before");
            writeSample(out, before);
        }
        if (!gaps.isEmpty()) {
            out.writeArrayFieldStart("gaps");
            for (History.Gap gap : gaps) {
                out.writeStartObject();
                out.writeStringField("from", Times.rfc3339(gap.fromNs()));
                out.writeStringField("to", Times.rfc3339(gap.toNs()));
                out.writeStringField("reason", gap.reason());
                out.writeEndObject();
            }
            out.writeEndArray();
        }
    }

    /** Of the code, with what Part 13 says beside it: {@code Good, Calculated, Partial}. */
    private static String qualityName(int statusCode) {
        String location = (statusCode & CALCULATED) != 0
                ? ", Calculated"
                : (statusCode & INTERPOLATED) != 0 ? ", Interpolated" : "";
        return Quality.name(statusCode & CODE) + location + ((statusCode & PARTIAL) != 0 ? ", Partial" : "");
    }

    private static void writeSample(JsonGenerator out, History.Sample sample) throws IOException {
        out.writeStartObject();
        out.writeStringField("time", Times.rfc3339(sample.sourceTimeNs()));
        out.writeFieldName("value");
        ValueView.writeBoxed(out, sample.value());
        out.writeNumberField("quality", ValueView.quality(sample.statusCode()));
        out.writeNumberField("sequence", sample.sequence());
        out.writeEndObject();
    }

    static Answer buckets(List<History.Bucket> buckets) {
        return Answer.json(out -> {
            out.writeStartObject();
            write(out, buckets);
            out.writeEndObject();
        });
    }

    /** The fields of an object that is open. */
    static void write(JsonGenerator out, List<History.Bucket> buckets) throws IOException {
        out.writeArrayFieldStart("items");
        for (History.Bucket bucket : buckets) {
            out.writeStartObject();
            out.writeStringField("time", Times.rfc3339(bucket.startNs()));
            Json.number(out, "min", bucket.minimum());
            Json.number(out, "max", bucket.maximum());
            Json.number(out, "avg", bucket.average());
            Json.number(out, "last", bucket.last());
            out.writeNumberField("count", bucket.count());
            out.writeNumberField("bad", bucket.bad());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeNullField("next");
    }
}
