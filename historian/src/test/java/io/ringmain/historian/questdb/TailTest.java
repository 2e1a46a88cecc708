package io.ringmain.historian.questdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.tag.TagType;
import io.ringmain.historian.recording.StoredSample;
import org.junit.jupiter.api.Test;

class TailTest {
    private final Tail tail = new Tail(100);

    private static StoredSample sample(String tag, long sequence) {
        return new StoredSample(
                tag, TagType.INT64.code(), sequence, null, 0, sequence, sequence, sequence, sequence, 0);
    }

    private void add(long from, long to) {
        for (long sequence = from; sequence <= to; sequence++) {
            tail.add(sequence, sequence * 10, sample(sequence % 2 == 0 ? "Even" : "Odd", sequence));
        }
    }

    @Test
    void shouldGiveWhatTheServerDoesNotShowYet() {
        add(101, 110);
        assertThat(tail.rows("Even")).extracting(StoredSample::sequence).containsExactly(110L, 108L, 106L, 104L, 102L);
        tail.onVisible(new Tail.Mark(105, 1050));
        assertThat(tail.rows("Even")).extracting(StoredSample::sequence).containsExactly(110L, 108L, 106L);
        assertThat(tail.rows("None")).isEmpty();
        assertThat(tail.missing()).isNull();
    }

    @Test
    void shouldSayWhatIsNeitherHereNorOnTheServer() {
        add(101, 100 + Tail.ROWS);
        assertThat(tail.missing()).isNull();
        add(101 + Tail.ROWS, 110 + Tail.ROWS);
        tail.onVisible(new Tail.Mark(105, 1050));
        assertThat(tail.missing()).containsExactly(1050, 1100);
        assertThat(tail.completeFromNs()).isEqualTo(1100);
        tail.onVisible(new Tail.Mark(110, 1100));
        assertThat(tail.missing()).isNull();
    }

    @Test
    void shouldHaveTheNewestSampleThatIsHeldBack() {
        tail.hold(sample("Odd", 7));
        tail.hold(sample("Odd", 9));
        assertThat(tail.rows("Odd")).extracting(StoredSample::sequence).containsExactly(9L);
    }

    @Test
    void shouldCoverTheTimeUntilNowWhenAllWasRead() {
        tail.onRead(new Tail.Mark(101, 1010), false);
        assertThat(tail.coveredNs(5_000)).isEqualTo(1010);
        tail.onRead(new Tail.Mark(101, 1010), true);
        assertThat(tail.coveredNs(5_000)).isEqualTo(5_000);
    }
}
