package io.ringmain.historian.recording;

import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.Recording;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;

/** One tag and what is kept of its samples; times are seconds. */
final class Recorded {
    static final long SECOND = 1_000_000_000L;

    final List<StoredSample> kept = new ArrayList<>();
    final SitePlan plan;
    private final TagDefinition tag;
    private SampleRecorder recorder = new SampleRecorder();
    private long sequence;

    Recorded(Recording recording) {
        this(recording, TagType.FLOAT64);
    }

    Recorded(Recording recording, TagType type) {
        tag = TagDefinition.builder("A.B", type)
                .range(0, 200)
                .recording(recording)
                .build();
        plan = SitePlan.EMPTY.next(new SiteDefinition("test", List.of(), List.of(tag), List.of(), List.of()));
    }

    /** A sample that comes when it was taken. */
    Recorded sample(double second, double value, int status) {
        long timeNs = (long) (second * SECOND);
        return at(timeNs, timeNs, Double.doubleToLongBits(value), status);
    }

    Recorded good(double second, double value) {
        return sample(second, value, Quality.GOOD);
    }

    Recorded at(long ingressNs, long timeNs, long bits, int status) {
        recorder.advance(ingressNs, kept::add);
        sequence++;
        StoredSample sample = new StoredSample(
                tag.name(), tag.type().code(), bits, null, status, timeNs, timeNs, ingressNs, sequence, 0);
        recorder.onSample(0, tag, sample, kept::add);
        return this;
    }

    /** Ring time goes on without a sample. */
    Recorded until(double second) {
        recorder.advance((long) (second * SECOND), kept::add);
        return this;
    }

    Recorded start(double second) {
        recorder.onStart((long) (second * SECOND), kept::add);
        return this;
    }

    /** As after a restart at this place. */
    Recorded resumed() throws java.io.IOException {
        recorder = SampleRecorder.load(recorder.save(), plan);
        return this;
    }

    Recorded gone() {
        recorder.configure(SitePlan.EMPTY, kept::add);
        return this;
    }

    /** What was kept: {@code second=value}, with B or U behind it when it is not good. */
    List<String> shown() {
        return kept.stream()
                .map(sample -> number((double) sample.timeNs() / SECOND) + "=" + number(sample.number())
                        + (Quality.isGood(sample.status()) ? "" : Quality.isBad(sample.status()) ? "B" : "U"))
                .toList();
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
