package io.ringmain.gateway.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.gateway.trail.AuditNote;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SystemWatchTest {
    private final List<AuditNote> notes = new ArrayList<>();
    private List<String> reasons = List.of();
    private long wallMs = 1_700_000_000_000L;
    private long monotonicNs;
    private final SystemWatch watch = new SystemWatch(notes::add, () -> reasons, () -> wallMs, () -> monotonicNs);

    private void pass(long ms) {
        wallMs += ms;
        monotonicNs += ms * 1_000_000;
        watch.look();
    }

    @Test
    void shouldNoteAStepOfTheWallClockAndNoDrift() {
        pass(5_000);
        wallMs += 400;
        pass(5_000);
        assertThat(notes).isEmpty();
        wallMs -= 3_600_000;
        pass(5_000);
        assertThat(notes).singleElement().satisfies(note -> {
            assertThat(note.action()).isEqualTo("system.clock-step");
            assertThat(note.target()).isEqualTo("-3600000 ms");
            assertThat(note.oldValue()).isEqualTo("2023-11-14T22:13:35.400Z");
            assertThat(note.newValue()).isEqualTo("2023-11-14T21:13:35.400Z");
        });
    }

    @Test
    void shouldNoteWhatIsWrongOnceAndThatItIsOver() {
        reasons = List.of("the journal can not be written");
        pass(5_000);
        pass(5_000);
        reasons = List.of();
        pass(5_000);
        assertThat(notes)
                .containsExactly(
                        AuditNote.refused("", "system.unhealthy", "the journal can not be written", "", "unhealthy"),
                        AuditNote.done("", "system.healthy", "", ""));
    }

    @Test
    void shouldNoteTheEnd() {
        watch.close();
        assertThat(notes).containsExactly(AuditNote.done("", "system.stop", "", ""));
    }
}
