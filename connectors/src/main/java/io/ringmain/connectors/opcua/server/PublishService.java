package io.ringmain.connectors.opcua.server;

import java.util.concurrent.CompletableFuture;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.subscriptions.PublishQueue;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.UaRequestMessageType;
import org.eclipse.milo.opcua.stack.core.types.UaResponseMessageType;
import org.eclipse.milo.opcua.stack.core.types.structured.PublishRequest;
import org.eclipse.milo.opcua.stack.transport.server.ServiceRequestContext;

/**
 * The Publish service: as Milo's, but with a limit of requests that wait. When there are more the oldest is answered
 * BadTooManyPublishRequests (OPC 10000-4, 5.14.5).
 */
final class PublishService implements SiteServer.Answering {
    private final OpcUaServer server;
    private final int mostWaiting;

    PublishService(OpcUaServer server, int mostWaiting) {
        this.server = server;
        this.mostWaiting = mostWaiting;
    }

    @Override
    public CompletableFuture<UaResponseMessageType> handle(
            ServiceRequestContext context, UaRequestMessageType message) {
        PublishRequest request = (PublishRequest) message;
        Session session;
        try {
            session = server.getSessionManager().getSession(context, request.getRequestHeader());
        } catch (UaException e) {
            return CompletableFuture.failedFuture(e);
        }
        PublishQueue queue = session.getSubscriptionManager().getPublishQueue();
        while (queue.size() >= mostWaiting) {
            PublishQueue.PendingPublish oldest = queue.poll();
            if (oldest != null) {
                oldest.responseFuture.completeExceptionally(new UaException(StatusCodes.Bad_TooManyPublishRequests));
            }
        }
        session.getSessionDiagnostics().getPublishCount().incrementTotalCount();
        session.getSessionDiagnostics().getTotalRequestCount().incrementTotalCount();
        return session.getSubscriptionManager().publish(context, request).thenApply(response -> response);
    }
}
