package io.ringmain.gateway.rest;

import java.util.concurrent.CompletionStage;

/** What answers a route. Thread: the lane of its route. A thrown or promised exception becomes a problem document. */
@FunctionalInterface
public interface Endpoint {
    CompletionStage<Answer> handle(Call call);
}
