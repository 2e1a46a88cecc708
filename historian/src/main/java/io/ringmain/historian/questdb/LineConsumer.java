package io.ringmain.historian.questdb;

import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Hands over lines as they come. Thread: those of the HTTP client, one after the other. */
final class LineConsumer implements Flow.Subscriber<String> {
    private final Consumer<String> line;

    LineConsumer(Consumer<String> line) {
        this.line = line;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String item) {
        line.accept(item);
    }

    @Override
    public void onError(Throwable error) {
        // the answer fails with it
    }

    @Override
    public void onComplete() {
        // the answer is completed
    }
}
