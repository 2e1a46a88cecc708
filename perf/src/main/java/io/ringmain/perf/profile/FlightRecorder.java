package io.ringmain.perf.profile;

import java.nio.file.Path;
import java.util.List;

/** The JVM's own recorder: works everywhere, sees Java code only. */
final class FlightRecorder extends Profiler {
    @Override
    public String describe(Question question) {
        return "JDK Flight Recorder, "
                + (question == Question.TIME ? "samples of Java code, every 10 ms" : "allocations");
    }

    @Override
    public List<String> flags(Question question, Path folder) {
        return List.of(
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:+DebugNonSafepoints",
                "-Xlog:jfr+startup=off",
                "-XX:StartFlightRecording=filename=" + folder + ",settings=profile,dumponexit=true");
    }
}
