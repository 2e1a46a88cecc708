package io.ringmain.perf.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ringmain.perf.JavaCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilerTest {
    @TempDir
    private Path folder;

    private Stacks profile(Profiler profiler, Question question) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        JavaCommand.of(profiler.flags(question, folder), Busy.class.getName(), List.of()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(profiler.files(folder)).hasSize(1);
        return profiler.read(folder, question, process.pid());
    }

    private static void assertBusy(Stacks stacks) {
        assertThat(stacks.total()).isPositive();
        assertThat(stacks.hottest(5)).anySatisfy(frame -> {
            assertThat(frame.name()).startsWith(Busy.class.getName() + ".turn");
            assertThat(frame.totalPercent()).isGreaterThanOrEqualTo(frame.selfPercent());
        });
    }

    @Test
    void shouldFindTheBusyMethodByTheRecorderOfTheJvm() throws Exception {
        assertBusy(profile(new FlightRecorder(), Question.TIME));
    }

    @Test
    void shouldFindTheBusyMethodByTheNativeProfilerWhereItLoads() throws Exception {
        NativeProfiler profiler = NativeProfiler.find();
        assumeThat(profiler).as("its library loads here").isNotNull();
        assertBusy(profile(profiler, Question.TIME));
    }

    @Test
    void shouldFindWhoMakesObjects() throws Exception {
        Stacks stacks = profile(Profiler.present(), Question.ALLOCATION);
        assertThat(stacks.hottest(20))
                .anySatisfy(frame -> assertThat(frame.name()).contains("Busy.main makes byte[]"));
    }

    @Test
    void shouldLeaveTheThreadsOfTheJvmOut() {
        Stacks stacks = new Stacks();
        stacks.add("[main];a;b", 3);
        stacks.add("[main];a;b;a", 1);
        stacks.add("[C2 CompilerThread0];compile", 4);
        assertThat(stacks.total()).isEqualTo(4);
        assertThat(stacks.ownPercent()).isEqualTo(50);
        assertThat(stacks.hottest(1).get(0).name()).isEqualTo("b");
        assertThat(stacks.hottest(2).get(1).totalPercent()).isEqualTo(100);
    }
}
