package io.ringmain.connectors.opcua.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.servicesets.AbstractServiceSet;
import org.eclipse.milo.opcua.sdk.server.servicesets.impl.helpers.BrowseHelper;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.UaRequestMessageType;
import org.eclipse.milo.opcua.stack.core.types.UaResponseMessageType;
import org.eclipse.milo.opcua.stack.core.types.builtin.DiagnosticInfo;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseResult;
import org.eclipse.milo.opcua.stack.transport.server.ServiceRequestContext;

/**
 * The Browse service: as Milo's, but with a limit of references in one answer, and node by node, as Milo mixes the results up
 * when one of several nodes can not be browsed.
 */
final class BrowseService implements SiteServer.Answering {
    private final OpcUaServer server;
    private final int mostNodes;
    private final int mostReferences;

    BrowseService(OpcUaServer server, int mostNodes, int mostReferences) {
        this.server = server;
        this.mostNodes = mostNodes;
        this.mostReferences = mostReferences;
    }

    @Override
    public CompletableFuture<UaResponseMessageType> handle(
            ServiceRequestContext context, UaRequestMessageType message) {
        BrowseRequest request = (BrowseRequest) message;
        BrowseDescription[] nodes = request.getNodesToBrowse();
        try {
            Session session = server.getSessionManager().getSession(context, request.getRequestHeader());
            session.getSessionDiagnostics().getBrowseCount().incrementTotalCount();
            session.getSessionDiagnostics().getTotalRequestCount().incrementTotalCount();
            if (nodes == null || nodes.length == 0) {
                throw new UaException(StatusCodes.Bad_NothingToDo);
            }
            if (nodes.length > mostNodes) {
                throw new UaException(StatusCodes.Bad_TooManyOperations);
            }
            if (request.getView().getViewId().isNotNull()) {
                throw new UaException(StatusCodes.Bad_ViewIdUnknown); // there are none
            }
            List<BrowseResult> results = new ArrayList<>(nodes.length);
            for (BrowseDescription node : nodes) {
                results.addAll(BrowseHelper.browse(server, () -> Optional.of(session), one(request, node)));
            }
            return CompletableFuture.completedFuture(new BrowseResponse(
                    AbstractServiceSet.createResponseHeader(request),
                    results.toArray(BrowseResult[]::new),
                    new DiagnosticInfo[0]));
        } catch (UaException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private BrowseRequest one(BrowseRequest request, BrowseDescription node) {
        long wanted = request.getRequestedMaxReferencesPerNode().longValue();
        long most = wanted == 0 ? mostReferences : Math.min(wanted, mostReferences);
        return new BrowseRequest(
                request.getRequestHeader(), request.getView(), UInteger.valueOf(most), new BrowseDescription[] {node});
    }
}
