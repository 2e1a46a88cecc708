package io.ringmain.core.spi;

import io.ringmain.core.machine.MachineRequest;

/**
 * Does for machines what blocks or takes long. Found by the name that a machine declares among its requests.
 *
 * <p>Thread: {@link #onRequest} is called by OUTCOMES, once the request is journaled, and must not block: it hands the work
 * to a thread of its own. The answer may come from any thread, once; later ones are dropped. A request is never made a
 * second time: when the process ends before its answer is journaled, the machine sees BadRequestInterrupted.
 */
public interface MachineWork {

    /** Takes the answer into the ring. */
    interface Answer {
        /** @param statusCode OPC UA status code */
        void answer(MachineRequest request, int statusCode, long value);
    }

    /** Name of the kind of work. */
    String kind();

    void onRequest(MachineRequest request, Answer answer);
}
