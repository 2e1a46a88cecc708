package io.ringmain.connectors.mqtt.broker;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One connection in one version of the protocol, connected once. Futures complete in the library's thread. */
interface Wire {

    /** What a connection tells. Thread: the library's. */
    interface Events {
        void onMessage(Message message);

        /** It is gone, or never came to be; may be told more than once. */
        void onEnd(String reason);
    }

    /** Fails when the broker is not reached or refuses. */
    CompletableFuture<?> connect(Message will);

    /** An OPC UA status code for each; never fails. */
    CompletableFuture<int[]> subscribe(List<Subscription> subscriptions);

    CompletableFuture<?> unsubscribe(List<String> filters);

    /** The broker's answer as an OPC UA status code; never fails. Of QoS 0 it is Good once it is on its way. */
    CompletableFuture<Integer> publish(Message message);

    CompletableFuture<?> disconnect();
}
