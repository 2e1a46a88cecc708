package io.ringmain.perf;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.logic.CvtNumberStress;
import io.ringmain.core.logic.CvtTextStress;
import io.ringmain.core.logic.HandOverStress;
import io.ringmain.core.logic.OutboxReuseStress;
import io.ringmain.core.logic.PublishStress;
import io.ringmain.core.logic.SnapshotBlockStress;
import io.ringmain.core.logic.SnapshotPageStress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Everything starts. Nothing is measured here: times in a test mean nothing. */
class SmokeTest {
    static {
        System.setProperty("jmh.ignoreLock", "true"); // somebody may be measuring on this machine
    }

    @ParameterizedTest
    @CsvSource({
        "CvtBenchmark, tags, 1000, 4",
        "CvtSharedBenchmark, tags, 1000, 1",
        "PublishBenchmark, tags, 1000, 3",
        "LogicBenchmark, limits, 4, 2",
        "StageBenchmark, tags, 1000, 4",
        "AlarmBenchmark, condition, 'LIMIT DELAYED MULTI DEVIATION RATE EXPRESSION', 12",
        "MachineBenchmark, kind, 'PID SEQUENCE DECLARED', 3",
        "CodecFileBenchmark, tags, 1000, 2",
        "CodecBenchmark, tags, 1000, 2",
        "PlantBenchmark, journal, CHRONICLE, 2"
    })
    void shouldStartEachBenchmark(String name, String parameter, String value, int benchmarks) throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.include("\\." + name + "\\.")
                .param(parameter, value.split(" "))
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(20))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        assertThat(new Runner(options.build()).run()).hasSize(benchmarks);
    }

    @Test
    void shouldAcceptWhatOneThreadSeesOfItsOwnWrites() {
        II_Result seen = new II_Result();
        CvtNumberStress number = new CvtNumberStress();
        number.logic();
        number.reader(seen);
        assertThat(seen).hasToString("2, 2");
        CvtTextStress text = new CvtTextStress();
        text.logic();
        text.reader(seen);
        assertThat(seen).hasToString("2, 2");
        OutboxReuseStress reuse = new OutboxReuseStress();
        reuse.outcomes(seen);
        reuse.logic(seen);
        assertThat(seen).hasToString("1, 1");
        I_Result whole = new I_Result();
        PublishStress publish = new PublishStress();
        publish.producer();
        publish.logic(whole);
        assertThat(whole).hasToString("1");
        SnapshotPageStress page = new SnapshotPageStress();
        page.logic();
        page.snapshot(seen);
        assertThat(seen).hasToString("7, 7");
        SnapshotBlockStress block = new SnapshotBlockStress();
        block.logic();
        II_Result blocks = new II_Result();
        block.snapshot(blocks);
        assertThat(blocks).hasToString("7, 0");
        HandOverStress handOver = new HandOverStress();
        handOver.logic();
        handOver.journal(whole);
        assertThat(whole).hasToString("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CvtNumberStress",
                "CvtTextStress",
                "HandOverStress",
                "OutboxReuseStress",
                "PublishStress",
                "SnapshotBlockStress",
                "SnapshotPageStress"
            })
    void shouldListEachStressTest(String name) throws IOException {
        try (InputStream list = getClass().getResourceAsStream("/META-INF/TestList")) {
            assertThat(list).isNotNull();
            assertThat(new String(list.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("io.ringmain.core.logic." + name);
        }
    }
}
