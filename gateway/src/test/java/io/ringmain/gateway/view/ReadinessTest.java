package io.ringmain.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.PlantStatus;
import io.ringmain.core.spi.LinkState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadinessTest {
    private static PlantStatus plant(String reasons, boolean isRecording, String ended, LinkState link, long position) {
        return new PlantStatus(
                reasons.isEmpty(),
                list(reasons),
                ThreadingMode.SHARED,
                7,
                7,
                1,
                0,
                0,
                null,
                List.of(),
                List.of(new PlantStatus.StageStatus("LOGIC", position, 7 - position, 0, 0, 0, 0, 0, null)),
                List.of(new PlantStatus.LinkStatus("plc", "fake", link, 0, "", Map.of())),
                null,
                null,
                new PlantStatus.RingStatus(16, 16),
                new PlantStatus.Vitals(isRecording, list(ended)));
    }

    private static List<String> list(String text) {
        return text.isEmpty() ? List.of() : List.of(text);
    }

    @ParameterizedTest
    @CsvSource({
        // plant's reason, recording, ended stage, stuck stage, remark, link, stopping -> status, word
        "'',        true,  '',    '',    '',        OK,          false, 200, ready",
        "'',        true,  '',    '',    '',        UNKNOWN,     false, 200, ready",
        "'',        true,  '',    '',    '',        DISABLED,    false, 200, ready",
        "'',        true,  '',    '',    '',        UNAVAILABLE, false, 200, degraded",
        "'',        true,  '',    '',    '',        FAILED,      false, 200, degraded",
        "'',        true,  '',    '',    'db down', OK,          false, 200, degraded",
        "'an error',true,  '',    '',    '',        OK,          false, 200, degraded",
        "UNRECORDED,false, '',    '',    '',        OK,          false, 503, unhealthy",
        "'',        true,  LOGIC, '',    '',        OK,          false, 503, unhealthy",
        "'',        true,  '',    LOGIC, '',        OK,          false, 503, unhealthy",
        "'an error',false, LOGIC, LOGIC, 'db down', FAILED,      false, 503, unhealthy",
        "'',        true,  '',    '',    '',        OK,          true,  503, stopping",
        "UNRECORDED,false, LOGIC, '',    'db down', FAILED,      true,  503, stopping",
    })
    void shouldBeTakenOutOfServiceOnlyWhenItCanNotServe(
            String reason,
            boolean isRecording,
            String ended,
            String stuck,
            String remark,
            LinkState link,
            boolean isStopping,
            int status,
            String word) {
        Readiness readiness =
                Readiness.of(plant(reason, isRecording, ended, link, 7), isStopping, list(stuck), list(remark));

        assertThat(readiness.status()).isEqualTo(status);
        assertThat(readiness.word()).isEqualTo(word);
        assertThat(readiness.reasons().isEmpty()).isEqualTo(word.equals("ready"));
        assertThat(new String(readiness.json(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"status\":\"" + word + "\"");
    }

    @Test
    void shouldFindAStageThatHasWorkAndStandsStillForLong() {
        AtomicLong now = new AtomicLong();
        StagePulse pulse = new StagePulse(now::get);
        PlantStatus busy = plant("", true, "", LinkState.OK, 3);

        assertThat(pulse.stuck(busy)).isEmpty();
        now.set(15_000_000_001L);
        assertThat(pulse.stuck(busy)).containsExactly("LOGIC");
        assertThat(pulse.stuck(plant("", true, "", LinkState.OK, 4))).isEmpty();
    }

    @Test
    void shouldNotTakeAStageWithoutWorkForStuck() {
        AtomicLong now = new AtomicLong();
        StagePulse pulse = new StagePulse(now::get);
        PlantStatus idle = plant("", true, "", LinkState.OK, 7);

        pulse.stuck(idle);
        now.set(1_000_000_000_000L);
        assertThat(pulse.stuck(idle)).isEmpty();
    }
}
