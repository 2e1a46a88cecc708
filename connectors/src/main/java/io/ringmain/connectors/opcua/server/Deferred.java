package io.ringmain.connectors.opcua.server;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.UaResponseMessageType;

/** Work that another thread does. */
final class Deferred {
    private Deferred() {}

    /** Fails with what the work throws, or with BadTcpServerTooBusy when too much waits already. */
    static CompletableFuture<UaResponseMessageType> run(
            Executor executor, Callable<? extends UaResponseMessageType> work) {
        CompletableFuture<UaResponseMessageType> answer = new CompletableFuture<>();
        try {
            executor.execute(() -> {
                try {
                    answer.complete(work.call());
                } catch (Exception e) {
                    answer.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(new UaException(StatusCodes.Bad_TcpServerTooBusy, e));
        }
        return answer;
    }
}
