package io.ringmain.connectors.opcua.server;

import io.ringmain.connectors.opcua.server.space.Caller;
import io.ringmain.connectors.opcua.server.space.DataValues;
import io.ringmain.connectors.opcua.server.space.ServedNode;
import io.ringmain.connectors.opcua.server.space.ServedVariable;
import io.ringmain.core.spi.Permission;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.milo.opcua.sdk.server.AddressSpace.WriteContext;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.servicesets.AbstractServiceSet;
import org.eclipse.milo.opcua.sdk.server.servicesets.impl.AccessController.AccessResult;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.UaRequestMessageType;
import org.eclipse.milo.opcua.stack.core.types.UaResponseMessageType;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.DiagnosticInfo;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.structured.WriteRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.WriteResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.WriteValue;
import org.eclipse.milo.opcua.stack.transport.server.ServiceRequestContext;

/** The Write service: what goes to the site is answered with what became of it, without holding a thread meanwhile. */
final class WriteService implements SiteServer.Answering {
    private final OpcUaServer server;
    private final SiteNamespace namespace;
    private final int mostNodes;

    WriteService(OpcUaServer server, SiteNamespace namespace, int mostNodes) {
        this.server = server;
        this.namespace = namespace;
        this.mostNodes = mostNodes;
    }

    @Override
    public CompletableFuture<UaResponseMessageType> handle(
            ServiceRequestContext context, UaRequestMessageType message) {
        WriteRequest request = (WriteRequest) message;
        WriteValue[] writes = request.getNodesToWrite();
        Session session;
        try {
            session = server.getSessionManager().getSession(context, request.getRequestHeader());
            if (writes == null || writes.length == 0) {
                throw new UaException(StatusCodes.Bad_NothingToDo);
            }
            if (writes.length > mostNodes) {
                throw new UaException(StatusCodes.Bad_TooManyOperations);
            }
        } catch (UaException e) {
            return CompletableFuture.failedFuture(e);
        }
        session.getSessionDiagnostics().getWriteCount().incrementTotalCount();
        session.getSessionDiagnostics().getTotalRequestCount().incrementTotalCount();
        List<CompletableFuture<StatusCode>> results =
                List.of(writes).stream().map(write -> write(session, write)).toList();
        return CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
                // the last outcome came in a thread that must not be held up
                .thenApplyAsync(
                        done -> new WriteResponse(
                                AbstractServiceSet.createResponseHeader(request),
                                results.stream().map(CompletableFuture::join).toArray(StatusCode[]::new),
                                new DiagnosticInfo[0]),
                        server.getExecutorService());
    }

    private CompletableFuture<StatusCode> write(Session session, WriteValue write) {
        if (!write.getNodeId().getNamespaceIndex().equals(namespace.getNamespaceIndex())) {
            return CompletableFuture.completedFuture(elsewhere(session, write));
        }
        Caller caller = Caller.of(session);
        ServedNode node = namespace.node(write.getNodeId());
        long refusal = refusal(node, write, caller);
        if (refusal != StatusCode.GOOD.value()) {
            caller.refused("opcua.write", String.valueOf(write.getNodeId().getIdentifier()), refusal);
            return CompletableFuture.completedFuture(new StatusCode(refusal));
        }
        return ((ServedVariable) node).write(write.getValue().value(), caller).thenApply(DataValues::status);
    }

    /** Why a write may not even be tried, Good when it may. */
    private static long refusal(ServedNode node, WriteValue write, Caller caller) {
        if (!caller.may(Permission.VIEW)) {
            return StatusCodes.Bad_UserAccessDenied;
        }
        if (node == null) {
            return StatusCodes.Bad_NodeIdUnknown;
        }
        AttributeId attribute = AttributeId.from(write.getAttributeId()).orElse(null);
        if (attribute == null || !AttributeId.getAttributes(node.nodeClass()).contains(attribute)) {
            return StatusCodes.Bad_AttributeIdInvalid;
        }
        if (attribute != AttributeId.Value || !(node instanceof ServedVariable variable)) {
            return StatusCodes.Bad_NotWritable;
        }
        if ((variable.accessLevel() & ServedVariable.CURRENT_WRITE) == 0) {
            return StatusCodes.Bad_NotWritable;
        }
        if ((variable.userAccessLevel(caller) & ServedVariable.CURRENT_WRITE) == 0) {
            return StatusCodes.Bad_UserAccessDenied;
        }
        DataValue value = write.getValue();
        boolean isWhole = write.getIndexRange() == null || write.getIndexRange().isEmpty();
        boolean isBare = !isGiven(value.sourceTime())
                && !isGiven(value.serverTime())
                && value.statusCode().isGood();
        return isWhole && isBare ? StatusCode.GOOD.value() : StatusCodes.Bad_WriteNotSupported;
    }

    /** Milo decodes a time that was not sent to the first one there is. */
    private static boolean isGiven(DateTime time) {
        return time != null && time.utcTime() != 0;
    }

    /** Namespaces 0 and 1 are Milo's. */
    private StatusCode elsewhere(Session session, WriteValue write) {
        Map<WriteValue, AccessResult> access = server.getAccessController().checkWriteAccess(session, List.of(write));
        return access.get(write) instanceof AccessResult.Denied denied
                ? denied.statusCode()
                : server.getAddressSpaceManager()
                        .write(new WriteContext(server, session), List.of(write))
                        .get(0);
    }
}
