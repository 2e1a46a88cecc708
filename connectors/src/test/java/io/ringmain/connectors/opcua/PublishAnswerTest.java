package io.ringmain.connectors.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.milo.opcua.stack.core.types.UaResponseMessageType;
import org.eclipse.milo.opcua.stack.core.types.structured.PublishResponse;
import org.junit.jupiter.api.Test;

class PublishAnswerTest {
    /** A pool whose last task comes first, as it may with several threads. */
    private final Deque<Runnable> pool = new ArrayDeque<>();

    private final List<Object> told = new ArrayList<>();

    private CompletableFuture<UaResponseMessageType> asked() {
        CompletableFuture<UaResponseMessageType> answer = new CompletableFuture<>();
        PublishAnswer.of(answer)
                .whenCompleteAsync((response, error) -> told.add(error == null ? response : error), pool::push);
        return answer;
    }

    private void runPool() {
        while (!pool.isEmpty()) {
            pool.pop().run();
        }
    }

    private static PublishResponse response() {
        return new PublishResponse(null, null, null, null, null, null, null);
    }

    @Test
    void shouldTellAnswersInTheOrderInWhichTheyCameWhenThePoolTurnsItAround() {
        CompletableFuture<UaResponseMessageType> first = asked();
        CompletableFuture<UaResponseMessageType> second = asked();
        PublishResponse older = response();
        PublishResponse newer = response();

        first.complete(older);
        second.complete(newer);
        runPool();

        assertThat(told).hasSize(2);
        assertThat(told.get(0)).isSameAs(older);
        assertThat(told.get(1)).isSameAs(newer);
    }

    @Test
    void shouldTellAnErrorOutsideTheThreadItCameBy() {
        CompletableFuture<UaResponseMessageType> answer = asked();
        RuntimeException error = new RuntimeException("closed");

        answer.completeExceptionally(error);
        assertThat(told).isEmpty();
        runPool();

        assertThat(told).containsExactly(error);
    }
}
