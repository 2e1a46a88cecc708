package io.ringmain.gateway.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.core.ring.Note;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JournaledTrailTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Note> taken = new CopyOnWriteArrayList<>();
    private final JournaledTrail trail = new JournaledTrail();
    private volatile boolean hasRoom = true;

    @AfterEach
    void stop() {
        trail.close();
    }

    private boolean take(Note note) {
        if (hasRoom) {
            taken.add(note);
        }
        return hasRoom;
    }

    private static AuditNote created(String name) {
        return AuditNote.done("ann", "user.create", name, "rest 10.0.0.1");
    }

    private List<String> targets() {
        return taken.stream().map(Note::target).toList();
    }

    @Test
    void shouldKeepWhatIsSaidBeforeThePlantIsUpInItsOrder() {
        trail.note(created("a"));
        trail.note(created("b"));
        trail.open(this::take);
        trail.note(created("c"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(targets()).containsExactly("a", "b", "c"));
    }

    @Test
    void shouldTryAgainWhenThePlantHasNoRoom() {
        hasRoom = false;
        trail.open(this::take);
        trail.note(created("a"));
        await().atMost(PATIENCE).until(() -> trail.waiting() == 1);
        hasRoom = true;
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(targets()).containsExactly("a"));
    }

    @Test
    void shouldNoteHowManyNotesWereLost() {
        int tooMany = 100;
        for (int i = 0; i < JournaledTrail.CAPACITY + tooMany; i++) {
            trail.note(created("n" + i));
        }
        trail.open(this::take);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(taken).hasSize(JournaledTrail.CAPACITY + 1));
        Note last = taken.get(JournaledTrail.CAPACITY);
        assertThat(last.action()).isEqualTo("system.notes-lost");
        assertThat(last.times()).isEqualTo(tooMany);
    }

    @Test
    void shouldHandOverRefusalsOfOneSourceOnceWithTheirNumberAtTheEnd() {
        trail.open(this::take);
        for (int i = 0; i < 1_000; i++) {
            trail.note(AuditNote.refused("user" + i, AuditNote.LOGIN, "", "rest 10.0.0.1", "credentials-invalid"));
        }
        trail.close();
        assertThat(taken).extracting(Note::times).containsExactly(1, 999);
        assertThat(taken).extracting(Note::user).containsExactly("user0", "user999");
    }

    @Test
    void shouldTellWhoHasLoggedInApartFromOthersAtTheSameAddress() {
        trail.open(this::take);
        trail.note(AuditNote.refused("ann", "request", "PUT /a", "rest 10.0.0.1", "forbidden"));
        trail.note(AuditNote.refused("bob", "request", "PUT /a", "rest 10.0.0.1", "forbidden"));
        trail.close();
        assertThat(taken).extracting(Note::user).containsExactly("ann", "bob");
    }

    @Test
    void shouldHandOverWhatWaitsBeforeItCloses() {
        trail.open(this::take);
        for (int i = 0; i < 100; i++) {
            trail.note(created("n" + i));
        }
        trail.close();
        assertThat(taken).hasSize(100);
        trail.note(created("late"));
        assertThat(taken).hasSize(100);
    }
}
