package io.ringmain.gateway.rest;

/** Whoever serves streams of events. Thread: any. */
@FunctionalInterface
public interface Streams {

    /**
     * What to do with the connection that asks for the stream.
     *
     * @throws io.ringmain.gateway.view.Problem when it is asked for too much
     */
    Answer.Live open(StreamRequest request);
}
