package io.ringmain.connectors.opcua.server;

import io.ringmain.connectors.opcua.server.space.Caller;
import io.ringmain.connectors.opcua.server.space.NodePart;
import io.ringmain.core.spi.Permission;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.milo.opcua.sdk.server.AddressSpace.CallContext;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.servicesets.AbstractServiceSet;
import org.eclipse.milo.opcua.sdk.server.servicesets.impl.AccessController.AccessResult;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.UaRequestMessageType;
import org.eclipse.milo.opcua.stack.core.types.UaResponseMessageType;
import org.eclipse.milo.opcua.stack.core.types.builtin.DiagnosticInfo;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;
import org.eclipse.milo.opcua.stack.core.types.structured.CallRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CallResponse;
import org.eclipse.milo.opcua.stack.transport.server.ServiceRequestContext;

/**
 * The Call service: methods of the site's objects answer when they are done, without holding a thread meanwhile. Milo's own
 * would call all methods of a request as soon as the caller may call one of them.
 */
final class CallService implements SiteServer.Answering {
    private final OpcUaServer server;
    private final SiteNamespace namespace;
    private final int mostCalls;

    CallService(OpcUaServer server, SiteNamespace namespace, int mostCalls) {
        this.server = server;
        this.namespace = namespace;
        this.mostCalls = mostCalls;
    }

    @Override
    public CompletableFuture<UaResponseMessageType> handle(
            ServiceRequestContext context, UaRequestMessageType message) {
        CallRequest request = (CallRequest) message;
        CallMethodRequest[] calls = request.getMethodsToCall();
        Session session;
        try {
            session = server.getSessionManager().getSession(context, request.getRequestHeader());
            if (calls == null || calls.length == 0) {
                throw new UaException(StatusCodes.Bad_NothingToDo);
            }
            if (calls.length > mostCalls) {
                throw new UaException(StatusCodes.Bad_TooManyOperations);
            }
        } catch (UaException e) {
            return CompletableFuture.failedFuture(e);
        }
        session.getSessionDiagnostics().getCallCount().incrementTotalCount();
        session.getSessionDiagnostics().getTotalRequestCount().incrementTotalCount();
        List<CompletableFuture<CallMethodResult>> results =
                List.of(calls).stream().map(call -> call(session, call)).toList();
        return CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
                // the last outcome came in a thread that must not be held up
                .thenApplyAsync(
                        done -> new CallResponse(
                                AbstractServiceSet.createResponseHeader(request),
                                results.stream().map(CompletableFuture::join).toArray(CallMethodResult[]::new),
                                new DiagnosticInfo[0]),
                        server.getExecutorService());
    }

    private CompletableFuture<CallMethodResult> call(Session session, CallMethodRequest call) {
        if (!call.getObjectId().getNamespaceIndex().equals(namespace.getNamespaceIndex())) {
            return CompletableFuture.completedFuture(elsewhere(session, call));
        }
        Caller caller = Caller.of(session);
        String target =
                call.getObjectId().getIdentifier() + " " + call.getMethodId().getIdentifier();
        if (!caller.may(Permission.VIEW)) {
            caller.refused("opcua.call", target, StatusCodes.Bad_UserAccessDenied);
            return CompletableFuture.completedFuture(NodePart.refused(StatusCodes.Bad_UserAccessDenied));
        }
        SiteNamespace.Found found = namespace.find(call.getObjectId());
        if (found == null) {
            return CompletableFuture.completedFuture(NodePart.refused(StatusCodes.Bad_NodeIdUnknown));
        }
        Variant[] inputs = call.getInputArguments() == null ? new Variant[0] : call.getInputArguments();
        return found.part()
                .call(found.node(), call.getMethodId(), inputs, caller)
                .exceptionally(e -> NodePart.refused(StatusCodes.Bad_InternalError))
                .thenApply(result -> {
                    if (result.getStatusCode().value() == StatusCodes.Bad_UserAccessDenied) {
                        caller.refused("opcua.call", target, StatusCodes.Bad_UserAccessDenied);
                    }
                    return result;
                });
    }

    /** Namespaces 0 and 1 are Milo's. */
    private CallMethodResult elsewhere(Session session, CallMethodRequest call) {
        Map<CallMethodRequest, AccessResult> access =
                server.getAccessController().checkCallAccess(session, List.of(call));
        return access.get(call) instanceof AccessResult.Denied denied
                ? new CallMethodResult(denied.statusCode(), null, null, null)
                : server.getAddressSpaceManager()
                        .call(new CallContext(server, session), List.of(call))
                        .get(0);
    }
}
