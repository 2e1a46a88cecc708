package io.ringmain.historian.report;

import io.ringmain.core.alarm.AlarmFigures;
import io.ringmain.core.alarm.AlarmInput;
import io.ringmain.core.alarm.AlarmState;
import java.util.List;
import java.util.Map;

/**
 * The alarm figures of ISA-18.2 and EEMUA 191 over a past span. What the live figures have, too, is counted by the same rules.
 *
 * @param site its name
 * @param fromNs first moment, ring time in ns; not before the first event
 * @param toNs moment behind the last one
 * @param lastSequence last event in the span
 * @param positions operator positions that the alarms are shared by
 * @param figures counted from {@code fromNs} on; states, stale and standing alarms as of {@code toNs}
 * @param mostInAnHour most annunciations in an hour of the clock
 * @param mostStaleOnADay most alarms that had been active for over 24 h at some moment of one day (UTC)
 * @param mostFrequent at most ten
 * @param chattering alarms that chattered, the most frequent ten
 * @param fleeting alarms that were fleeting, the most frequent ten
 * @param listed alarms that stand, or are hidden, at the end
 * @param inputs what happened to alarms, by kind
 * @param times percentiles
 * @param configurations changes of the configuration in the span
 * @param areas annunciations by area, the most first
 * @param bars annunciations over the span
 * @param notes what a reader should know: other versions of the program, snapshots that could not be used
 */
public record AlarmReport(
        String site,
        long fromNs,
        long toNs,
        long lastSequence,
        int positions,
        AlarmFigures figures,
        long mostInAnHour,
        int mostStaleOnADay,
        List<Frequent> mostFrequent,
        List<Frequent> chattering,
        List<Frequent> fleeting,
        List<Listed> listed,
        Map<AlarmInput, Long> inputs,
        Times times,
        long configurations,
        List<AreaCount> areas,
        List<Bar> bars,
        List<String> notes) {

    /**
     * An alarm and how often it did it.
     *
     * @param share of all of that kind, 0 to 1
     */
    public record Frequent(String name, int priority, long count, double share) {}

    /**
     * An alarm at the end of the span.
     *
     * @param activeSinceNs 0 when it is not active
     * @param untilNs end of its shelf, 0 when it has none
     * @param changedNs when it came into that state, or was last changed in it
     */
    public record Listed(
            String name, AlarmState state, int priority, long activeSinceNs, long untilNs, long changedNs) {}

    /**
     * Times from an annunciation to its acknowledgement, and from going active to the return to normal, ns; 0 for none.
     *
     * @param acknowledged how many acknowledgements
     * @param returned how many returns
     */
    public record Times(
            long acknowledged,
            long acknowledgedMedianNs,
            long acknowledged90Ns,
            long acknowledged99Ns,
            long returned,
            long returnedMedianNs,
            long returned90Ns,
            long returned99Ns) {}

    /**
     * Annunciations of the alarms of an area.
     *
     * @param area empty for alarms without one
     * @param share of all, 0 to 1
     */
    public record AreaCount(String area, long annunciations, double share) {}

    /** Annunciations from a moment on for a time. */
    public record Bar(long fromNs, long lengthNs, long annunciations) {}

    /** What a figure is against its target. */
    public enum Verdict {
        MET("target met"),
        ACCEPTABLE("acceptable"),
        NOT_MET("target not met"),
        /** The span is shorter than the interval, or there were too few annunciations. */
        NOT_JUDGED("not judged");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /**
     * A figure against what the standards recommend.
     *
     * @param id stable name
     * @param figure what it is, in words
     * @param value in the unit, NaN when there is none
     * @param unit empty for a plain number
     * @param target in words
     */
    public record Target(String id, String figure, double value, String unit, String target, Verdict verdict) {}

    /** Length of the span, ns. */
    public long lengthNs() {
        return toNs - fromNs;
    }

    /** Annunciations in so long a time, on average, per operator position; 0 for an empty span. */
    public double average(long ns) {
        return lengthNs() <= 0 ? 0 : (double) figures.annunciations * ns / lengthNs() / positions;
    }

    /** Share of the span that was a flood, 0 to 1. */
    public double floodShare() {
        return lengthNs() <= 0 ? 0 : (double) figures.floodNs / lengthNs();
    }

    /** Share of the intervals of ten minutes with more than ten annunciations, 0 to 1. */
    public double shareAboveTen() {
        return figures.intervals == 0 ? 0 : (double) figures.intervalsAboveTen / figures.intervals;
    }

    /** The figures against what the standards recommend. */
    public List<Target> targets() {
        return Targets.of(this);
    }

    /** How often that happened. */
    public long count(AlarmInput... kinds) {
        long sum = 0;
        for (AlarmInput kind : kinds) {
            sum += inputs.getOrDefault(kind, 0L);
        }
        return sum;
    }
}
