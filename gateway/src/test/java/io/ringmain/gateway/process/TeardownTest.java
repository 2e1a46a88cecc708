package io.ringmain.gateway.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TeardownTest {
    private final List<String> closed = new ArrayList<>();
    private final Teardown teardown = new Teardown();

    @Test
    void shouldCloseInTheOrderOfThePartsWhateverWasReadyFirst() {
        teardown.add(Teardown.Part.JOURNAL, () -> closed.add("journal"));
        teardown.add(Teardown.Part.HTTP, () -> closed.add("http"));
        teardown.add(Teardown.Part.SIMULATED_PLANT, () -> closed.add("simulated plant"));
        teardown.add(Teardown.Part.PLANT, () -> closed.add("plant"));

        assertThat(teardown.close()).isTrue();
        assertThat(closed).containsExactly("http", "plant", "simulated plant", "journal");
    }

    @Test
    void shouldGoOnAfterAPartThatFails() {
        teardown.add(Teardown.Part.HTTP, () -> {
            throw new IllegalStateException("no");
        });
        teardown.add(Teardown.Part.PLANT, () -> closed.add("plant"));

        assertThat(teardown.close()).isFalse();
        assertThat(closed).containsExactly("plant");
    }

    @Test
    void shouldCloseAtOnceWhatComesTooLate() {
        teardown.close();
        teardown.add(Teardown.Part.PLANT, () -> closed.add("plant"));

        assertThat(closed).containsExactly("plant");
    }

    @Test
    void shouldCloseTheJournalWhenTheDatabaseHangs() {
        CountDownLatch answered = new CountDownLatch(1);
        teardown.add(Teardown.Part.JOURNAL, () -> closed.add("journal"));
        teardown.add(Teardown.Part.RECORDS, answered::await);

        assertThat(teardown.close()).isTrue();
        assertThat(closed).containsExactly("journal");
        answered.countDown();
    }

    @Test
    void shouldSayWhenTheRecordsFailToClose() {
        teardown.add(Teardown.Part.RECORDS, () -> {
            throw new IllegalStateException("no");
        });

        assertThat(teardown.close()).isFalse();
    }
}
