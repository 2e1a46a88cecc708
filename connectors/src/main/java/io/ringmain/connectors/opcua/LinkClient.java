package io.ringmain.connectors.opcua;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfig;
import org.eclipse.milo.opcua.sdk.client.OpcUaSession;
import org.eclipse.milo.opcua.sdk.client.session.State;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.UaRequestMessageType;
import org.eclipse.milo.opcua.stack.core.types.UaResponseMessageType;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.NotificationMessage;
import org.eclipse.milo.opcua.stack.core.types.structured.PublishRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.RepublishResponse;

/**
 * Milo's client, but that a request without a link fails at once. Milo would keep it and send it when the link is back, and
 * nobody wants a write then that was answered as failed long ago. Publishes are taken in the order in which they come, and what
 * is asked for again is counted.
 *
 * <p>Thread: any; {@link #republish} by one at a time.
 */
final class LinkClient extends OpcUaClient {
    /** Milo asks for a notification again when a keep-alive was what told it of the gap. */
    private static final int REMEMBERED = 1_000;

    private record Notification(UInteger subscription, UInteger sequence) {}

    private static final long AGAIN_MS = 50;

    private final OpcUaCounters counters;
    private final Set<Notification> republished = new LinkedHashSet<>();
    private volatile boolean isEnded;

    LinkClient(OpcUaClientConfig config, Wire wire, OpcUaCounters counters) {
        super(config, wire);
        this.counters = counters;
    }

    /** Whether requests can be sent. */
    boolean isActive() {
        return getSessionFsm().getState() == State.Active;
    }

    @Override
    public CompletableFuture<OpcUaSession> getSessionAsync() {
        return isActive()
                ? super.getSessionAsync()
                : CompletableFuture.failedFuture(
                        new UaException(StatusCodes.Bad_NoCommunication, "there is no link to the server"));
    }

    @Override
    public CompletableFuture<UaResponseMessageType> sendRequestAsync(UaRequestMessageType request) {
        CompletableFuture<UaResponseMessageType> answer = super.sendRequestAsync(request);
        return request instanceof PublishRequest ? PublishAnswer.of(answer) : answer;
    }

    @Override
    public RepublishResponse republish(UInteger subscriptionId, UInteger retransmitSequenceNumber) throws UaException {
        Notification notification = new Notification(subscriptionId, retransmitSequenceNumber);
        if (republished.contains(notification)) {
            return new RepublishResponse(null, new NotificationMessage(retransmitSequenceNumber, null, null));
        }
        try {
            RepublishResponse response = askAgain(subscriptionId, retransmitSequenceNumber);
            counters.republished.increment();
            return response;
        } catch (UaException e) {
            counters.lostPublishes.increment();
            throw e;
        } finally {
            if (republished.size() >= REMEMBERED) {
                republished.remove(republished.iterator().next());
            }
            republished.add(notification);
        }
    }

    /** What is asked for when the link is lost once more is asked for again when it is back. */
    private RepublishResponse askAgain(UInteger subscriptionId, UInteger sequence) throws UaException {
        while (true) {
            try {
                return super.republish(subscriptionId, sequence);
            } catch (UaException e) {
                if (isEnded || !Wire.isOfNetwork(e)) {
                    throw e;
                }
                awaitLink();
            }
        }
    }

    private void awaitLink() throws UaException {
        try {
            do {
                TimeUnit.MILLISECONDS.sleep(AGAIN_MS);
            } while (!isEnded && !isActive());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UaException(StatusCodes.Bad_Shutdown, e);
        }
    }

    /** It will not come back: who waits for it gives up. */
    void end() {
        isEnded = true;
    }
}
