package io.ringmain.gateway.replay;

import io.ringmain.gateway.view.Problem;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads that wait until their replay has a moment. Thread: that of the replays. */
final class WaitingReads {
    private static final int MOST = 64;

    private record Read(Runnable run, CompletableFuture<?> answer) {}

    private final Queue<Read> waiting = new ArrayDeque<>();

    /** Reads at once, or when {@link #run} is called. */
    <T> CompletableFuture<T> add(boolean isNow, Supplier<ReplayMoment> moment, Function<ReplayMoment, T> reader) {
        if (waiting.size() == MOST) {
            throw Problem.unavailable("replay-seeking", "The replay is on its way, and many wait for it.", 1);
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        Runnable run = () -> {
            try {
                answer.complete(reader.apply(moment.get()));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        };
        if (isNow) {
            run.run();
        } else {
            waiting.add(new Read(run, answer));
        }
        return answer;
    }

    void run() {
        waiting.forEach(read -> read.run().run());
        waiting.clear();
    }

    /** They wait in vain. */
    void fail(Problem why) {
        waiting.forEach(read -> read.answer().completeExceptionally(why));
        waiting.clear();
    }
}
