package io.ringmain.connectors.opcua.server.space;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.milo.opcua.sdk.server.items.EventItem;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;
import org.eclipse.milo.opcua.stack.core.types.structured.ModelChangeStructureDataType;

/**
 * A part of the site's address space, for example its tags or its alarms. The server asks the parts one after the other for
 * a node, and who has it answers for it.
 *
 * <p>Thread: Milo's, several at once. Must not block unless it is said.
 */
public interface NodePart extends AutoCloseable {

    /** The node of that identifier as of now; null when this part has none, or none that anybody may see. */
    ServedNode node(String id);

    /** Adds what leads from a node that is not of this part, for example from the objects folder or from a tag. */
    default void gather(NodeId node, References to) {}

    /**
     * Calls a method of one of its objects; the answer comes later. Whether the caller may is for the part to check, also
     * whether the method is one of the object.
     */
    default CompletableFuture<CallMethodResult> call(
            ServedNode object, NodeId method, Variant[] inputs, Caller caller) {
        return CompletableFuture.completedFuture(refused(StatusCodes.Bad_MethodInvalid));
    }

    static CallMethodResult refused(long statusCode) {
        return new CallMethodResult(new StatusCode(statusCode), null, null, null);
    }

    /** Somebody wants the events of one of its objects. */
    default void onEventItemsCreated(List<EventItem> items) {}

    default void onEventItemsModified(List<EventItem> items) {}

    default void onEventItemsDeleted(List<EventItem> items) {}

    /**
     * Nodes of the site have come, gone or changed their type (OPC 10000-3, 9.32.7). Thread: the connector's, one at a time.
     */
    default void onModelChanged(ModelChangeStructureDataType[] changes) {}

    /** Called once, when the server is about to listen. */
    default void start() {}

    @Override
    default void close() {}
}
