package io.ringmain.historian.questdb;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.spi.HistoryUnavailableException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestDbQueriesTest {
    private static final int QUERIES = 200;

    @ParameterizedTest
    @ValueSource(strings = {"mailto:nobody", "http://127.0.0.1:1"})
    void shouldFailEveryQueryWhenTheServerCanNotBeAsked(String address) {
        QuestDbQueries queries = new QuestDbQueries(() -> new Endpoint(URI.create(address), "", ""));

        requireAllFail(queries);
    }

    @Test
    void shouldFailEveryQueryWhileTheServerStarts() {
        requireAllFail(new QuestDbQueries(() -> null));
    }

    private static void requireAllFail(QuestDbQueries queries) {
        List<CompletableFuture<List<String[]>>> asked = new ArrayList<>();
        for (int i = 0; i < QUERIES; i++) {
            asked.add(queries.rows("SELECT 1"));
        }
        asked.forEach(answer -> assertThatThrownBy(() -> answer.get(60, TimeUnit.SECONDS))
                .hasCauseInstanceOf(HistoryUnavailableException.class));
    }
}
