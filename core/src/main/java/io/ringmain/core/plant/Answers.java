package io.ringmain.core.plant;

import io.ringmain.core.ring.ControlPublisher;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;

/**
 * Devices' answers on their way into the ring. One that finds no room waits here for the clock; one that finds none here
 * either is counted as refused, and its command times out.
 *
 * <p>Thread: any adds, the clock drains. Allocates: per answer that waits.
 */
final class Answers {
    private record Answer(long writeId, int statusCode) {}

    private final ManyToOneConcurrentArrayQueue<Answer> waiting = new ManyToOneConcurrentArrayQueue<>(4096);
    private final ControlPublisher publisher;

    Answers(ControlPublisher publisher) {
        this.publisher = publisher;
    }

    void publish(long writeId, int statusCode) {
        if (!waiting.isEmpty() || !publisher.tryAnswer(writeId, statusCode)) {
            publishLater(writeId, statusCode);
        }
    }

    /** For a stage, which must not publish into the ring it reads. */
    void publishLater(long writeId, int statusCode) {
        if (!waiting.offer(new Answer(writeId, statusCode))) {
            publisher.refuse();
        }
    }

    /** Thread: the clock. */
    void drain() {
        Answer answer = waiting.peek();
        while (answer != null && publisher.tryAnswer(answer.writeId(), answer.statusCode())) {
            waiting.poll();
            answer = waiting.peek();
        }
    }
}
