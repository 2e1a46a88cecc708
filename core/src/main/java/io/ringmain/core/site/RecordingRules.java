package io.ringmain.core.site;

import io.ringmain.core.tag.Recording;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;

/** Rules for which samples of a tag are kept. */
final class RecordingRules {
    private static final long SHORTEST_NS = 10_000_000;

    private RecordingRules() {}

    static void check(Findings findings, int index, TagDefinition tag) {
        Recording recording = tag.recording();
        String width = recording.mode() == Recording.Mode.COMPRESSED ? "deviation" : "deadband";
        if (!(recording.width().width() >= 0)
                || Double.isInfinite(recording.width().width())) {
            report(
                    findings,
                    index,
                    width,
                    recording.width().width() + " is not allowed, must be a number of 0 or more");
        }
        boolean hasRange = Double.isFinite(tag.rangeLow()) && Double.isFinite(tag.rangeHigh());
        if (recording.width().isPercent() && (recording.width().width() > 100 || !hasRange)) {
            report(
                    findings,
                    index,
                    width,
                    hasRange
                            ? recording.width().width() + " % is not allowed, must be 0 % to 100 %"
                            : "in percent needs a range with both ends");
        }
        boolean isNumber = tag.type() == TagType.INT64 || tag.type() == TagType.FLOAT64;
        if (!isNumber && recording.mode() == Recording.Mode.COMPRESSED) {
            report(
                    findings,
                    index,
                    "mode",
                    "compressed is allowed for int64 and float64 only, not for "
                            + tag.type().label());
        } else if (!isNumber && recording.width().width() > 0) {
            report(
                    findings,
                    index,
                    "deadband",
                    "is allowed for int64 and float64 only, not for "
                            + tag.type().label());
        }
        if (recording.mode() == Recording.Mode.PERIODIC && recording.intervalNs() < SHORTEST_NS) {
            report(findings, index, "interval", "must be 10ms or more");
        }
        if (!Findings.isDuration(recording.intervalNs())) {
            String key = recording.mode() == Recording.Mode.PERIODIC ? "interval" : "min-interval";
            report(findings, index, key, "must be between 0 and 366 days");
        }
        if (!Findings.isDuration(recording.maxIntervalNs())) {
            report(findings, index, "max-interval", "must be between 0 and 366 days");
        }
        checkInterpolation(findings, index, tag, isNumber);
    }

    private static void checkInterpolation(Findings findings, int index, TagDefinition tag, boolean isNumber) {
        Recording recording = tag.recording();
        if (recording.interpolation() == Recording.Interpolation.SLOPED && !isNumber) {
            report(
                    findings,
                    index,
                    "interpolation",
                    "sloped is allowed for int64 and float64 only, not for "
                            + tag.type().label());
        }
        if (recording.interpolation() == Recording.Interpolation.STEPPED
                && recording.mode() == Recording.Mode.COMPRESSED) {
            report(
                    findings,
                    index,
                    "interpolation",
                    "stepped is not allowed with compressed, which keeps the ends of lines");
        }
    }

    private static void report(Findings findings, int index, String key, String message) {
        findings.report("tags", index, "history", key + ": " + message);
    }
}
