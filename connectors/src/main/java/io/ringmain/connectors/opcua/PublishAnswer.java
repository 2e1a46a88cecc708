package io.ringmain.connectors.opcua;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.eclipse.milo.opcua.stack.core.types.UaResponseMessageType;

/**
 * The answer to a publish request, told by the thread that it came by. Milo has the answers come in their order and then hands
 * each to any thread of a pool: one that overtakes another is taken for a gap, what came is asked for again, and an older value
 * is told after a newer one.
 */
final class PublishAnswer extends CompletableFuture<UaResponseMessageType> {

    private PublishAnswer() {}

    static PublishAnswer of(CompletableFuture<UaResponseMessageType> answer) {
        PublishAnswer told = new PublishAnswer();
        answer.whenComplete((response, error) -> {
            if (error == null) {
                told.complete(response);
            } else {
                told.completeExceptionally(error);
            }
        });
        return told;
    }

    /** At once, but for an error, which has no order and after which more is asked for. */
    @Override
    public CompletableFuture<UaResponseMessageType> whenCompleteAsync(
            BiConsumer<? super UaResponseMessageType, ? super Throwable> action, Executor executor) {
        return whenComplete((response, error) -> {
            if (error == null) {
                action.accept(response, null);
            } else {
                executor.execute(() -> action.accept(null, error));
            }
        });
    }

    @Override
    public <T> CompletableFuture<T> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
