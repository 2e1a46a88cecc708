package io.ringmain.connectors.opcua.server.condition;

import io.ringmain.connectors.opcua.server.space.Caller;
import io.ringmain.connectors.opcua.server.space.NodePart;
import io.ringmain.core.spi.Permission;
import java.util.List;
import org.eclipse.milo.opcua.sdk.server.AccessContext;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.items.EventItem;
import org.eclipse.milo.opcua.sdk.server.methods.MethodInvocationHandler;
import org.eclipse.milo.opcua.sdk.server.nodes.UaMethodNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;

/**
 * ConditionRefresh and ConditionRefresh2 (OPC 10000-9, 5.5.7 and 5.5.8): what is retained is told once more, to one
 * subscription or to one of its items. The answer says that it is taken in; the events follow.
 *
 * <p>Thread: Milo's. Does not block.
 */
final class Refresh implements MethodInvocationHandler {
    private final EventItems items;
    private final ConditionFeed feed;
    private final boolean isOfOneItem;

    private Refresh(EventItems items, ConditionFeed feed, boolean isOfOneItem) {
        this.items = items;
        this.feed = feed;
        this.isOfOneItem = isOfOneItem;
    }

    /** Puts both in the place of what Milo has there. */
    static void install(OpcUaServer server, EventItems items, ConditionFeed feed) {
        method(server, NodeIds.ConditionType_ConditionRefresh).setInvocationHandler(new Refresh(items, feed, false));
        method(server, NodeIds.ConditionType_ConditionRefresh2).setInvocationHandler(new Refresh(items, feed, true));
    }

    private static UaMethodNode method(OpcUaServer server, NodeId id) {
        return (UaMethodNode) server.getAddressSpaceManager().getManagedNode(id).orElseThrow();
    }

    @Override
    public CallMethodResult invoke(AccessContext context, CallMethodRequest request) {
        return NodePart.refused(refresh(context.getSession().orElse(null), request.getInputArguments()));
    }

    private long refresh(Session session, Variant[] inputs) {
        if (session == null || !Caller.of(session).may(Permission.VIEW)) {
            return StatusCodes.Bad_UserAccessDenied;
        }
        int wanted = isOfOneItem ? 2 : 1;
        if (inputs == null || inputs.length < wanted) {
            return StatusCodes.Bad_ArgumentsMissing;
        }
        if (inputs.length > wanted) {
            return StatusCodes.Bad_TooManyArguments;
        }
        if (!(inputs[0].value() instanceof UInteger subscriptionId)
                || session.getSubscriptionManager().getSubscription(subscriptionId) == null) {
            return StatusCodes.Bad_SubscriptionIdInvalid;
        }
        UInteger itemId = isOfOneItem && inputs[1].value() instanceof UInteger id ? id : null;
        List<EventItem> some = items.of(subscriptionId, itemId);
        if (isOfOneItem && (itemId == null || some.isEmpty())) {
            return StatusCodes.Bad_MonitoredItemIdInvalid;
        }
        if (some.isEmpty()) {
            return StatusCodes.Bad_NothingToDo;
        }
        return feed.refresh(session, some) ? StatusCodes.Good : StatusCodes.Bad_RefreshInProgress;
    }
}
