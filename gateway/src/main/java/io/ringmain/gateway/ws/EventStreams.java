package io.ringmain.gateway.ws;

import io.ringmain.gateway.rest.Answer;
import io.ringmain.gateway.rest.StreamRequest;
import io.ringmain.gateway.rest.Streams;

/** Server-sent events: connections of the hub that only listen. Thread: any. */
public final class EventStreams implements Streams {
    private final Hub hub;

    public EventStreams(Hub hub) {
        this.hub = hub;
    }

    @Override
    public Answer.Live open(StreamRequest request) {
        hub.refuseWhenFull();
        Subscriptions.hz(request.hz());
        Subscriptions.Definition tags = hub.resolve(request.tags());
        return exchange -> hub.open(new EventWire(exchange), session -> session.stream(request, tags, Hub.nowMs()));
    }
}
