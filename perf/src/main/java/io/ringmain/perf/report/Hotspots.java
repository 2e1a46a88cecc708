package io.ringmain.perf.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * Where the time of a suite went that missed a target: from a run of its own, with a profiler, whose figures are not shown.
 *
 * @param profiler which one, and what it counted
 * @param samples taken in all threads that are not the JVM's own
 * @param ownPercent samples in threads of the JVM (compilers, collector), as a share of all
 * @param frames hottest first
 * @param files names beside the report: recordings and the flame graph
 * @param failure why there is no profile, null when there is one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Hotspots(
        String suite,
        List<String> missed,
        String profiler,
        long samples,
        double ownPercent,
        List<Frame> frames,
        List<String> files,
        String failure) {

    /**
     * @param selfPercent samples in this very method
     * @param totalPercent samples in it or in what it calls
     */
    public record Frame(String name, double selfPercent, double totalPercent) {}

    public Hotspots {
        missed = List.copyOf(missed);
        frames = List.copyOf(frames);
        files = List.copyOf(files);
    }

    /** A suite that missed targets but could not be profiled. */
    public static Hotspots failed(String suite, List<String> missed, String why) {
        return new Hotspots(suite, missed, "none", 0, 0, List.of(), List.of(), why);
    }
}
