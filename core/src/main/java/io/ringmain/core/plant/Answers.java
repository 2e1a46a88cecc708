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
    private static final int NO_MACHINE = -1;

    /** @param machineId {@link #NO_MACHINE} for a device's answer */
    private record Answer(int machineId, long id, int statusCode, long value) {}

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
        if (!waiting.offer(new Answer(NO_MACHINE, writeId, statusCode, 0))) {
            publisher.refuse();
        }
    }

    /** The answer to a machine's request; goes into the ring with the next beat of the clock. */
    void publishResult(int machineId, long requestId, int statusCode, long value) {
        if (!waiting.offer(new Answer(machineId, requestId, statusCode, value))) {
            publisher.refuse();
        }
    }

    /** Thread: the clock. */
    void drain() {
        Answer answer = waiting.peek();
        while (answer != null && tryPublish(answer)) {
            waiting.poll();
            answer = waiting.peek();
        }
    }

    private boolean tryPublish(Answer answer) {
        return answer.machineId() == NO_MACHINE
                ? publisher.tryAnswer(answer.id(), answer.statusCode())
                : publisher.tryResult(answer.machineId(), answer.id(), answer.statusCode(), answer.value());
    }
}
